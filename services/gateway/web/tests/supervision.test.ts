import { expect, test } from "vitest";
import type { Session } from "../src/api/session";
import { adjustmentDeeds } from "../src/work/water/adjustments";

const who = (username: string, ...roles: string[]) => ({ account: { username, name: username, roles, unit: "water_bureau" } }) as Session;

test("nobody puts an adjustment in force that they have drafted or whose number they have recorded", () => {
  const submitted = { state: "submitted" as const, drafted_by: "clerk", submitted_by: "second" };
  expect(adjustmentDeeds(who("head", "water_head"), submitted)).toEqual(["confirm", "withdraw"]);
  for (const own of ["clerk", "second"]) expect(adjustmentDeeds(who(own, "water_head"), submitted)).toEqual(["withdraw"]);
  expect(adjustmentDeeds(who("other", "water_clerk"), submitted)).toEqual(["withdraw"]);
  expect(adjustmentDeeds(who("reader", "auditor"), submitted)).toEqual([]);
});

test("only the head lifts what is in force, and nothing is done to what is over", () => {
  const one = (state: "in_force" | "lifted" | "withdrawn") => ({ state, drafted_by: "clerk", submitted_by: "clerk" });
  expect(adjustmentDeeds(who("head", "water_head"), one("in_force"))).toEqual(["lift"]);
  expect(adjustmentDeeds(who("clerk", "water_clerk"), one("in_force"))).toEqual([]);
  expect(adjustmentDeeds(who("head", "water_head"), one("lifted"))).toEqual([]);
  expect(adjustmentDeeds(who("head", "water_head"), one("withdrawn"))).toEqual([]);
});
