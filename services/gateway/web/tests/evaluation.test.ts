import { describe, expect, it } from "vitest";
import { keep, type Session } from "../src/api/session";
import { evaluationDeeds } from "../src/work/water/evaluation-details";
import {
  entryOf,
  registerBody,
  reportOf,
  withContent,
  withIndicator,
  withoutProduct,
  withProduct,
  type Evaluation,
} from "../src/work/water/evaluation-form";
import { LOGIN } from "./help";

const who = (username: string, ...roles: string[]): Session =>
  keep({ ...LOGIN, account: { ...LOGIN.account, username, name: username, roles } });

const ONE = {
  state: "draft",
  kind: "network_project",
  drafted_by: "zhang",
  submitted_by: null,
  user_id: null,
  commitments: [],
  contents: [
    { code: "policy", label: "政策", summary: "有", citation: { document: "d", article: "a" } },
    { code: "process", label: "工艺", summary: null, citation: { document: "d", article: "a" } },
  ],
  products: [{ name: "饮料", unit: "立方米/吨", value: "3", meets: true, because: "" }],
  indicators: [
    { code: "pipe_leakage", label: "漏损", unit: "%", lower_is_better: true, value: "8", standard_value: "10", standard: "s", meets: true },
    {
      code: "office_use",
      label: "办公",
      unit: "升",
      lower_is_better: true,
      value: null,
      standard_value: null,
      standard: null,
      meets: false,
    },
  ],
} as unknown as Evaluation;

describe("water-saving evaluation", () => {
  it("writes one entry and keeps the rest; the same again takes its place", () => {
    expect(reportOf(ONE)).toEqual({
      contents: [{ code: "policy", summary: "有" }],
      products: [{ name: "饮料", unit: "立方米/吨", value: "3" }],
      indicators: [{ code: "pipe_leakage", value: "8", standard_value: "10", standard: "s" }],
    });
    expect(withContent(ONE, { code: "policy", summary: "改" }).contents).toEqual([{ code: "policy", summary: "改" }]);
    expect(withContent(ONE, { code: "process", summary: "新" }).contents).toHaveLength(2);
    expect(withProduct(ONE, { name: " 饮料 ", unit: "立方米/吨", value: "2.5" }).products).toEqual([
      { name: "饮料", unit: "立方米/吨", value: "2.5" },
    ]);
    expect(withoutProduct(ONE, "饮料").products).toEqual([]);
    expect(withIndicator(ONE, { code: "office_use", value: "50", standard_value: "60", standard: "s" }).indicators).toHaveLength(2);
    expect(entryOf("/products/3/unit")).toBe("unit");
  });

  it("sends a project code for projects only", () => {
    const values = { kind: "water_plan", project_code: "2611-140825-89-01-000001", name: "n" };
    expect(registerBody(values)).not.toHaveProperty("project_code");
    expect(registerBody({ ...values, kind: "permit_project" })).toHaveProperty("project_code", "2611-140825-89-01-000001");
  });

  it("lets the approval department decide what it has not written", () => {
    const waiting = { ...ONE, state: "submitted", submitted_by: "zhang" } as Evaluation;
    expect(evaluationDeeds(who("zhang", "water_clerk"), ONE)).toEqual(["write", "submit", "link", "commit"]);
    expect(evaluationDeeds(who("li", "approval_reviewer"), waiting)).toEqual(["decide"]);
    expect(evaluationDeeds(who("zhang", "approval_reviewer"), waiting)).toEqual([]);
    expect(evaluationDeeds(who("li", "water_head"), waiting)).toEqual([]);
    expect(evaluationDeeds(who("zhang", "water_clerk"), { ...waiting, state: "failed" } as Evaluation)).toEqual(["link"]);
  });
});
