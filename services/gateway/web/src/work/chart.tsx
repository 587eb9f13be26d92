import { useEffect, useRef, type ReactNode } from "react";
import type { EChartsCoreOption, EChartsType } from "echarts/core";
import { useTheme } from "../shared/theme";

/** A chart; ECharts comes only when the first one is drawn. The table beside it says the same to whoever cannot see it. */
export function Chart({
  option,
  height = 280,
  label,
}: {
  option: (colours: Colours) => EChartsCoreOption;
  height?: number;
  label: string;
}): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const { dark } = useTheme();
  useEffect(() => {
    let chart: EChartsType | undefined;
    let isGone = false;
    const observer = new ResizeObserver(() => chart?.resize());
    void import("./echarts").then(({ init }) => {
      if (isGone || !box.current) return;
      chart = init(box.current);
      chart.setOption({
        textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 13, color: colours().ink },
        animationDuration: 250,
        ...option(colours()),
      });
      observer.observe(box.current);
    });
    return () => {
      isGone = true;
      observer.disconnect();
      chart?.dispose();
    };
  }, [option, dark]);
  return <div ref={box} role="img" aria-label={label} style={{ height, width: "100%" }} />;
}

export interface Colours {
  ink: string;
  soft: string;
  line: string;
  /** For what is only there to compare with. */
  quiet: string;
  series: string[];
  good: string;
  warn: string;
  bad: string;
}

function colours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: value("--ink"),
    soft: value("--ink-faint"),
    line: value("--line"),
    quiet: value("--quiet"),
    series: [value("--band-0"), value("--band-1"), value("--band-2"), value("--band-3")],
    good: value("--good"),
    warn: value("--warn"),
    bad: value("--bad"),
  };
}
