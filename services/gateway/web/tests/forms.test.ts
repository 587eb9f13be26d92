import { describe, expect, it } from "vitest";
import { keep, type Session } from "../src/api/session";
import type { FormField, Values } from "../src/work/grammar/control";
import { count } from "../src/work/figures";
import { ENTRIES } from "../src/work/menu";
import { findPages } from "../src/work/bar";
import { accountBody, accountDeeds, accountFields, accountInitial, type AccountView } from "../src/work/platform/account-form";
import { deviceName } from "../src/work/platform/sessions";
import { deedsFor } from "../src/work/water/meter-actions";
import { meterBody, meterFields, possibleMasters, removalBody, removalFields, type Meter } from "../src/work/water/meter-form";
import { planDeeds } from "../src/work/water/plan-details";
import {
  draftBody,
  draftFields,
  fieldOf,
  periodsOf,
  redraftFields,
  reductionBody,
  reductionFields,
  volumesOf,
  type Plan,
} from "../src/work/water/plan-form";
import { LOGIN } from "./help";

const asked = (fields: FormField[], values: Values) => fields.filter((field) => field.when?.(values) ?? true).map((field) => field.name);
const who = (username: string, ...roles: string[]): Session =>
  keep({ ...LOGIN, account: { ...LOGIN.account, username, name: username, roles } });

const METER: Meter = {
  id: "m1",
  user_id: "u1",
  number: "M-1",
  calibre_dn: 50,
  digits: 6,
  kind: "机械水表",
  place: "supply_point",
  installed_on: "2026-01-05",
  status: "usable",
  verifications: [],
  version: 1,
};
const PLAN: Plan = {
  id: "p1",
  user_id: "u1",
  user_code: "YS-1",
  user_name: "甲",
  year: 2026,
  period_kind: "quarter",
  revision: 1,
  state: "in_force",
  basis: "quota",
  basis_detail: "定额",
  volumes: { "2026Q1": "100.000", "2026Q2": "100.000", "2026Q3": "100.000", "2026Q4": "100.000" },
  drafted_by: "clerk",
  version: 3,
  created_at: "2026-01-01T00:00:00Z",
};

describe("the form of a meter", () => {
  it("asks for the certificate and the first reading only where there is a verification", () => {
    const fields = meterFields([]);
    expect(asked(fields, { is_verified: false })).not.toContain("verification.certificate");
    expect(asked(fields, { is_verified: true })).toEqual(
      expect.arrayContaining(["verification.certificate", "verification.valid_until", "installation_value"]),
    );
  });

  it("offers a master meter only where there can be one", () => {
    const removed = { ...METER, id: "m2", status: "removed" };
    const sub = { ...METER, id: "m3", master_meter_id: "m1" };
    expect(possibleMasters([METER, removed, sub])).toEqual([{ value: "m1", label: "M-1" }]);
    expect(possibleMasters([METER], "m1")).toEqual([]);
    expect(asked(meterFields([]), {})).not.toContain("master_meter_id");
    expect(asked(meterFields([{ value: "m1", label: "M-1" }]), {})).toContain("master_meter_id");
  });

  it("sends what the service asks for, in both places of a replacement", () => {
    const values: Values = {
      "removal.removed_on": "2026-08-20",
      "removal.value": "812.5",
      "removal.method": "manual",
      "meter.number": "N-1",
      "meter.kind": "超声波水表",
      "meter.calibre_dn": 50,
      "meter.digits": 6,
      "meter.place": "supply_point",
      "meter.installed_on": "2026-08-20",
      "meter.is_verified": false,
    };
    expect(removalBody(values, "removal.")).toEqual({ removed_on: "2026-08-20", value: "812.5", method: "manual", rolled_over: false });
    expect(meterBody(values, "meter.")).toEqual({
      number: "N-1",
      kind: "超声波水表",
      calibre_dn: 50,
      digits: 6,
      place: "supply_point",
      installed_on: "2026-08-20",
    });
  });

  it("lets the last reading be left out only where the meter may not be read", () => {
    const last = (meter: Meter) => removalFields(meter).find((field) => field.name === "value")?.isOptional ?? false;
    expect(last(METER)).toBe(false);
    expect(last({ ...METER, status: "meter_sealed" })).toBe(true);
  });
});

describe("who may do what to a meter", () => {
  it("leaves sealing and obsolescence to the bureau", () => {
    expect(deedsFor(who("a", "supply_operator"), METER)).toEqual(["read", "verify", "replace", "remove"]);
    expect(deedsFor(who("a", "water_clerk"), METER)).toEqual(["read", "verify", "replace", "remove", "seal", "obsolete"]);
    expect(deedsFor(who("a", "water_head", "auditor", "town_clerk"), METER)).toEqual([]);
    expect(deedsFor(null, METER)).toEqual([]);
  });

  it("unseals what is sealed, and leaves a removed meter alone", () => {
    const clerk = who("a", "water_clerk");
    expect(deedsFor(clerk, { ...METER, sealed_from: "2026-08-01" })).toContain("unseal");
    expect(deedsFor(clerk, { ...METER, sealed_from: "2026-08-01" })).not.toContain("seal");
    expect(deedsFor(clerk, { ...METER, obsolete_from: "2026-08-01" })).not.toContain("obsolete");
    expect(deedsFor(clerk, { ...METER, status: "removed" })).toEqual([]);
  });
});

describe("the form of a plan", () => {
  it("asks for four quarters or for twelve months", () => {
    const volumes = (kind: string) => asked(draftFields(), { kind }).filter((name) => /^Q|^-/.test(name));
    expect(volumes("quarter")).toEqual(["Q1", "Q2", "Q3", "Q4"]);
    expect(volumes("month")).toHaveLength(12);
    expect(periodsOf(2027, "quarter")).toEqual(["2027Q1", "2027Q2", "2027Q3", "2027Q4"]);
    expect(periodsOf(2027, "month")[11]).toBe("2027-12");
  });

  it("names the periods by the year that was filled in, and finds the field of a fault", () => {
    const body = draftBody({ user_id: "u1", year: 2027, basis: "quota", basis_detail: "x", kind: "month", "-01": "10", "-12": "20" });
    expect(body.volumes).toEqual({ "2027-01": "10", "2027-12": "20" });
    expect(fieldOf("/volumes/2027-12")).toBe("-12");
    expect(fieldOf("/volumes/2027Q3")).toBe("Q3");
    expect(fieldOf("/basis_detail")).toBe("basis_detail");
  });

  it("cuts only from the chosen period on, and only what was filled in", () => {
    const fields = reductionFields(PLAN);
    expect(fields.find((field) => field.name === "ground")?.options).toHaveLength(4);
    expect(asked(fields, {}).filter((name) => name.startsWith("Q"))).toEqual([]);
    expect(asked(fields, { from: "2026Q3" }).filter((name) => name.startsWith("Q"))).toEqual(["Q3", "Q4"]);
    expect(reductionBody({ ground: "production_change", evidence: "e", from: "2026Q3", Q4: "80" }, PLAN).volumes).toEqual({
      "2026Q4": "80",
    });
    expect(volumesOf({}, 2026)).toEqual({});
  });

  it("keeps the kind of period of a cut that is rewritten", () => {
    expect(asked(redraftFields({ ...PLAN, state: "draft" }), { kind: "quarter" })).toContain("kind");
    expect(asked(redraftFields({ ...PLAN, state: "draft", ground: "production_change" }), {})).toEqual([
      "basis_detail",
      "Q1",
      "Q2",
      "Q3",
      "Q4",
    ]);
  });
});

describe("who may do what with a plan", () => {
  it("drafts are the clerk's, and so is a cut of what is in force", () => {
    const clerk = who("clerk", "water_clerk");
    expect(planDeeds(clerk, { ...PLAN, state: "draft" })).toEqual(["edit"]);
    // Deciding is the case's: `case.test.tsx`.
    expect(planDeeds(who("head", "water_head"), { ...PLAN, state: "submitted" })).toEqual([]);
    expect(planDeeds(clerk, PLAN)).toEqual(["reduce"]);
    for (const state of ["approved", "superseded"] as const) expect(planDeeds(clerk, { ...PLAN, state })).toEqual([]);
    expect(planDeeds(who("a", "auditor"), { ...PLAN, state: "draft" })).toEqual([]);
  });
});

describe("accounts", () => {
  const account: AccountView = {
    username: "zhang",
    name: "张",
    roles: ["town_clerk"],
    posts: ["desk"],
    effective_roles: ["auditor", "town_clerk"],
    unit: "longxing",
    scope: { kind: "own_unit" },
    active: true,
    must_change_password: false,
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
    version: 1,
  };

  it("asks for units only where the data scope is single units, and sends none else", () => {
    const fields = accountFields();
    expect(asked(fields, { "scope.kind": "all" })).not.toContain("scope.units");
    expect(asked(fields, { "scope.kind": "units" })).toContain("scope.units");
    const values: Values = { name: "张", unit: "longxing", roles: ["town_clerk"], "scope.units": ["sanquan"] };
    expect(accountBody({ ...values, "scope.kind": "all" }).scope).toEqual({ kind: "all" });
    expect(accountBody({ ...values, "scope.kind": "units" }).scope).toEqual({ kind: "units", units: ["sanquan"] });
  });

  it("sends posts and the roles given, not those that the posts bring along", () => {
    expect(accountBody(accountInitial(account))).toEqual({
      name: "张",
      unit: "longxing",
      posts: ["desk"],
      roles: ["town_clerk"],
      scope: { kind: "own_unit" },
    });
    expect(accountBody({ name: "张", unit: "longxing", "scope.kind": "department" })).toEqual({
      name: "张",
      unit: "longxing",
      posts: [],
      roles: [],
      scope: { kind: "department" },
    });
  });

  it("lets nobody shut themselves out", () => {
    expect(accountDeeds(account, "admin")).toEqual(["edit", "reset", "deactivate"]);
    expect(accountDeeds(account, "zhang")).toEqual(["edit"]);
    expect(accountDeeds({ ...account, active: false }, "admin")).toEqual(["edit", "reset", "activate"]);
    expect(accountDeeds({ ...account, locked_until: "2026-11-24T10:00:00Z" }, "admin")).toContain("unlock");
  });

  it("calls a device by browser and system, and what it does not know as it came", () => {
    expect(deviceName("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0")).toBe("Edge · Windows");
    expect(deviceName("curl/8.5")).toBe("curl/8.5");
    expect(deviceName("")).toBe("—");
  });
});

describe("figures and pages", () => {
  it("says when there are more than were read", () => {
    expect(count({ items: [] })).toBe("0");
    expect(count({ items: [1, 2, 3] }, (item) => item > 1)).toBe("2");
    expect(count({ items: [1, 2], next_cursor: "x" })).toBe("2+");
  });

  it("finds a page by its name or its department", () => {
    expect(findPages(ENTRIES, "账单").map((entry) => entry.path)).toEqual(["/work/water/irrigation-bills", "/work/water/bills"]);
    expect(findPages(ENTRIES, "财政").every((entry) => entry.group === "finance")).toBe(true);
    expect(findPages(ENTRIES, "没有这样的页")).toEqual([]);
  });
});
