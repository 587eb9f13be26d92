import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { take, water } from "../../api/client";
import { hasRole, useWorker } from "../../api/session";
import { digits, today } from "../../shared/format";
import { irrigationWater } from "../../texts/irrigation-water";
import { choices, term } from "../../texts/terms";
import { Action } from "../grammar/action";
import { word } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { figure, Mark } from "../grammar/show";
import { findParty, optionsOf, type Schemas } from "./irrigation-party";

type Bill = Schemas["IrrigationBillListItem"];
const text = irrigationWater.bill;
const TONES = { issued: "warn", paid: "good", cancelled: "plain" } as const;

/** Where a bill stands. */
export function BillState({ state }: { state: string }): ReactNode {
  return <Mark tone={TONES[state as keyof typeof TONES]}>{irrigationWater.billStates[state]}</Mark>;
}

const FIELDS: QueryField[] = [
  { name: "year", label: irrigationWater.year },
  { name: "district", label: irrigationWater.district, kind: "select", options: choices("district") },
  { name: "state", label: irrigationWater.state, kind: "select", options: optionsOf(irrigationWater.billStates) },
  { name: "q", label: irrigationWater.q },
];
const COLUMNS: ProColumns<Bill>[] = [
  {
    title: text.number,
    dataIndex: "number",
    sorter: true,
    render: (_, bill) => <Link to={`/work/water/irrigation-bills/${bill.id}`}>{bill.number}</Link>,
  },
  { title: irrigationWater.code, dataIndex: "party_code", sorter: true },
  { title: irrigationWater.name, dataIndex: "party_name" },
  { title: irrigationWater.district, dataIndex: "district", render: (_, bill) => term("district", bill.district) },
  { title: irrigationWater.village, dataIndex: "village" },
  { title: irrigationWater.year, dataIndex: "year" },
  { title: text.through, dataIndex: "through" },
  { title: text.volume, dataIndex: "volume", sorter: true, align: "right", render: (_, bill) => figure(bill.volume) },
  { title: text.total, dataIndex: "total", sorter: true, align: "right", render: (_, bill) => figure(bill.total) },
  { title: irrigationWater.state, dataIndex: "state", render: (_, bill) => <BillState state={bill.state} /> },
  { title: text.issued, dataIndex: "issued_on", sorter: true },
];

/** Bills of households and groups. */
export default function IrrigationBills(): ReactNode {
  const worker = useWorker();
  return (
    <ListPage<Bill>
      id="water.irrigation-bills"
      title={text.title}
      lead={text.lead}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      exports="irrigation-bills"
      load={({ year, ...filter }, page) =>
        take(water.GET("/v1/irrigation/bills", { params: { query: { ...filter, ...(year ? { year: Number(year) } : {}), ...page } } }))
      }
      toolbar={hasRole(worker, ["water_billing_clerk"]) ? [<Issue key="issue" />] : []}
    />
  );
}

function Issue(): ReactNode {
  return (
    <Action
      label={text.create}
      note={text.createNote}
      service="water"
      button={{ type: "primary" }}
      fields={[
        {
          name: "party_id",
          label: text.who,
          kind: "find",
          find: findParty("association", "group", "household"),
          hint: irrigationWater.right.find,
        },
        { name: "year", label: irrigationWater.year, kind: "whole", isHalf: true },
        { name: "through", label: text.through, kind: "day", isHalf: true },
      ]}
      initial={{ year: Number(today().slice(0, 4)), through: today() }}
      act={(values, key) =>
        take(
          water.POST("/v1/irrigation/bills", {
            params: { header: { "Idempotency-Key": key } },
            body: { party_id: word(values, "party_id"), year: Number(values["year"]), through: word(values, "through") },
          }),
        )
      }
      done={(answer: Schemas["IssuedIrrigationBillsView"]) => text.created(answer.items.length, digits(answer.total))}
    />
  );
}
