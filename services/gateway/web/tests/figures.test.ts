import { describe, expect, it } from "vitest";
import { addDays, digits, moment, percent } from "../src/shared/format";
import { lastQuarter } from "../src/shared/period";
import { addDecimals } from "../src/shared/sum";
import { traceValue } from "../src/texts/trace";

describe("figures for people", () => {
  it("groups digits and leaves decimals as the service wrote them", () => {
    expect(digits("648102.96")).toBe("648,102.96");
    expect(digits("-1000")).toBe("-1,000");
    expect(digits("1000.000")).toBe("1,000.000");
    expect(digits("999999999999999.99")).toBe("999,999,999,999,999.99");
    expect(digits("2026Q3")).toBe("2026Q3");
    expect(digits(null)).toBe("—");
  });

  it("shows shares as percentages without losing a digit", () => {
    expect(percent("0.50")).toBe("50%");
    expect(percent("1.10")).toBe("110%");
    expect(percent("0.0345")).toBe("3.45%");
    expect(percent("0.05175")).toBe("5.175%");
    expect(percent("0")).toBe("0%");
  });

  it("adds money exactly", () => {
    expect(addDecimals(["0.10", "0.20"], 2)).toBe("0.30");
    expect(addDecimals(["999999999999999.99", "0.01"], 2)).toBe("1000000000000000.00");
    expect(addDecimals(["1500.000", "-1000.000"], 3)).toBe("500.000");
    expect(addDecimals(["0.10", "-0.30"], 2)).toBe("-0.20");
    expect(addDecimals([], 2)).toBe("0.00");
    expect(() => addDecimals(["1.001"], 2)).toThrow();
  });

  it("counts days across months and leap days", () => {
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2023-12-31", 1)).toBe("2024-01-01");
  });

  it("shows moments in county time, wherever the browser is", () => {
    expect(moment("2026-11-23T16:30:00Z")).toBe("2026-11-24 00:30");
  });

  it("proposes the quarter that ended last", () => {
    expect(lastQuarter("2026-11-24")).toBe("2026Q3");
    expect(lastQuarter("2026-01-01")).toBe("2025Q4");
    expect(lastQuarter("2026-03-31")).toBe("2025Q4");
    expect(lastQuarter("2026-04-01")).toBe("2026Q1");
  });

  it("calls codes in a trace by their names", () => {
    expect(traceValue("grade", "larger")).toBe("较大");
    expect(traceValue("met", "deaths=larger, serious_injuries=ordinary")).toBe("死亡人数=较大, 重伤人数=一般");
    expect(traceValue("volume", "1000.000")).toBe("1000.000");
  });
});
