import type { ProColumns } from "@ant-design/pro-components";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { finance, take } from "../../api/client";
import type { components } from "../../api/generated/finance";
import { Asked } from "../../lite/state";
import { digits, moment } from "../../shared/format";
import { addDecimals } from "../../shared/sum";
import { finance as texts } from "../../texts/finance";
import { choices, person, term } from "../../texts/terms";
import { ListPage, type QueryField } from "../grammar/list";
import { Code, Facts, figure } from "../grammar/show";

type Entry = components["schemas"]["EntryView"];
export type Income = components["schemas"]["IncomeView"];
const text = texts.entry;
const FIELDS: QueryField[] = [
  { name: "fund", label: text.fund, kind: "select", options: choices("fund") },
  { name: "from", label: text.from, kind: "day" },
  { name: "to", label: text.to, kind: "day" },
  { name: "kind", label: text.kind, kind: "select", options: choices("entryKind") },
  { name: "bill_number", label: text.billNumber },
  { name: "number", label: text.number },
];
const amount = (entry: Entry) =>
  addDecimals(
    entry.lines.map((line) => line.debit),
    2,
  );
const COLUMNS: ProColumns<Entry>[] = [
  { title: text.number, dataIndex: "number", sorter: true },
  { title: text.day, dataIndex: "booked_on", sorter: true },
  { title: text.fund, dataIndex: "fund", render: (_, entry) => term("fund", entry.fund) },
  { title: text.summary, dataIndex: "summary" },
  { title: text.kind, dataIndex: "kind", render: (_, entry) => <Code of="entryKind" value={entry.kind} /> },
  { title: text.amount, key: "amount", align: "right", render: (_, entry) => figure(amount(entry)) },
  { title: text.by, dataIndex: "posted_by", render: (_, entry) => person(entry.posted_by) },
  { title: text.at, dataIndex: "posted_at", render: (_, entry) => moment(entry.posted_at) },
];

export default function Entries(): ReactNode {
  return (
    <ListPage<Entry>
      id="finance.entries"
      title={text.title}
      service="finance"
      rowKey="number"
      fields={FIELDS}
      columns={COLUMNS}
      exports="journal-entries"
      load={async ({ number, kind, ...filter }, page) => {
        if (number) return { items: [await take(finance.GET("/v1/journal-entries/{number}", { params: { path: { number } } }))] };
        return take(
          finance.GET("/v1/journal-entries", {
            params: { query: { ...filter, ...(kind ? { kind: kind as "ordinary" | "transfer" | "reversal" } : {}), ...page } },
          }),
        );
      }}
      drawer={{ title: (entry) => `${text.title} ${entry.number}`, content: (entry) => <Details entry={entry} /> }}
    />
  );
}

function Details({ entry }: { entry: Entry }): ReactNode {
  const { origin } = entry;
  return (
    <div className="stack">
      <Facts
        items={[
          [text.fund, term("fund", entry.fund)],
          [text.kind, <Code key="k" of="entryKind" value={entry.kind} />],
          [text.day, entry.booked_on],
          [text.by, person(entry.posted_by)],
          [text.at, moment(entry.posted_at)],
          ...(entry.reverses ? ([[text.reverses, <EntryLink key="r" number={entry.reverses} />]] as [string, ReactNode][]) : []),
          ...(entry.reversed_by ? ([[text.reversedBy, <EntryLink key="b" number={entry.reversed_by} />]] as [string, ReactNode][]) : []),
        ]}
      />
      <p>{entry.summary}</p>
      <table className="table">
        <caption>{text.lines}</caption>
        <thead>
          <tr>
            <th>{texts.fund.account}</th>
            <th className="num">{texts.fund.debit}</th>
            <th className="num">{texts.fund.credit}</th>
          </tr>
        </thead>
        <tbody>
          {entry.lines.map((line) => (
            <tr key={line.line}>
              <td>
                {line.account} {line.account_name}
              </td>
              <td className="num">{digits(line.debit)}</td>
              <td className="num">{digits(line.credit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3 className="section-title">{text.origin}</h3>
      {origin ? <Origin bill={origin.reference} /> : <p className="hint">{text.noOrigin}</p>}
    </div>
  );
}

function EntryLink({ number }: { number: string }): ReactNode {
  return <Link to={`/work/finance/entries?number=${number}&open=${number}`}>{number}</Link>;
}

/** The bill behind an entry: what finance knows of it, and the way to the bill at water. */
function Origin({ bill }: { bill: string }): ReactNode {
  const query = useQuery({
    queryKey: ["finance", "income-of", bill],
    queryFn: () => take(finance.GET("/v1/surcharge-incomes", { params: { query: { bill_number: bill, limit: 5 } } })),
  });
  return (
    <Asked query={query} service="finance" lines={3}>
      {(page) => (page.items[0] ? <OriginFacts income={page.items[0]} /> : <p className="hint">{text.noOrigin}</p>)}
    </Asked>
  );
}

export function OriginFacts({ income }: { income: Income }): ReactNode {
  return (
    <div className="stack">
      <p className="hint">{text.originText}</p>
      <Facts
        items={[
          [text.billNumber, income.bill_number],
          [text.waterUser, income.water_user],
          [text.period, income.period],
          [text.paidOn, income.paid_on],
          [text.basic, digits(income.basic_amount)],
          [text.surcharge, digits(income.surcharge_amount)],
          [text.collector, term("unit", income.collector)],
          ...(income.reversal
            ? ([
                [text.creditBill, income.reversal.credit_bill_number],
                [text.reason, income.reversal.reason],
              ] as [string, ReactNode][])
            : []),
        ]}
      />
      <Link to={`/work/water/bills/${income.bill_id}`}>{text.toBill}</Link>
    </div>
  );
}
