import type { EChartsCoreOption } from "echarts/core";
import { useCallback, type ReactNode } from "react";
import type { components } from "../../api/generated/water";
import { forPicture } from "../../shared/format";
import { board as text } from "../../texts/board";
import { term } from "../../texts/terms";
import { Chart, type Colours } from "../chart";

type Schemas = components["schemas"];

const axisText = (colours: Colours, names: string[]) => ({
  type: "category",
  data: names,
  axisLabel: { color: colours.soft, interval: 0, rotate: names.join("").length > 24 ? 35 : 0 },
  axisLine: { lineStyle: { color: colours.line } },
  axisTick: { show: false },
});
const axisValue = (colours: Colours, name: string, splits = true) => ({
  type: "value",
  name,
  nameTextStyle: { color: colours.soft, align: "left" },
  axisLabel: { color: colours.soft },
  splitLine: { show: splits, lineStyle: { color: colours.line } },
});
const common = (colours: Colours) => ({
  grid: { left: 8, right: 8, top: 56, bottom: 4, containLabel: true },
  tooltip: { trigger: "axis", renderMode: "richText" },
  legend: { top: 0, left: 0, textStyle: { color: colours.ink }, itemWidth: 14, itemHeight: 10 },
});
const bar = (name: string, data: number[], color: string, more: object = {}) => ({
  name,
  type: "bar",
  data,
  itemStyle: { color, borderRadius: [2, 2, 0, 0] },
  barMaxWidth: 26,
  ...more,
});

/** A chart of data: drawn anew only when the data are others. */
function Drawn<T>({
  data,
  draw,
  label,
  height,
}: {
  data: T;
  draw: (data: T, colours: Colours) => EChartsCoreOption;
  label: string;
  height?: number;
}): ReactNode {
  const key = JSON.stringify(data);
  const option = useCallback((colours: Colours) => draw(JSON.parse(key) as T, colours), [key, draw]);
  return <Chart option={option} label={label} {...(height === undefined ? {} : { height })} />;
}

function drawTrend(periods: Schemas["PeriodTotals"][], colours: Colours): EChartsCoreOption {
  const rows = [...periods].reverse();
  return {
    ...common(colours),
    xAxis: axisText(
      colours,
      rows.map((row) => row.period),
    ),
    yAxis: [axisValue(colours, text.m3), axisValue(colours, text.yuan, false)],
    series: [
      bar(
        text.plan,
        rows.map((row) => forPicture(row.plan_volume)),
        colours.quiet,
      ),
      bar(
        text.usage,
        rows.map((row) => forPicture(row.usage)),
        colours.series[0] ?? "",
      ),
      {
        name: text.surcharge,
        type: "line",
        yAxisIndex: 1,
        data: rows.map((row) => forPicture(row.surcharge)),
        symbolSize: 7,
        lineStyle: { color: colours.series[3], width: 2 },
        itemStyle: { color: colours.series[3] },
      },
    ],
  };
}

/** Usage against plan and the surcharge, period by period. */
export function TrendChart({ periods }: { periods: Schemas["PeriodTotals"][] }): ReactNode {
  return <Drawn data={periods} draw={drawTrend} label={text.trend} height={300} />;
}

/** What a group of bills is called. */
export function groupName(by: Schemas["GroupBy"], group: Schemas["WaterUseGroup"]): string {
  if (group.label) return group.label;
  if (!group.group) return text.gone;
  return by === "supplier" ? term("unit", group.group) : group.group;
}

interface Bar {
  name: string;
  usage: string;
  plan: string;
  surcharge: string;
}

function drawUsage(rows: Bar[], colours: Colours): EChartsCoreOption {
  return {
    ...common(colours),
    xAxis: axisText(
      colours,
      rows.map((row) => row.name),
    ),
    yAxis: axisValue(colours, text.m3),
    series: [
      bar(
        text.plan,
        rows.map((row) => forPicture(row.plan)),
        colours.quiet,
      ),
      bar(
        text.usage,
        rows.map((row) => forPicture(row.usage)),
        colours.series[0] ?? "",
      ),
    ],
  };
}

function drawSurcharge(rows: Bar[], colours: Colours): EChartsCoreOption {
  return {
    ...common(colours),
    xAxis: axisText(
      colours,
      rows.map((row) => row.name),
    ),
    yAxis: axisValue(colours, text.yuan),
    series: [
      bar(
        text.surcharge,
        rows.map((row) => forPicture(row.surcharge)),
        colours.series[3] ?? "",
      ),
    ],
  };
}

/** Usage against plan, or the surcharge, group by group. */
export function GroupChart({ rows, what, label }: { rows: Bar[]; what: "usage" | "surcharge"; label: string }): ReactNode {
  return <Drawn data={rows} draw={what === "usage" ? drawUsage : drawSurcharge} label={label} />;
}

function drawBands(bands: Schemas["BandTotals"][], colours: Colours): EChartsCoreOption {
  return {
    ...common(colours),
    xAxis: axisText(
      colours,
      bands.map((band) => text.band(band.band)),
    ),
    yAxis: [axisValue(colours, text.yuan), axisValue(colours, text.m3, false)],
    series: [
      {
        ...bar(text.amount, [], ""),
        color: colours.series[3],
        data: bands.map((band) => ({ value: forPicture(band.surcharge), itemStyle: { color: colours.series[band.band] } })),
      },
      bar(
        text.volume,
        bands.map((band) => forPicture(band.volume)),
        colours.quiet,
        { yAxisIndex: 1 },
      ),
    ],
  };
}

/** Surcharge and volume band by band, in the colours that the bands have on a bill. */
export function BandChart({ bands }: { bands: Schemas["BandTotals"][] }): ReactNode {
  return <Drawn data={bands} draw={drawBands} label={text.bands} height={240} />;
}

function drawProgress(states: Schemas["StateTotals"][], colours: Colours): EChartsCoreOption {
  const of: Record<string, string | undefined> = {
    settled: colours.good,
    paid: colours.series[0],
    issued: colours.series[1],
    notified: colours.series[2],
    overdue: colours.series[3],
  };
  return {
    tooltip: { renderMode: "richText" },
    legend: { bottom: 0, textStyle: { color: colours.ink }, itemWidth: 12, itemHeight: 12 },
    series: [
      {
        type: "pie",
        radius: ["50%", "74%"],
        center: ["50%", "44%"],
        label: { color: colours.ink, formatter: "{b} {d}%" },
        minShowLabelAngle: 8,
        data: states
          .filter((state) => state.state !== "cancelled")
          .map((state) => ({
            name: term("billState", state.state),
            value: forPicture(state.total),
            itemStyle: { color: of[state.state] ?? colours.line },
          })),
      },
    ],
  };
}

/** How much of what is owed has come in. */
export function ProgressChart({ states }: { states: Schemas["StateTotals"][] }): ReactNode {
  return <Drawn data={states} draw={drawProgress} label={text.progress} height={240} />;
}
