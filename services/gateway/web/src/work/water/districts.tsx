import { useQuery } from "@tanstack/react-query";
import { Segmented, Select } from "antd";
import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { Asked, Empty } from "../../lite/state";
import { Trace } from "../../lite/trace";
import { digits, forPicture } from "../../shared/format";
import { irrigationWater } from "../../texts/irrigation-water";
import { choices } from "../../texts/terms";
import { Mark } from "../grammar/show";
import "./districts.css";

type Schemas = components["schemas"];
type Balance = Schemas["IrrigationBalanceView"];
type Node = Pick<Schemas["BalanceGroupView"], "code" | "name" | "right" | "used" | "is_overused">;
const text = irrigationWater.picture;
const YEARS = ["2026", "2025", "2024", "2023"];

/** Permit, rights and use of a district in a year, all on one scale. */
export default function Districts(): ReactNode {
  const [params, setParams] = useSearchParams();
  const district = params.get("district") ?? "muzan";
  const year = params.get("year") ?? "2025";
  const choose = (name: string, value: string): void => {
    const next = new URLSearchParams(params);
    next.set(name, value);
    setParams(next, { replace: true });
  };
  const query = useQuery({
    queryKey: ["water", "irrigation-balance", district, year],
    queryFn: () =>
      take(water.GET("/v1/irrigation/balance", { params: { query: { district: district as Schemas["District"], year: Number(year) } } })),
  });
  return (
    <>
      <div className="page-title">
        <div>
          <h1>{text.title}</h1>
          <p className="hint">{text.lead}</p>
        </div>
      </div>
      <div className="row">
        <Segmented value={district} options={choices("district")} onChange={(value) => choose("district", value)} />
        <Select
          aria-label={irrigationWater.year}
          value={year}
          options={YEARS.map((value) => ({ value, label: value }))}
          onChange={(value) => choose("year", value)}
        />
        <Link to={`/work/water/rights?district=${district}&year=${year}`}>{text.goRights}</Link>
      </div>
      <Asked query={query} service="water" lines={10}>
        {(balance) => <Picture balance={balance} />}
      </Asked>
    </>
  );
}

function Picture({ balance }: { balance: Balance }): ReactNode {
  const { permit, ceiling, allocated, used, to_reduce, cut } = balance;
  const isOver = forPicture(to_reduce) > 0;
  return (
    <div className="stack">
      <div className="tiles">
        {(
          [
            [text.permit, permit],
            [text.ceiling, ceiling],
            [text.allocated, allocated],
            isOver ? [text.over, to_reduce] : [text.left, difference(ceiling, allocated)],
            [text.used, used],
          ] as [string, string][]
        ).map(([label, volume]) => (
          <div key={label} className="tile">
            <div className="label">{label}</div>
            <div className="figure">
              {digits(whole(volume))} <small>{irrigationWater.m3}</small>
            </div>
          </div>
        ))}
      </div>
      <div className="sheet stack">
        {cut && (
          <p>
            <Mark tone="bad">{text.cutLegend}</Mark> {text.cut(cut.decision_number, cut.decided_on)}
          </p>
        )}
        <Legend hasCut={Boolean(cut)} />
        {balance.associations.length === 0 ? (
          <Empty title={text.empty} />
        ) : (
          <ul className="balance" aria-label={text.summary(digits(permit), digits(allocated), digits(used))}>
            <li>
              <div className="who-row">
                <b>
                  {balance.district_name} {text.permit}
                </b>
                <span className="num">
                  {text.figures(digits(whole(used)), digits(whole(ceiling)))} {irrigationWater.m3}
                </span>
              </div>
              <WholeTrack balance={balance} />
              <ul>
                {balance.associations.map((association) => (
                  <li key={association.id}>
                    <Line node={association} permit={permit}>
                      {association.must_come_down && <Mark tone="bad">{text.mustComeDown}</Mark>}
                    </Line>
                    {association.groups.length > 0 && (
                      <ul>
                        {association.groups.map((group) => (
                          <li key={group.id}>
                            <Line node={group} permit={permit}>
                              {group.households > 0 && <small className="hint">{text.households(group.households)}</small>}
                            </Line>
                          </li>
                        ))}
                      </ul>
                    )}
                  </li>
                ))}
              </ul>
            </li>
          </ul>
        )}
      </div>
      <div className="sheet">
        <h2 className="sheet-title">{text.steps}</h2>
        <Trace steps={balance.trace} department="water" open={false} />
      </div>
    </div>
  );
}

const share = (part: string, of: string): number => Math.min(1, forPicture(part) / Math.max(forPicture(of), 0.001));
/** A picture needs no litres. */
const whole = (volume: string): string => volume.replace(/\.\d+$/, "");
/** For the tile only; what fits is for the service to say. */
const difference = (one: string, other: string): string => String(Math.max(0, Math.round(forPicture(one) - forPicture(other))));

function Stretch({ kind, from = 0, to }: { kind: string; from?: number; to: number }): ReactNode {
  if (to <= from) return null;
  return <i className={kind} style={{ left: `${String(from * 100)}%`, width: `${String((to - from) * 100)}%` }} />;
}

function WholeTrack({ balance }: { balance: Balance }): ReactNode {
  const { permit, ceiling, allocated, used } = balance;
  return (
    <div className="track whole" role="img" aria-label={text.summary(digits(permit), digits(allocated), digits(used))}>
      <Stretch kind="free" to={share(ceiling, permit)} />
      <Stretch kind="right" to={Math.min(share(allocated, permit), share(ceiling, permit))} />
      <Stretch kind="used" to={share(used, permit)} />
      <Stretch kind="cut" from={share(ceiling, permit)} to={1} />
      <Stretch kind="over" from={share(ceiling, permit)} to={share(allocated, permit)} />
    </div>
  );
}

function Line({ node, permit, children }: { node: Node; permit: string; children?: ReactNode }): ReactNode {
  const right = node.right ?? "0";
  return (
    <>
      <div className="who-row">
        <span>
          {node.name} <small className="hint">{node.code}</small> {children}
          {node.is_overused && <Mark tone="bad">{text.overused}</Mark>}
        </span>
        <span className="num">
          {node.right ? text.figures(digits(whole(node.used)), digits(whole(right))) : `${text.noRight} · ${digits(whole(node.used))}`}
        </span>
      </div>
      <div className="track">
        <Stretch kind="right" to={share(right, permit)} />
        <Stretch kind="used" to={Math.min(share(node.used, permit), share(right, permit))} />
        <Stretch kind="over" from={share(right, permit)} to={share(node.used, permit)} />
      </div>
    </>
  );
}

function Legend({ hasCut }: { hasCut: boolean }): ReactNode {
  const kinds: [string, string][] = [
    ["used", text.usedLegend],
    ["right", text.rightLegend],
    ["free", text.left],
    ["over", text.overLegend],
    ...(hasCut ? ([["cut", text.cutLegend]] as [string, string][]) : []),
  ];
  return (
    <ul className="balance-legend">
      {kinds.map(([kind, label]) => (
        <li key={kind}>
          <i className={kind} />
          {label}
        </li>
      ))}
    </ul>
  );
}
