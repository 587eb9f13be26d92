import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import dayjs from "dayjs";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import { Problem } from "../src/api/problem";
import { Standing } from "../src/public/rule";
import { inForce, type Rule } from "../src/work/rule/desk";
import { bodyOf } from "../src/work/rule/draft";
import { ImpactView } from "../src/work/rule/impact";
import { faultsOf } from "../src/work/rule/save";
import { blankOf, shapeOf, type Json } from "../src/work/rule/shape";
import { ValueEditor } from "../src/work/rule/value-editor";
import { rule as texts } from "../src/texts/rule";
import { show } from "./help";

const version = (number: number, from: string, to: string | null = null) => ({
  version: number,
  value: ["0.50", "1.00", "1.50"] as unknown as Record<string, never>,
  effective_from: from,
  effective_to: to,
  known_from: from,
  revision: 0,
  citation: { document: "新政办发〔2023〕24号", article: "附件4" },
});
const RULE: Rule = {
  key: "surcharge.rates.ordinary",
  unit: "倍",
  summary: "三档加价比例",
  versions: [version(1, "2023-10-11", "2026-12-31"), version(2, "2027-01-01")],
};

describe("the shape of a value", () => {
  it.each<[Json, string]>([
    ["0.50", "text"],
    ["2026-01-01", "day"],
    [15, "whole"],
    [0.5, "raw"],
    [true, "flag"],
    [["0.50", "1.00"], "list"],
    [[{ code: "a", name: "甲" }], "rows"],
    [[{ code: ["a"] }], "raw"],
    [{ due: 5, most: 7 }, "record"],
    [null, "raw"],
  ])("%j is %s", (value, shape) => {
    expect(shapeOf(value)).toBe(shape);
  });

  it("a further item is as the last one, empty", () => {
    expect(blankOf({ code: "a", days: 3, on: true })).toEqual({ code: "", days: 0, on: false });
  });
});

describe("a value in the form", () => {
  function Editing({ start, faults }: { start: Json; faults?: Record<string, string> }) {
    const [value, setValue] = useState(start);
    return (
      <>
        <ValueEditor value={value} onChange={setValue} label="值" {...(faults ? { faults } : {})} />
        <output>{JSON.stringify(value)}</output>
      </>
    );
  }

  it("is edited item by item, and items are added and removed", async () => {
    show(<Editing start={["0.50", "1.00"]} />);
    const first = screen.getByLabelText(`值 ${texts.form.item(0)}`);
    await userEvent.clear(first);
    await userEvent.type(first, "0.60");
    await userEvent.click(screen.getByRole("button", { name: texts.form.add }));
    expect(screen.getByText('["0.60","1.00",""]')).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: `${texts.form.remove} ${texts.form.item(2)}` }));
    expect(screen.getByText('["0.60","1.00"]')).toBeInTheDocument();
  });

  it("shows what the service refuses at its item", () => {
    show(<Editing start={["0.50", "x"]} faults={{ "/1": "不是十进制数" }} />);
    expect(screen.getByRole("alert")).toHaveTextContent("不是十进制数");
  });

  it("falls back to its text where it has no shape, and says when that is no JSON", async () => {
    show(<Editing start={[{ code: ["a"] }]} />);
    const raw = screen.getByLabelText("值");
    await userEvent.clear(raw);
    await userEvent.type(raw, "[[");
    expect(screen.getByText(texts.form.rawBad)).toBeInTheDocument();
    expect(screen.getByText('[{"code":["a"]}]')).toBeInTheDocument();
  });
});

describe("versions by day", () => {
  it.each([
    ["2023-10-10", undefined, 1],
    ["2026-12-31", 1, 2],
    ["2027-01-01", 2, undefined],
  ])("on %s version %s is in force and %s is coming", (on, now, coming) => {
    const found = inForce(RULE, on);
    expect([found.now?.version, found.coming?.version]).toEqual([now, coming]);
  });

  it("the public page marks the present and the coming one", () => {
    show(
      <>
        {RULE.versions.map((one) => (
          <p key={one.version}>
            {one.version} <Standing version={one} on="2026-12-31" />
          </p>
        ))}
      </>,
    );
    expect(screen.getByText("现行").closest("p")).toHaveTextContent("1");
    expect(screen.getByText("即将生效").closest("p")).toHaveTextContent("2");
  });
});

describe("a draft", () => {
  it("sends only what was filled in", () => {
    const fields = { effective_from: dayjs("2027-04-01"), document: "甲", article: "一", interpretation: " ", reason: "调整", replaces: true };
    expect(bodyOf(RULE, "version", fields, ["0.60"])).toEqual({
      reason: "调整",
      new_version: { key: RULE.key, effective_from: "2027-04-01", document: "甲", article: "一", value: ["0.60"], replaces: 2 },
    });
  });

  it("puts what is refused at its field, within the value too", () => {
    const error = (pointer: string) => ({ pointer, code: "x", message: pointer });
    const problem = { fieldErrors: ["/new_version/value/0", "/new_version/effective_from", "/reason"].map(error) } as unknown as Problem;
    expect(faultsOf(problem)).toEqual({
      fields: { effective_from: "/new_version/effective_from", reason: "/reason" },
      value: { "/0": "/new_version/value/0" },
    });
  });
});

describe("what a change would do", () => {
  it("says plainly when there is nothing to compare", () => {
    show(<ImpactView impact={{ kind: "nothing", reason: "还没有已出的账单" }} />);
    expect(screen.getByText("还没有已出的账单")).toBeInTheDocument();
  });

  it("shows sums before and after, how many were computed, and those that change most", () => {
    const item = { id: "1", number: "B-1", name: "甲厂", before: "8190.00", after: "8610.00" };
    const figures = {
      kind: "figures" as const,
      what: "2026Q3 的账单",
      total: 9000,
      computed: 4500,
      most: 5000,
      before: "8190.00",
      after: "8610.00",
      higher: 1,
      lower: 0,
      refused: 0,
      most_affected: [item],
    };
    show(<ImpactView impact={figures} />);
    expect(screen.getByText(/共 9000 笔，抽取 4500 笔/)).toBeInTheDocument();
    expect(screen.getByText("420.00")).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "B-1" })).toHaveAttribute("href", "/work/water/bills/1");
  });
});
