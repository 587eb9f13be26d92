import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { take, water } from "../../api/client";
import { hasRole, useWorker } from "../../api/session";
import { digits, moment, today } from "../../shared/format";
import { irrigationWater } from "../../texts/irrigation-water";
import { choices, person, term } from "../../texts/terms";
import { Action } from "../grammar/action";
import { word, type FormField, type Values } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { Facts, figure, Mark } from "../grammar/show";
import { findParty, optionsOf, type Schemas } from "./irrigation-party";

type Watering = Schemas["WateringView"];
type Row = Watering & { party_code: string };
const text = irrigationWater.watering;

const FIELDS: QueryField[] = [
  { name: "district", label: irrigationWater.district, kind: "select", options: choices("district") },
  { name: "crop", label: text.crop, kind: "select", options: choices("crop") },
  { name: "year", label: irrigationWater.year },
  { name: "q", label: irrigationWater.q },
];
const COLUMNS: ProColumns<Row>[] = [
  { title: irrigationWater.code, dataIndex: "party_code", sorter: true },
  { title: irrigationWater.name, key: "name", render: (_, one) => one.party.name },
  { title: irrigationWater.village, key: "village", render: (_, one) => one.party.village },
  { title: text.day, dataIndex: "watered_on", sorter: true },
  { title: text.crop, dataIndex: "crop", render: (_, one) => term("crop", one.crop) },
  { title: text.volume, dataIndex: "volume", sorter: true, align: "right", render: (_, one) => figure(one.volume) },
  { title: text.area, dataIndex: "area", align: "right", render: (_, one) => figure(one.area) },
  { title: text.method, dataIndex: "method", render: (_, one) => irrigationWater.methods[one.method] },
  { title: text.standing, key: "standing", render: (_, one) => <Standing one={one} /> },
];

function Standing({ one }: { one: Watering }): ReactNode {
  if (one.is_replaced) return <Mark tone="plain">{text.replaced}</Mark>;
  return one.is_billed ? <Mark tone="good">{text.billed}</Mark> : <Mark tone="warn">{text.waiting}</Mark>;
}

/** What households and groups have watered. */
export default function Waterings(): ReactNode {
  const worker = useWorker();
  return (
    <ListPage<Row>
      id="water.waterings"
      title={text.title}
      lead={text.lead}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      exports="waterings"
      load={async ({ year, ...filter }, page) => {
        const query = { ...filter, ...(year ? { year: Number(year) } : {}), ...page };
        const list = await take(water.GET("/v1/irrigation/waterings", { params: { query } }));
        return { ...list, items: list.items.map((one) => ({ ...one, party_code: one.party.code })) };
      }}
      toolbar={hasRole(worker, ["water_clerk"]) ? [<Record key="record" />] : []}
      drawer={{ title: (one) => `${one.party.name} ${one.watered_on}`, content: (one) => <Details one={one} /> }}
    />
  );
}

const MEASURED: FormField[] = [
  { name: "crop", label: text.crop, kind: "select", options: choices("crop"), isHalf: true },
  { name: "watered_on", label: text.day, kind: "day", isHalf: true },
  { name: "volume", label: text.volume, isHalf: true },
  { name: "area", label: text.area, isHalf: true },
  { name: "method", label: text.method, kind: "select", options: optionsOf(irrigationWater.methods) },
];
const place = (pointer: string): string => pointer.split("/").at(-1) ?? "";

const bodyOf = (party_id: string, values: Values): Schemas["CreateWateringRequest"] => ({
  party_id,
  crop: word<Schemas["Crop"]>(values, "crop"),
  watered_on: word(values, "watered_on"),
  volume: word(values, "volume"),
  area: word(values, "area"),
  method: word<Schemas["Method"]>(values, "method"),
});
const post = (key: string, body: Schemas["CreateWateringRequest"]): Promise<unknown> =>
  take(water.POST("/v1/irrigation/waterings", { params: { header: { "Idempotency-Key": key } }, body }));

function Record(): ReactNode {
  return (
    <Action
      label={text.create}
      service="water"
      button={{ type: "primary" }}
      fields={[
        {
          name: "party_id",
          label: irrigationWater.right.party,
          kind: "find",
          find: findParty("household", "group"),
          hint: irrigationWater.right.find,
        },
        ...MEASURED,
      ]}
      initial={{ watered_on: today(), method: "manual" }}
      place={place}
      act={(values, key) => post(key, bodyOf(word(values, "party_id"), values))}
      done={text.created}
    />
  );
}

function Details({ one }: { one: Watering }): ReactNode {
  const worker = useWorker();
  const mayCorrect = hasRole(worker, ["water_clerk"]) && !one.is_replaced && !one.is_billed;
  return (
    <div className="stack">
      {mayCorrect && (
        <div>
          <Action
            label={text.correct}
            note={text.correctNote}
            service="water"
            fields={[...MEASURED, { name: "reason", label: text.reason, kind: "long" }]}
            initial={{ crop: one.crop, watered_on: one.watered_on, volume: one.volume, area: one.area, method: one.method }}
            place={place}
            act={(values, key) =>
              post(key, { ...bodyOf(one.party.id, values), correction: { replaces: one.id, reason: word(values, "reason") } })
            }
            done={text.corrected}
          />
        </div>
      )}
      <Facts
        items={[
          [text.standing, <Standing key="standing" one={one} />],
          [text.crop, term("crop", one.crop)],
          [text.day, one.watered_on],
          [text.volume, digits(one.volume)],
          [text.area, digits(one.area)],
          [text.method, irrigationWater.methods[one.method]],
          [text.recorded, irrigationWater.right.by(person(one.recorded_by), moment(one.recorded_at))],
          ...(one.reason ? ([[text.reason, `${one.reason}（${text.replaces}）`]] as [string, ReactNode][]) : []),
        ]}
      />
    </div>
  );
}
