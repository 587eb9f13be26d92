import { expect, test } from "vitest";
import { bandsOf } from "../src/work/water/irrigation-bill";
import { rightBody, rightDeeds, rightField } from "../src/work/water/rights";
import type { Session } from "../src/api/session";

const who = (username: string, ...roles: string[]): Session => ({ account: { username, roles } }) as unknown as Session;

test("nobody approves the right that they have drafted", () => {
  const waiting = { state: "submitted", drafted_by: "ann" } as const;
  expect(rightDeeds(who("ann", "water_head"), waiting)).toEqual(["withdraw"]);
  expect(rightDeeds(who("bob", "water_head"), waiting)).toEqual(["decide", "withdraw"]);
  expect(rightDeeds(who("bob", "water_clerk"), waiting)).toEqual([]);
  expect(rightDeeds(who("bob", "water_head"), { ...waiting, state: "approved" })).toEqual([]);
});

test("the form of a right becomes the request, and the service's pointers find their fields", () => {
  const body = rightBody({
    party_id: "p",
    year: 2026,
    volume: "100.001",
    confirmed_area: "12",
    irrigated_area: "10",
    grain: "8",
    economic: "2",
    other: "0",
    use_1: "90",
    use_2: "80",
    use_3: "70",
    works: "w",
  });
  expect(body).toEqual({
    party_id: "p",
    year: 2026,
    volume: "100.001",
    basis: {
      confirmed_area: "12",
      irrigated_area: "10",
      crop_areas: { grain: "8", economic: "2", other: "0" },
      last_use: ["90", "80", "70"],
      works: "w",
    },
  });
  expect(["/volume", "/basis/last_use/1", "/basis/crop_areas/grain"].map(rightField)).toEqual(["volume", "use_2", "grain"]);
});

test("bands say which prices they are of where an approval came within the year", () => {
  const bands = [1, 2, 3].map((band) => ({ band, volume: "1.000", price: "0.25", amount: "0.25" }));
  const part = (approved: boolean) => ({ approved, volume: "3.000", bands, amount: "0.75" });
  const line = { crop: "grain", area_mu: "1", quota_volume: "180.000", before: "0.000", volume: "3.000", amount: "0.75" } as const;
  const one = bandsOf({ ...line, parts: [part(true)] });
  const two = bandsOf({ ...line, parts: [part(false), part(true)] });
  expect([one.length, two.length, new Set(two.map((band) => band.key)).size]).toEqual([3, 6, 6]);
  expect(two[0]?.label).not.toBe(two[3]?.label);
  expect(two[0]?.label.startsWith(one[0]?.label ?? "?")).toBe(true);
});
