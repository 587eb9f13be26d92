import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { choices, term } from "../../texts/terms";
import { water as texts } from "../../texts/water";
import { suppliers } from "../directory";
import { ListPage, type QueryField } from "../grammar/list";
import { Code, figure } from "../grammar/show";

type Bill = components["schemas"]["BillListItem"];
const text = texts.bill;
const FIELDS: QueryField[] = [
  { name: "period", label: text.period, hint: texts.reading.periodHint },
  { name: "state", label: text.state, kind: "select", options: choices("billState") },
  { name: "user_code", label: text.code },
  { name: "supplier", label: text.supplier, kind: "select", options: suppliers },
  { name: "run_id", label: text.run },
];
const COLUMNS: ProColumns<Bill>[] = [
  {
    title: text.number,
    dataIndex: "number",
    sorter: true,
    fixed: "left",
    render: (_, bill) => <Link to={`/work/water/bills/${bill.id}`}>{bill.number}</Link>,
  },
  { title: text.user, dataIndex: "user_name", sorter: true },
  { title: text.code, dataIndex: "user_code", sorter: true },
  { title: text.town, dataIndex: "town", render: (_, bill) => term("unit", bill.town) },
  { title: text.period, dataIndex: "period" },
  { title: text.usage, dataIndex: "usage", sorter: true, align: "right", render: (_, bill) => figure(bill.usage) },
  { title: text.plan, dataIndex: "plan_volume", align: "right", render: (_, bill) => figure(bill.plan_volume) },
  { title: text.basic, dataIndex: "basic_charge", sorter: true, align: "right", render: (_, bill) => figure(bill.basic_charge) },
  { title: text.surcharge, dataIndex: "surcharge", sorter: true, align: "right", render: (_, bill) => figure(bill.surcharge) },
  { title: text.total, dataIndex: "total", sorter: true, align: "right", render: (_, bill) => <b>{figure(bill.total)}</b> },
  { title: text.state, dataIndex: "state", render: (_, bill) => <Code of="billState" value={bill.state} /> },
  { title: text.issued, dataIndex: "issued_on", sorter: true },
  { title: text.due, dataIndex: "due_on", sorter: true, render: (_, bill) => bill.due_on ?? "—" },
  { title: text.entry, dataIndex: "entry_number", render: (_, bill) => bill.entry_number ?? "—" },
];

export default function Bills(): ReactNode {
  return (
    <ListPage<Bill>
      id="water.bills"
      title={text.title}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      exports="bills"
      load={(filter, page) => take(water.GET("/v1/bills", { params: { query: { sort: "-number", ...filter, ...page } } }))}
    />
  );
}
