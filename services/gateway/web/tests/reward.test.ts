import { describe, expect, it } from "vitest";
import { keep, type Session } from "../src/api/session";
import { assessmentDeeds, scoreFields, scoresOf } from "../src/work/water/reward-assessments";
import { declarationDeeds } from "../src/work/water/reward-declaration";
import { managersOf } from "../src/work/water/reward-form";
import { factsOf } from "../src/work/water/reward-villages";
import { LOGIN } from "./help";

const who = (username: string, ...roles: string[]): Session =>
  keep({ ...LOGIN, account: { ...LOGIN.account, username, name: username, roles } });
const VILLAGES = [
  { code: "a", name: "甲村", town: "gujiao" },
  { code: "b", name: "乙村", town: "wanan" },
];

describe("subsidy and reward", () => {
  it("asks for scores of the chosen town's villages only, and for a reason of those that fail", () => {
    const asked = (values: Record<string, string>) =>
      scoreFields(VILLAGES)
        .filter((field) => field.when?.(values) ?? true)
        .map((field) => field.name);
    expect(asked({ town: "gujiao" })).toEqual(["score.a", "grade.a"]);
    expect(asked({ town: "gujiao", "grade.a": "fail" })).toEqual(["score.a", "grade.a", "reason.a"]);
    expect(scoresOf({ town: "gujiao", "score.a": "92.50", "score.b": "1" }, VILLAGES)).toEqual([
      { code: "a", score: "92.50", grade: null, reason: null },
    ]);
  });

  it("lets nobody confirm what they have drafted, and nobody change what is confirmed", () => {
    const proposed = { state: "proposed", drafted_by: "zhang", town: null };
    expect(assessmentDeeds(who("zhang", "water_clerk", "water_head"), proposed)).toEqual(["redraft"]);
    expect(assessmentDeeds(who("li", "water_head"), proposed)).toEqual(["decide"]);
    expect(assessmentDeeds(who("wang", "town_clerk"), proposed)).toEqual([]);
    expect(assessmentDeeds(who("li", "water_head"), { ...proposed, state: "confirmed" })).toEqual([]);
  });

  it("shows each the steps that are theirs", () => {
    type State = Parameters<typeof declarationDeeds>[1]["state"];
    const deeds = (state: State, ...roles: string[]) => declarationDeeds(who("li", ...roles), { state, drafted_by: "zhang" });
    expect(deeds("draft", "town_clerk")).toEqual(["notice", "revise"]);
    expect(deeds("on_notice", "town_clerk")).toEqual(["submit", "revise"]);
    expect(deeds("submitted", "town_head")).toEqual(["return"]);
    expect(declarationDeeds(who("zhang", "town_head"), { state: "submitted", drafted_by: "zhang" })).toEqual([]);
    expect(deeds("town_reviewed", "town_head")).toEqual([]);
    expect(deeds("town_reviewed", "water_clerk")).toEqual(["check"]);
    expect(deeds("town_reviewed", "water_head")).toEqual(["return"]);
    expect(deeds("approved", "water_head")).toEqual([]);
  });

  it("reads one water manager a line", () => {
    expect(managersOf("王水生  一支渠 至 三支渠\n\n 李二\n")).toEqual([
      { name: "王水生", duty: "一支渠 至 三支渠" },
      { name: "李二", duty: "" },
    ]);
  });

  it("says nothing of an account that is not there", () => {
    expect(factsOf({ name: "甲村" })).toEqual({
      name: "甲村",
      district: null,
      account_name: null,
      account_bank: null,
      account_number: null,
    });
  });
});
