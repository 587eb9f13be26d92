import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { finance, take } from "../../api/client";
import { finance as texts } from "../../texts/finance";
import { term } from "../../texts/terms";
import { ListPage, type QueryField } from "../grammar/list";
import { figure, Mark } from "../grammar/show";
import { OriginFacts, type Income } from "./entries";

const text = texts.entry;
const FIELDS: QueryField[] = [
  { name: "from", label: text.from, kind: "day" },
  { name: "to", label: text.to, kind: "day" },
  { name: "bill_number", label: text.billNumber },
  {
    name: "reversed",
    label: texts.income.state,
    kind: "select",
    options: [
      { value: "false", label: texts.income.stands },
      { value: "true", label: texts.income.reversed },
    ],
  },
];
const COLUMNS: ProColumns<Income>[] = [
  { title: text.billNumber, dataIndex: "bill_number", sorter: true },
  { title: text.waterUser, dataIndex: "water_user" },
  { title: text.period, dataIndex: "period" },
  { title: text.paidOn, dataIndex: "paid_on", sorter: true },
  {
    title: text.surcharge,
    dataIndex: "surcharge_amount",
    sorter: true,
    align: "right",
    render: (_, income) => figure(income.surcharge_amount),
  },
  { title: text.basic, dataIndex: "basic_amount", align: "right", render: (_, income) => figure(income.basic_amount) },
  { title: text.collector, dataIndex: "collector", render: (_, income) => term("unit", income.collector) },
  {
    title: texts.income.state,
    key: "state",
    render: (_, income) =>
      income.reversal ? <Mark tone="bad">{texts.income.reversed}</Mark> : <Mark tone="good">{texts.income.stands}</Mark>,
  },
  {
    title: texts.income.entry,
    dataIndex: "entry_number",
    sorter: true,
    render: (_, income) => (
      <Link to={`/work/finance/entries?number=${income.entry_number}&open=${income.entry_number}`}>{income.entry_number}</Link>
    ),
  },
];

export default function Incomes(): ReactNode {
  return (
    <ListPage<Income>
      id="finance.incomes"
      title={texts.income.title}
      service="finance"
      rowKey="payment_id"
      fields={FIELDS}
      columns={COLUMNS}
      exports="surcharge-incomes"
      load={({ reversed, ...filter }, page) =>
        take(
          finance.GET("/v1/surcharge-incomes", {
            params: { query: { ...filter, ...(reversed ? { reversed: reversed === "true" } : {}), ...page } },
          }),
        )
      }
      drawer={{ title: (income) => income.bill_number, content: (income) => <OriginFacts income={income} /> }}
    />
  );
}
