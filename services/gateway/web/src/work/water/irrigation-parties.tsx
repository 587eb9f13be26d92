import type { ProColumns } from "@ant-design/pro-components";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { take, water } from "../../api/client";
import { hasRole, useWorker } from "../../api/session";
import { Asked, Empty } from "../../lite/state";
import { digits, today } from "../../shared/format";
import { irrigationWater } from "../../texts/irrigation-water";
import { choices, term } from "../../texts/terms";
import { Action } from "../grammar/action";
import { word, type FormField, type Values } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { Facts } from "../grammar/show";
import { findParty, optionsOf, type Schemas } from "./irrigation-party";

type Party = Schemas["IrrigationPartyView"];
type Planting = Schemas["PlantingView"];
const text = irrigationWater.party;
const words = irrigationWater.right;

const FIELDS: QueryField[] = [
  { name: "district", label: irrigationWater.district, kind: "select", options: choices("district") },
  { name: "kind", label: irrigationWater.kind, kind: "select", options: optionsOf(irrigationWater.kinds) },
  { name: "q", label: irrigationWater.q },
];
const COLUMNS: ProColumns<Party>[] = [
  { title: irrigationWater.code, dataIndex: "code", sorter: true },
  { title: irrigationWater.name, dataIndex: "name", sorter: true },
  { title: irrigationWater.kind, dataIndex: "kind", render: (_, party) => irrigationWater.kinds[party.kind] },
  { title: irrigationWater.district, dataIndex: "district", render: (_, party) => term("district", party.district) },
  { title: irrigationWater.town, dataIndex: "town", sorter: true, render: (_, party) => term("unit", party.town) },
  { title: irrigationWater.village, dataIndex: "village" },
];

/** Associations, groups and households. */
export function Parties({ above }: { above: ReactNode }): ReactNode {
  const worker = useWorker();
  return (
    <ListPage<Party>
      key="parties"
      id="water.irrigation-parties"
      title={words.title}
      lead={words.lead}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      exports="irrigation-parties"
      above={above}
      keep={["view"]}
      load={(filter, page) => take(water.GET("/v1/irrigation/parties", { params: { query: { ...filter, ...page } } }))}
      one={(party_id) => take(water.GET("/v1/irrigation/parties/{party_id}", { params: { path: { party_id } } }))}
      toolbar={hasRole(worker, ["water_clerk"]) ? [<Register key="register" />] : []}
      drawer={{ title: (party) => party.name, content: (party) => <Details party={party} /> }}
    />
  );
}

function Register(): ReactNode {
  return (
    <Action
      label={text.create}
      service="water"
      button={{ type: "primary" }}
      fields={[
        { name: "kind", label: irrigationWater.kind, kind: "select", options: optionsOf(irrigationWater.kinds), isHalf: true },
        { name: "code", label: irrigationWater.code, isHalf: true },
        {
          name: "parent_id",
          label: text.parent,
          kind: "find",
          find: findParty("association", "group"),
          hint: text.parentHint,
          when: (values) => values["kind"] !== "association",
        },
        { name: "name", label: irrigationWater.name },
        { name: "district", label: irrigationWater.district, kind: "select", options: choices("district"), isHalf: true },
        { name: "town", label: irrigationWater.town, kind: "select", options: () => choices("unit", TOWNS), isHalf: true },
        { name: "village", label: irrigationWater.village },
      ]}
      act={(values, key) =>
        take(
          water.POST("/v1/irrigation/parties", {
            params: { header: { "Idempotency-Key": key } },
            body: {
              kind: word<Schemas["PartyKind"]>(values, "kind"),
              code: word(values, "code"),
              name: word(values, "name"),
              district: word<Schemas["District"]>(values, "district"),
              town: word<Schemas["Town"]>(values, "town"),
              village: word(values, "village"),
              ...(values["parent_id"] ? { parent_id: word(values, "parent_id") } : {}),
            },
          }),
        )
      }
      done={text.created}
    />
  );
}

const TOWNS = ["longxing", "sanquan", "gujiao", "quanzhang", "wanan", "yangwang"];

const AREAS: FormField[] = [
  { name: "grain", label: words.grain },
  { name: "economic", label: words.economic },
  { name: "other", label: words.other },
];
const areasOf = (values: Values): Schemas["CropMuBody"] => ({
  grain: word(values, "grain"),
  economic: word(values, "economic"),
  other: word(values, "other"),
});
const lastPart = (pointer: string): string => pointer.split("/").at(-1) ?? "";

function Details({ party }: { party: Party }): ReactNode {
  const worker = useWorker();
  const mayKeep = hasRole(worker, ["water_clerk"]) && party.kind !== "association";
  const query = useQuery({
    queryKey: ["water", "irrigation-party", party.id],
    queryFn: () => take(water.GET("/v1/irrigation/parties/{party_id}", { params: { path: { party_id: party.id } } })),
  });
  return (
    <div className="stack">
      <Facts
        items={[
          [irrigationWater.code, party.code],
          [irrigationWater.kind, irrigationWater.kinds[party.kind]],
          [irrigationWater.district, term("district", party.district)],
          [text.parent, query.data?.parent?.name ?? "—"],
          [irrigationWater.town, term("unit", party.town)],
          [irrigationWater.village, party.village],
        ]}
      />
      {party.kind !== "association" && (
        <>
          <h3 className="section-title">{text.planting}</h3>
          <p className="hint">{text.plantingNote}</p>
          {mayKeep && (
            <div>
              <Action
                label={text.plant}
                service="water"
                fields={[{ name: "year", label: irrigationWater.year, kind: "whole" }, ...AREAS]}
                initial={{ year: Number(today().slice(0, 4)), economic: "0", other: "0" }}
                place={lastPart}
                act={(values, key) =>
                  take(
                    water.POST("/v1/irrigation/parties/{party_id}/plantings", {
                      params: { path: { party_id: party.id }, header: { "Idempotency-Key": key } },
                      body: { year: Number(values["year"]), areas: areasOf(values) },
                    }),
                  )
                }
                done={text.planted}
              />
            </div>
          )}
          <Asked query={query} service="water" lines={3}>
            {({ plantings }) =>
              plantings.length === 0 ? <Empty title={text.none} /> : <Plantings plantings={plantings} mayKeep={mayKeep} />
            }
          </Asked>
        </>
      )}
    </div>
  );
}

function Plantings({ plantings, mayKeep }: { plantings: Planting[]; mayKeep: boolean }): ReactNode {
  return (
    <div className="scroll" tabIndex={0}>
      <table className="table part">
        <thead>
          <tr>
            <th scope="col">{irrigationWater.year}</th>
            {AREAS.map((field) => (
              <th key={field.name} scope="col" className="num">
                {field.label}
              </th>
            ))}
            <th scope="col" aria-label={text.correct} />
          </tr>
        </thead>
        <tbody>
          {plantings.map((planting) => (
            <tr key={planting.id}>
              <td>{planting.year}</td>
              <td className="num">{digits(planting.areas.grain)}</td>
              <td className="num">{digits(planting.areas.economic)}</td>
              <td className="num">{digits(planting.areas.other)}</td>
              <td>
                {mayKeep && (
                  <Action
                    label={text.correct}
                    note={text.plantingNote}
                    service="water"
                    button={{ size: "small" }}
                    fields={AREAS}
                    initial={{ ...planting.areas }}
                    place={lastPart}
                    act={(values) =>
                      take(
                        water.PUT("/v1/irrigation/plantings/{planting_id}", {
                          params: { path: { planting_id: planting.id }, header: { "If-Match": String(planting.version) } },
                          body: { areas: areasOf(values) },
                        }),
                      )
                    }
                    done={text.planted}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
