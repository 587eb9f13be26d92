import type { ProColumns } from "@ant-design/pro-components";
import { Segmented } from "antd";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { take, water } from "../../api/client";
import { hasRole, useWorker, type Session } from "../../api/session";
import { digits, moment, today } from "../../shared/format";
import { irrigationWater } from "../../texts/irrigation-water";
import { choices, person, term } from "../../texts/terms";
import { Action } from "../grammar/action";
import { word, type FormField, type Values } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { Facts, figure, Mark, Part } from "../grammar/show";
import { findParty, optionsOf, type Schemas } from "./irrigation-party";
import { Parties } from "./irrigation-parties";

type Right = Schemas["WaterRightView"];
const text = irrigationWater.right;
const TONES = { submitted: "warn", returned: "bad", withdrawn: "plain", approved: "good", superseded: "plain" } as const;
const VIEWS = ["rights", "parties", "cuts"] as const;

const FIELDS: QueryField[] = [
  { name: "year", label: irrigationWater.year },
  { name: "district", label: irrigationWater.district, kind: "select", options: choices("district") },
  { name: "kind", label: irrigationWater.kind, kind: "select", options: optionsOf(irrigationWater.kinds) },
  { name: "state", label: irrigationWater.state, kind: "select", options: optionsOf(irrigationWater.rightStates) },
];

/** The party's code, which opens the drawer. */
type Row = Right & { party_code: string };

const COLUMNS: ProColumns<Row>[] = [
  { title: irrigationWater.code, dataIndex: "party_code", sorter: true },
  { title: irrigationWater.name, key: "name", render: (_, right) => right.party.name },
  { title: irrigationWater.kind, key: "kind", render: (_, right) => irrigationWater.kinds[right.party.kind] },
  { title: irrigationWater.district, key: "district", render: (_, right) => term("district", right.party.district) },
  { title: irrigationWater.year, dataIndex: "year", sorter: true },
  { title: text.volume, dataIndex: "volume", sorter: true, align: "right", render: (_, right) => figure(right.volume) },
  { title: text.quota, dataIndex: "quota_volume", align: "right", render: (_, right) => figure(right.quota_volume) },
  { title: irrigationWater.state, dataIndex: "state", render: (_, right) => <State right={right} /> },
  { title: text.drafted, dataIndex: "drafted_by", render: (_, right) => person(right.drafted_by) },
  { title: text.decided, dataIndex: "decided_by", render: (_, right) => person(right.decided_by) },
];

function State({ right }: { right: Right }): ReactNode {
  return <Mark tone={TONES[right.state as keyof typeof TONES]}>{irrigationWater.rightStates[right.state]}</Mark>;
}

/** What somebody can do with a right that waits. Nobody approves what they have drafted. */
export function rightDeeds(who: Session | null, right: Pick<Right, "state" | "drafted_by">): ("decide" | "withdraw")[] {
  if (right.state !== "submitted") return [];
  if (right.drafted_by === who?.account.username) return ["withdraw"];
  return hasRole(who, ["water_head"]) ? ["decide", "withdraw"] : [];
}

export default function Rights(): ReactNode {
  const [params, setParams] = useSearchParams();
  const worker = useWorker();
  const asked = params.get("view");
  const view = VIEWS.find((one) => one === asked) ?? "rights";
  const above = (
    <Segmented
      style={{ marginBottom: 12 }}
      value={view}
      options={VIEWS.map((value) => ({ value, label: text.views[value] }))}
      onChange={(next) => setParams(next === "rights" ? {} : { view: next }, { replace: true })}
    />
  );
  if (view === "parties") return <Parties above={above} />;
  if (view === "cuts") return <Cuts above={above} />;
  return (
    <ListPage<Row>
      key="rights"
      id="water.irrigation-rights"
      title={text.title}
      lead={text.lead}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      exports="water-rights"
      above={above}
      load={async ({ year, ...filter }, page) => {
        const query = { ...filter, ...(year ? { year: Number(year) } : {}), ...page };
        const list = await take(water.GET("/v1/irrigation/rights", { params: { query } }));
        return { ...list, items: list.items.map((right) => ({ ...right, party_code: right.party.code })) };
      }}
      one={async (right_id) => {
        const right = await take(water.GET("/v1/irrigation/rights/{right_id}", { params: { path: { right_id } } }));
        return { ...right, party_code: right.party.code };
      }}
      toolbar={hasRole(worker, ["water_clerk", "water_head"]) ? [<DraftRight key="draft" />] : []}
      drawer={{ title: (right) => `${right.party.name} ${String(right.year)}`, content: (right) => <Details right={right} />, width: 760 }}
    />
  );
}

const half = (name: string, label: string): FormField => ({ name, label, isHalf: true });
const RIGHT_FIELDS: FormField[] = [
  { name: "party_id", label: text.party, kind: "find", find: findParty("association", "group", "household"), hint: text.find },
  { name: "year", label: irrigationWater.year, kind: "whole", isHalf: true },
  half("volume", text.volume),
  half("confirmed_area", text.confirmed),
  half("irrigated_area", text.irrigated),
  half("grain", text.grain),
  half("economic", text.economic),
  half("other", text.other),
  half("use_1", text.lastUse(1)),
  half("use_2", text.lastUse(2)),
  half("use_3", text.lastUse(3)),
  { name: "works", label: text.works, kind: "long" },
];

/** Where a pointer of the service stands in the form. */
export const rightField = (pointer: string): string => {
  const used = /^\/basis\/last_use\/(\d)$/.exec(pointer);
  return used ? `use_${String(Number(used[1]) + 1)}` : (pointer.split("/").at(-1) ?? "");
};

/** What the form says as the service takes it. */
export function rightBody(values: Values): Schemas["CreateWaterRightRequest"] {
  return {
    party_id: word(values, "party_id"),
    year: Number(values["year"]),
    volume: word(values, "volume"),
    basis: {
      confirmed_area: word(values, "confirmed_area"),
      irrigated_area: word(values, "irrigated_area"),
      crop_areas: { grain: word(values, "grain"), economic: word(values, "economic"), other: word(values, "other") },
      last_use: ["use_1", "use_2", "use_3"].map((name) => word(values, name)),
      works: word(values, "works"),
    },
  };
}

function DraftRight(): ReactNode {
  return (
    <Action
      label={text.create}
      note={text.createNote}
      service="water"
      button={{ type: "primary" }}
      fields={RIGHT_FIELDS}
      initial={{ year: Number(today().slice(0, 4)), economic: "0", other: "0" }}
      place={rightField}
      act={(values, key) =>
        take(water.POST("/v1/irrigation/rights", { params: { header: { "Idempotency-Key": key } }, body: rightBody(values) }))
      }
      done={text.created}
    />
  );
}

function Details({ right }: { right: Right }): ReactNode {
  const worker = useWorker();
  const deeds = rightDeeds(worker, right);
  const { basis } = right;
  const params = (key: string) => ({
    path: { right_id: right.id },
    header: { "If-Match": String(right.version), "Idempotency-Key": key },
  });
  return (
    <div className="stack">
      {deeds.length > 0 && (
        <div className="row">
          {deeds.includes("decide") && (
            <>
              <Action
                label={text.approve}
                note={text.approveNote(right.party.name, digits(right.volume))}
                service="water"
                button={{ type: "primary" }}
                act={(_, key) => take(water.POST("/v1/irrigation/rights/{right_id}/approval", { params: params(key), body: {} }))}
                done={text.approved}
              />
              <Action
                label={text.return}
                service="water"
                fields={[{ name: "comment", label: text.comment, kind: "long" }]}
                act={(values, key) =>
                  take(
                    water.POST("/v1/irrigation/rights/{right_id}/return", {
                      params: params(key),
                      body: { comment: word(values, "comment") },
                    }),
                  )
                }
                done={text.returned}
              />
            </>
          )}
          <Action
            label={text.withdraw}
            note={text.withdrawNote}
            service="water"
            button={{ danger: true }}
            act={(_, key) => take(water.POST("/v1/irrigation/rights/{right_id}/withdrawal", { params: params(key), body: {} }))}
            done={irrigationWater.done}
          />
        </div>
      )}
      <Facts
        items={[
          [irrigationWater.state, <State key="state" right={right} />],
          [text.volume, digits(right.volume)],
          [irrigationWater.kind, irrigationWater.kinds[right.party.kind]],
          [irrigationWater.district, term("district", right.party.district)],
          [irrigationWater.town, term("unit", right.party.town)],
          [irrigationWater.village, right.party.village],
          [text.drafted, text.by(person(right.drafted_by), moment(right.drafted_at))],
          [text.decided, right.decided_by ? text.by(person(right.decided_by), moment(right.decided_at)) : "—"],
          ...(right.comment ? ([[text.comment, right.comment]] as [string, ReactNode][]) : []),
        ]}
      />
      <h3 className="section-title">{text.basis}</h3>
      <Facts
        items={[
          [text.confirmed, digits(basis.confirmed_area)],
          [text.irrigated, digits(basis.irrigated_area)],
          [text.grain, digits(basis.crop_areas.grain)],
          [text.economic, digits(basis.crop_areas.economic)],
          [text.other, digits(basis.crop_areas.other)],
          [text.quota, digits(right.quota_volume)],
          ...basis.last_use.map((volume, index): [string, ReactNode] => [text.lastUse(index + 1), digits(volume)]),
          [text.works, basis.works],
        ]}
      />
    </div>
  );
}

function Cuts({ above }: { above: ReactNode }): ReactNode {
  const worker = useWorker();
  const words = irrigationWater.cut;
  return (
    <>
      <div className="page-title">
        <div>
          <h1>{text.title}</h1>
          <p className="hint">{words.note}</p>
        </div>
        {hasRole(worker, ["water_head"]) && <RecordCut />}
      </div>
      {above}
      <div className="sheet">
        <Part<Schemas["RightCutView"]>
          id={["right-cuts"]}
          service="water"
          load={() => take(water.GET("/v1/irrigation/right-cuts", { params: { query: { limit: 100 } } }))}
          empty={words.none}
          columns={[
            { title: irrigationWater.district, render: (one) => term("district", one.district) },
            { title: irrigationWater.year, render: (one) => one.year },
            { title: words.number, render: (one) => one.decision_number },
            { title: words.day, render: (one) => one.decided_on },
            { title: words.ground, render: (one) => one.ground },
            { title: words.recorded, render: (one) => text.by(person(one.recorded_by), moment(one.recorded_at)) },
          ]}
        />
      </div>
    </>
  );
}

function RecordCut(): ReactNode {
  const words = irrigationWater.cut;
  return (
    <Action
      label={words.create}
      note={words.note}
      service="water"
      button={{ danger: true }}
      fields={[
        { name: "district", label: irrigationWater.district, kind: "select", options: choices("district"), isHalf: true },
        { name: "year", label: irrigationWater.year, kind: "whole", isHalf: true, hint: words.yearHint },
        { name: "decision_number", label: words.number },
        { name: "decided_on", label: words.day, kind: "day" },
        { name: "ground", label: words.ground, kind: "long" },
      ]}
      act={(values, key) =>
        take(
          water.POST("/v1/irrigation/right-cuts", {
            params: { header: { "Idempotency-Key": key } },
            body: {
              district: word<Schemas["District"]>(values, "district"),
              year: Number(values["year"]),
              decision_number: word(values, "decision_number"),
              decided_on: word(values, "decided_on"),
              ground: word(values, "ground"),
            },
          }),
        )
      }
      done={words.created}
    />
  );
}
