import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import type { EChartsCoreOption } from "echarts/core";
import { useMemo, type ReactNode } from "react";
import { Link } from "react-router";
import { ruleDesks, take } from "../../api/client";
import { ProblemBox } from "../../lite/problem";
import { Empty } from "../../lite/state";
import { digits } from "../../shared/format";
import { addDecimals } from "../../shared/sum";
import { rule as texts } from "../../texts/rule";
import { Chart, type Colours } from "../chart";
import type { Desk, Impact } from "./desk";

const text = texts.change;
type Figures = Extract<Impact, { kind: "figures" }>;

/** What a change would have done to the last results, when somebody asks. */
export function ImpactOf({ desk, id }: { desk: Desk; id: string }): ReactNode {
  const asked = useMutation({
    mutationFn: () => take(ruleDesks[desk].POST("/v1/rule-changes/{change_id}/impact", { params: { path: { change_id: id } } })),
  });
  return (
    <section className="stack">
      <h2 className="section-title">{text.impact}</h2>
      <p className="hint">{text.impactNote}</p>
      <div>
        <Button onClick={() => asked.mutate()} loading={asked.isPending}>
          {text.impactAsk}
        </Button>
      </div>
      {asked.isError && <ProblemBox error={asked.error} service={desk} />}
      {asked.data && <ImpactView impact={asked.data} />}
    </section>
  );
}

export function ImpactView({ impact }: { impact: Impact }): ReactNode {
  if (impact.kind === "nothing")
    return (
      <Empty title={text.impactNothing}>
        <span className="hint">{impact.reason}</span>
      </Empty>
    );
  return <FiguresView figures={impact} />;
}

function FiguresView({ figures }: { figures: Figures }): ReactNode {
  const difference = addDecimals([figures.after, figures.before.startsWith("-") ? figures.before.slice(1) : `-${figures.before}`], 2);
  const option = useMemo(() => bars(figures), [figures]);
  return (
    <div className="stack">
      <p>
        {figures.what}。{text.impactSample(figures.computed, figures.total, figures.most)}
      </p>
      <div className="row impact-figures">
        <Figure title={text.impactBefore}>{digits(figures.before)}</Figure>
        <Figure title={text.impactAfter}>{digits(figures.after)}</Figure>
        <Figure title={text.impactDifference}>{digits(difference)}</Figure>
        <Figure title={text.impactHigher}>{figures.higher}</Figure>
        <Figure title={text.impactLower}>{figures.lower}</Figure>
        {figures.refused > 0 && <Figure title={text.impactRefused}>{figures.refused}</Figure>}
      </div>
      {figures.computed > 0 && <Chart option={option} height={160 + Math.min(figures.most_affected.length, 8) * 34} label={text.impactChart} />}
      {figures.most_affected.length > 0 && <Most figures={figures} />}
    </div>
  );
}

function Figure({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <div className="hint">{title}</div>
      <div className="impact-figure">{children}</div>
    </div>
  );
}

function Most({ figures }: { figures: Figures }): ReactNode {
  return (
    <div className="scroll" tabIndex={0}>
      <table className="table">
        <caption>{text.impactMost}</caption>
        <thead>
          <tr>
            <th scope="col">{text.bill}</th>
            <th scope="col">{text.name}</th>
            <th scope="col" className="num">
              {text.before}
            </th>
            <th scope="col" className="num">
              {text.after}
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.most_affected.map((item) => (
            <tr key={item.id}>
              <td>
                <Link to={`/work/water/bills/${item.id}`}>{item.number}</Link>
              </td>
              <td>{item.name}</td>
              <td className="num">{digits(item.before)}</td>
              <td className="num">{digits(item.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The bills that would change most, before and after, beside each other. */
function bars(figures: Figures): (colours: Colours) => EChartsCoreOption {
  const shown = [...figures.most_affected.slice(0, 8)].reverse();
  const rows = shown.length > 0 ? shown : [{ name: figures.what, before: figures.before, after: figures.after }];
  return (colours) => ({
    grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
    legend: { top: 0, textStyle: { color: colours.ink } },
    tooltip: { trigger: "axis" },
    xAxis: { type: "value", axisLabel: { color: colours.soft }, splitLine: { lineStyle: { color: colours.line } } },
    yAxis: {
      type: "category",
      data: rows.map((row) => row.name),
      axisLabel: { color: colours.ink, width: 120, overflow: "truncate" },
    },
    series: [
      { name: text.before, type: "bar", data: rows.map((row) => Number(row.before)), itemStyle: { color: colours.quiet } },
      { name: text.after, type: "bar", data: rows.map((row) => Number(row.after)), itemStyle: { color: colours.series[1] } },
    ],
  });
}
