import { expect, test } from "vitest";
import { percent } from "../src/work/grammar/exports";

test("an export is full only when it is done", () => {
  expect(percent(0, 100_000)).toBe(0);
  expect(percent(50_999, 100_000)).toBe(50);
  expect(percent(100_000, 100_000)).toBe(99);
  expect(percent(7, 0)).toBe(0);
});
