import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useCallback, type ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { Asked, Empty } from "../../lite/state";
import { digits, forPicture, today } from "../../shared/format";
import { addDecimals } from "../../shared/sum";
import { term } from "../../texts/terms";
import { water as texts } from "../../texts/water";
import { Chart, type Colours } from "../chart";
import { lastQuarter } from "./run";

type Bill = components["schemas"]["BillListItem"];
const text = texts.board;
/** The pages of bills and users that are read at most: enough for the county, and an end for a very large one. */
const MOST_PAGES = 10;

async function readAll<T>(
  page: (cursor: string | undefined) => Promise<{ items: T[]; next_cursor?: string | null }>,
): Promise<{ items: T[]; isPartial: boolean }> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const answer = await page(cursor);
    items.push(...answer.items);
    if (!answer.next_cursor) return { items, isPartial: false };
    cursor = answer.next_cursor;
  }
  return { items, isPartial: true };
}

/** Use against plan, surcharge, over-plan ranking and collection of one period. */
export default function Board(): ReactNode {
  const [params, setParams] = useSearchParams();
  const period = params.get("period") ?? lastQuarter(today());
  const bills = useQuery({
    queryKey: ["water", "board", period],
    queryFn: () =>
      readAll((cursor) => take(water.GET("/v1/bills", { params: { query: { period, limit: 200, ...(cursor ? { cursor } : {}) } } }))),
  });
  const users = useQuery({
    queryKey: ["water", "board-users"],
    queryFn: () =>
      readAll((cursor) => take(water.GET("/v1/water-users", { params: { query: { limit: 200, ...(cursor ? { cursor } : {}) } } }))),
    staleTime: 300_000,
  });
  const categories = new Map((users.data?.items ?? []).map((user) => [user.code, user.category]));
  return (
    <>
      <div className="page-title">
        <h1>{text.title}</h1>
        <Input.Search
          key={period}
          defaultValue={period}
          addonBefore={text.period}
          aria-label={text.period}
          style={{ width: 240 }}
          onSearch={(next) => setParams(next.trim() ? { period: next.trim() } : {}, { replace: true })}
        />
      </div>
      <Asked query={bills} service="water" lines={10}>
        {({ items, isPartial }) => {
          const valid = items.filter((bill) => bill.state !== "cancelled");
          if (valid.length === 0) {
            return (
              <Empty title={text.none}>
                <Link to="/work/water/runs">{text.noneHint}</Link>
              </Empty>
            );
          }
          return (
            <>
              {isPartial && <p className="hint">{text.partial(items.length)}</p>}
              <Content bills={valid} categories={categories} period={period} />
            </>
          );
        }}
      </Asked>
    </>
  );
}

function Content({ bills, categories, period }: { bills: Bill[]; categories: Map<string, string>; period: string }): ReactNode {
  const sum = (list: Bill[], name: "usage" | "plan_volume" | "surcharge" | "total") =>
    addDecimals(
      list.map((bill) => bill[name]),
      name === "usage" || name === "plan_volume" ? 3 : 2,
    );
  const paid = bills.filter((bill) => bill.state === "paid" || bill.state === "settled");
  const towns = group(bills, (bill) => term("town", bill.town));
  const kinds = group(bills, (bill) => {
    const category = categories.get(bill.user_code);
    return category ? term("category", category) : text.unknown;
  });
  const ranking = bills
    .map((bill) => ({ bill, over: addDecimals([bill.usage, `-${bill.plan_volume}`], 3) }))
    .filter(({ over }) => forPicture(over) > 0)
    .sort((a, b) => forPicture(b.over) - forPicture(a.over))
    .slice(0, 10);
  const states = group(bills, (bill) => bill.state);
  return (
    <>
      <dl className="tiles">
        <Tile label={text.usage} value={digits(sum(bills, "usage"))} unit={texts.m3} />
        <Tile label={text.plan} value={digits(sum(bills, "plan_volume"))} unit={texts.m3} />
        <Tile label={text.surcharge} value={digits(sum(bills, "surcharge"))} unit={texts.yuan} />
        <Tile label={text.bills} value={`${digits(sum(bills, "total"))}`} unit={`${texts.yuan} · ${text.sheets(bills.length)}`} />
        <Tile label={text.collected} value={digits(sum(paid, "total"))} unit={`${texts.yuan} · ${text.sheets(paid.length)}`} />
      </dl>
      <div className="halves">
        <div className="sheet">
          <h2 className="sheet-title">{text.byTown}</h2>
          <UsageBars groups={towns} label={text.byTown} sum={sum} />
        </div>
        <div className="sheet">
          <h2 className="sheet-title">{text.surchargeByTown}</h2>
          <MoneyBars groups={towns} label={text.surchargeByTown} sum={sum} />
        </div>
        <div className="sheet">
          <h2 className="sheet-title">{text.byCategory}</h2>
          <UsageBars groups={kinds} label={text.byCategory} sum={sum} />
        </div>
        <div className="sheet">
          <h2 className="sheet-title">{text.progress}</h2>
          <Progress states={states} sum={sum} />
        </div>
        <div className="sheet">
          <h2 className="sheet-title">{text.ranking}</h2>
          <div className="scroll" tabIndex={0}>
            <table className="table">
              <thead>
                <tr>
                  <th>{texts.bill.user}</th>
                  <th className="num">{texts.bill.usage}</th>
                  <th className="num">{texts.bill.plan}</th>
                  <th className="num">{text.over}</th>
                  <th className="num">{texts.bill.surcharge}</th>
                </tr>
              </thead>
              <tbody>
                {ranking.map(({ bill, over }) => (
                  <tr key={bill.id}>
                    <td>
                      <Link to={`/work/water/bills/${bill.id}`}>{bill.user_name}</Link>
                    </td>
                    <td className="num">{digits(bill.usage)}</td>
                    <td className="num">{digits(bill.plan_volume)}</td>
                    <td className="num">{digits(over)}</td>
                    <td className="num">{digits(bill.surcharge)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
        <div className="sheet">
          <h2 className="sheet-title">{text.byState}</h2>
          <table className="table">
            <thead>
              <tr>
                <th>{texts.bill.state}</th>
                <th className="num">{text.bills}</th>
                <th className="num">{texts.bill.total}</th>
              </tr>
            </thead>
            <tbody>
              {states.map(([state, list]) => (
                <tr key={state}>
                  <td>
                    <Link to={`/work/water/bills?period=${period}&state=${state}`}>{term("billState", state)}</Link>
                  </td>
                  <td className="num">{list.length}</td>
                  <td className="num">{digits(sum(list, "total"))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </>
  );
}

type Sum = (list: Bill[], name: "usage" | "plan_volume" | "surcharge" | "total") => string;
type Groups = [string, Bill[]][];

function group(bills: Bill[], by: (bill: Bill) => string): Groups {
  const groups = new Map<string, Bill[]>();
  for (const bill of bills) groups.set(by(bill), [...(groups.get(by(bill)) ?? []), bill]);
  return [...groups].sort((a, b) => b[1].length - a[1].length);
}

function Tile({ label, value, unit }: { label: string; value: string; unit: string }): ReactNode {
  return (
    <div className="tile">
      <dt>{label}</dt>
      <dd className="figure">
        {value} <small>{unit}</small>
      </dd>
    </div>
  );
}

const axes = (colours: Colours, names: string[]) => ({
  grid: { left: 8, right: 8, top: 34, bottom: 4, containLabel: true },
  tooltip: { trigger: "axis", renderMode: "richText" },
  xAxis: {
    type: "category",
    data: names,
    axisLabel: { color: colours.soft, interval: 0, rotate: names.length > 6 ? 30 : 0 },
    axisLine: { lineStyle: { color: colours.line } },
  },
  yAxis: { type: "value", axisLabel: { color: colours.soft }, splitLine: { lineStyle: { color: colours.line } } },
});

function UsageBars({ groups, label, sum }: { groups: Groups; label: string; sum: Sum }): ReactNode {
  const key = JSON.stringify(groups.map(([name, list]) => [name, sum(list, "usage"), sum(list, "plan_volume")]));
  const option = useCallback(
    (colours: Colours) => {
      const rows = JSON.parse(key) as [string, string, string][];
      return {
        ...axes(
          colours,
          rows.map(([name]) => name),
        ),
        legend: { top: 0, textStyle: { color: colours.ink } },
        series: [
          { name: text.plan, type: "bar", data: rows.map(([, , plan]) => forPicture(plan)), itemStyle: { color: colours.quiet } },
          { name: text.usage, type: "bar", data: rows.map(([, usage]) => forPicture(usage)), itemStyle: { color: colours.series[0] } },
        ],
      };
    },
    [key],
  );
  return <Chart option={option} label={label} />;
}

function MoneyBars({ groups, label, sum }: { groups: Groups; label: string; sum: Sum }): ReactNode {
  const key = JSON.stringify(groups.map(([name, list]) => [name, sum(list, "surcharge")]));
  const option = useCallback(
    (colours: Colours) => {
      const rows = JSON.parse(key) as [string, string][];
      return {
        ...axes(
          colours,
          rows.map(([name]) => name),
        ),
        series: [
          {
            name: text.surcharge,
            type: "bar",
            data: rows.map(([, amount]) => forPicture(amount)),
            itemStyle: { color: colours.series[2] },
          },
        ],
      };
    },
    [key],
  );
  return <Chart option={option} label={label} />;
}

function Progress({ states, sum }: { states: Groups; sum: Sum }): ReactNode {
  const key = JSON.stringify(states.map(([state, list]) => [state, sum(list, "total")]));
  const option = useCallback(
    (colours: Colours) => {
      const of: Record<string, string | undefined> = {
        settled: colours.good,
        paid: colours.series[0],
        issued: colours.series[1],
        notified: colours.series[2],
        overdue: colours.series[3],
      };
      return {
        tooltip: { renderMode: "richText" },
        legend: { bottom: 0, textStyle: { color: colours.ink } },
        series: [
          {
            type: "pie",
            radius: ["48%", "72%"],
            center: ["50%", "44%"],
            label: { color: colours.ink, formatter: "{b} {d}%" },
            data: (JSON.parse(key) as [string, string][]).map(([state, total]) => ({
              name: term("billState", state),
              value: forPicture(total),
              itemStyle: { color: of[state] ?? colours.line },
            })),
          },
        ],
      };
    },
    [key],
  );
  return <Chart option={option} label={text.progress} />;
}
