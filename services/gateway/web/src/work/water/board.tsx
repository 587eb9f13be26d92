import { useQuery } from "@tanstack/react-query";
import { Segmented, Select } from "antd";
import { useState, type ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { Asked, Empty } from "../../lite/state";
import { digits, forPicture } from "../../shared/format";
import { addDecimals } from "../../shared/sum";
import { board as text } from "../../texts/board";
import { term } from "../../texts/terms";
import { BandChart, GroupChart, groupName, ProgressChart, TrendChart } from "./board-charts";

type Schemas = components["schemas"];
type Period = Schemas["PeriodTotals"];
const GROUPS: Schemas["GroupBy"][] = ["town", "category", "use_class", "supplier"];
/** Periods in the picture of the past: three years of quarters. */
const TREND = 12;

/** Use against plan, surcharge by band, ranking and collection of a billed period, and how it compares with those before. */
export default function Board(): ReactNode {
  const [params, setParams] = useSearchParams();
  const periods = useQuery({ queryKey: ["water", "report", "periods"], queryFn: () => take(water.GET("/v1/reports/periods")) });
  return (
    <Asked query={periods} service="water" lines={10}>
      {({ items }) => {
        const wanted = params.get("period");
        const at = wanted ? items.findIndex((one) => one.period === wanted) : 0;
        const period = items[at];
        return (
          <>
            <div className="page-title">
              <h1>{text.title}</h1>
              {items.length > 0 && (
                <Select
                  value={period?.period ?? wanted}
                  aria-label={text.period}
                  style={{ width: 150 }}
                  options={items.map((one) => ({ value: one.period, label: one.period }))}
                  onChange={(next: string) => setParams({ period: next }, { replace: true })}
                />
              )}
            </div>
            {period ? (
              <Content period={period} before={items[at + 1]} past={items.slice(at, at + TREND)} />
            ) : (
              <Empty title={wanted && items.length > 0 ? text.nonePeriod(wanted) : text.none}>
                <Link to="/work/water/runs">{text.noneHint}</Link>
              </Empty>
            )}
          </>
        );
      }}
    </Asked>
  );
}

function Content({ period, before, past }: { period: Period; before: Period | undefined; past: Period[] }): ReactNode {
  return (
    <div className="stack">
      <Tiles period={period} before={before} />
      <div className="sheet">
        <h2 className="sheet-title">{text.trend}</h2>
        <TrendChart periods={past} />
      </div>
      <Groups period={period.period} />
      <div className="halves">
        <Bands period={period.period} />
        <Collection period={period.period} />
      </div>
      <Ranking period={period.period} />
    </div>
  );
}

function Tiles({ period, before }: { period: Period; before: Period | undefined }): ReactNode {
  const note = (name: "usage" | "surcharge") => (before ? text.before(before.period, change(before[name], period[name])) : "");
  const rest = addDecimals([period.total, `-${period.collected_total}`], 2);
  return (
    <dl className="tiles">
      <Tile label={text.usage} value={digits(period.usage)} unit={text.m3} note={note("usage")} />
      <Tile
        label={text.plan}
        value={digits(period.plan_volume)}
        unit={text.m3}
        note={text.overPlan(period.over_plan_bills, period.bills)}
      />
      <Tile label={text.surcharge} value={digits(period.surcharge)} unit={text.yuan} note={note("surcharge")} />
      <Tile
        label={text.bills}
        value={digits(period.total)}
        unit={text.yuan}
        note={period.cancelled_bills > 0 ? text.cancelled(period.cancelled_bills) : text.sheets(period.bills)}
      />
      <Tile label={text.collected} value={digits(period.collected_total)} unit={text.yuan} note={text.sheets(period.collected_bills)} />
      <Tile
        label={text.rest}
        value={digits(rest)}
        unit={text.yuan}
        note={
          period.overdue_bills > 0
            ? `${text.overdue} ${text.sheets(period.overdue_bills)} ${digits(period.overdue_total)} ${text.yuan}`
            : ""
        }
      />
    </dl>
  );
}

/** How much more or less than before, for the eye: a rounded share. */
export function change(before: string, now: string): string {
  const old = forPicture(before);
  if (old === 0) return "—";
  const share = ((forPicture(now) - old) / old) * 100;
  const rounded = Math.abs(share).toFixed(1);
  if (rounded === "0.0") return text.same;
  return share > 0 ? text.more(rounded) : text.less(rounded);
}

function Tile({ label, value, unit, note }: { label: string; value: string; unit: string; note?: string }): ReactNode {
  return (
    <div className="tile">
      <dt>{label}</dt>
      <dd className="figure">
        {value} <small>{unit}</small>
      </dd>
      {note && <dd className="hint">{note}</dd>}
    </div>
  );
}

function Groups({ period }: { period: string }): ReactNode {
  const [by, setBy] = useState<Schemas["GroupBy"]>("town");
  const query = useQuery({
    queryKey: ["water", "report", "use", period, by],
    queryFn: () => take(water.GET("/v1/reports/water-use", { params: { query: { period, by } } })),
  });
  const chooser = (
    <Segmented
      value={by}
      aria-label={text.groupLabel}
      onChange={setBy}
      options={GROUPS.map((value) => ({ value, label: text.by[value as keyof typeof text.by] }))}
    />
  );
  return (
    <div className="sheet">
      <h2 className="sheet-title">
        {text.groupTitle} {chooser}
      </h2>
      <Asked query={query} service="water" lines={8}>
        {({ items }) => {
          const rows = items.map((item) => ({
            name: groupName(by, item),
            usage: item.usage,
            plan: item.plan_volume,
            surcharge: item.surcharge,
          }));
          return (
            <>
              <div className="halves">
                <GroupChart rows={rows} what="usage" label={`${text.groupTitle}，${text.by[by as keyof typeof text.by]}`} />
                <GroupChart rows={rows} what="surcharge" label={`${text.surchargeTitle}，${text.by[by as keyof typeof text.by]}`} />
              </div>
              <details>
                <summary>{text.asTable}</summary>
                <Table
                  head={[text.group, text.count, text.usage, text.plan, text.over, text.surcharge, text.bills, text.collected]}
                  rows={items.map((item) => [
                    groupName(by, item),
                    digits(item.bills),
                    digits(item.usage),
                    digits(item.plan_volume),
                    digits(item.overage),
                    digits(item.surcharge),
                    digits(item.total),
                    digits(item.collected_total),
                  ])}
                />
              </details>
            </>
          );
        }}
      </Asked>
    </div>
  );
}

/** A plain table: the first column names, the others count. */
function Table({ head, rows }: { head: string[]; rows: ReactNode[][] }): ReactNode {
  return (
    <div className="scroll" tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            {head.map((title, column) => (
              <th key={title} className={column === 0 ? "" : "num"}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={head[column]} className={column === 0 ? "" : "num"}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Bands({ period }: { period: string }): ReactNode {
  const query = useQuery({
    queryKey: ["water", "report", "bands", period],
    queryFn: () => take(water.GET("/v1/reports/surcharge-bands", { params: { query: { period } } })),
  });
  return (
    <div className="sheet">
      <h2 className="sheet-title">{text.bands}</h2>
      <Asked query={query} service="water" lines={6}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="hint">{text.noOver}</p>
          ) : (
            <>
              <BandChart bands={items} />
              <Table
                head={[text.bands, text.count, text.volume, text.amount]}
                rows={items.map((band) => [text.band(band.band), digits(band.bills), digits(band.volume), digits(band.surcharge)])}
              />
            </>
          )
        }
      </Asked>
    </div>
  );
}

function Collection({ period }: { period: string }): ReactNode {
  const query = useQuery({
    queryKey: ["water", "report", "collection", period],
    queryFn: () => take(water.GET("/v1/reports/collection", { params: { query: { period } } })),
  });
  return (
    <div className="sheet">
      <h2 className="sheet-title">{text.progress}</h2>
      <Asked query={query} service="water" lines={6}>
        {({ states, months }) => (
          <>
            <ProgressChart states={states} />
            <Table
              head={[text.state, text.count, text.bills]}
              rows={states.map((one) => [
                <Link key={one.state} to={`/work/water/bills?period=${period}&state=${one.state}`}>
                  {term("billState", one.state)}
                </Link>,
                digits(one.bills),
                digits(one.total),
              ])}
            />
            <h3 className="section-title">{text.months}</h3>
            {months.length === 0 ? (
              <p className="hint">{text.noMonths}</p>
            ) : (
              <Table
                head={[text.month, text.collected, text.reversed, text.net]}
                rows={months.map((one) => [
                  one.month,
                  digits(one.collected_total),
                  digits(one.reversed_total),
                  digits(addDecimals([one.collected_total, `-${one.reversed_total}`], 2)),
                ])}
              />
            )}
          </>
        )}
      </Asked>
    </div>
  );
}

function Ranking({ period }: { period: string }): ReactNode {
  const query = useQuery({
    queryKey: ["water", "report", "ranking", period],
    queryFn: () => take(water.GET("/v1/reports/over-plan-ranking", { params: { query: { period, limit: 15 } } })),
  });
  return (
    <div className="sheet">
      <h2 className="sheet-title">{text.ranking}</h2>
      <Asked query={query} service="water" lines={6}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="hint">{text.noOver}</p>
          ) : (
            <Table
              head={[text.user, text.usage, text.plan, text.over, text.share, text.surcharge, text.state]}
              rows={items.map((one) => [
                <Link key={one.bill_id} to={`/work/water/bills/${one.bill_id}`}>
                  {one.user_name}
                </Link>,
                digits(one.usage),
                digits(one.plan_volume),
                digits(one.overage),
                one.overage_percent ? `${digits(one.overage_percent)}%` : "—",
                digits(one.surcharge),
                term("billState", one.state),
              ])}
            />
          )
        }
      </Asked>
    </div>
  );
}
