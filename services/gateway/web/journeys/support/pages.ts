import type { APIRequestContext } from "@playwright/test";
import { sessionOf } from "./accounts";

/** Every page, for what looks at all of them: the accessibility check and the screenshots. `tests/every-page.test.ts` compares it with the routes. */
export interface Place {
  /** Name of its picture. */
  name: string;
  /** Its route. */
  route: string;
  /** Where it is opened, when the route has parts to be filled or a state worth seeing is behind it. */
  open?: string;
}

export const PUBLIC_PLACES: readonly Place[] = [
  { name: "home", route: "/" },
  { name: "calculators", route: "/calculators" },
  { name: "surcharge", route: "/calculators/surcharge" },
  { name: "irrigation", route: "/calculators/irrigation" },
  { name: "supply-grade", route: "/calculators/supply-grade" },
  { name: "construction-grade", route: "/calculators/construction-grade" },
  { name: "occupancy-fee", route: "/calculators/occupancy-fee" },
  { name: "application-window", route: "/calculators/application-window" },
  { name: "vote", route: "/calculators/vote" },
  { name: "violations", route: "/violations" },
  { name: "prices", route: "/prices" },
  { name: "price-notice", route: "/prices/notice", open: "/prices/notice?district=gujiao&year=2025" },
  { name: "supply-stops", route: "/supply-stops" },
  { name: "regulations", route: "/regulations" },
  { name: "rule", route: "/regulations/rule/:department/:key", open: "/regulations/rule/water/surcharge.rates.ordinary" },
  { name: "notices", route: "/notices" },
  { name: "notice", route: "/notices/:department/:id", open: "/notices/water/{notice}" },
  { name: "login", route: "/login" },
  { name: "oidc-refused", route: "/login/oidc/:issuer", open: "/login/oidc/province?error=access_denied" },
  { name: "not-found", route: "*", open: "/nowhere" },
];

/** Places of the workplace, by the account that looks at them. `{bill}`, `{run}`, `{notice}`, `{entry}`: see [`fill`]. */
export const WORK_PLACES: Readonly<Record<string, readonly Place[]>> = {
  water_billing: [
    { name: "home-billing", route: "/work" },
    { name: "board", route: "/work/water/board" },
    { name: "runs", route: "/work/water/runs" },
    { name: "run-new", route: "/work/water/runs/:id", open: "/work/water/runs/new" },
    { name: "run", route: "/work/water/runs/:id", open: "/work/water/runs/{run}" },
    { name: "bills", route: "/work/water/bills" },
    { name: "bill", route: "/work/water/bills/:id", open: "/work/water/bills/{bill}" },
    { name: "todos", route: "/work/todos" },
    { name: "messages", route: "/work/messages" },
  ],
  water_clerk: [
    { name: "home-clerk", route: "/work" },
    { name: "users", route: "/work/water/users" },
    { name: "meters", route: "/work/water/meters" },
    { name: "readings", route: "/work/water/readings" },
    { name: "imports", route: "/work/water/imports" },
    { name: "plans", route: "/work/water/plans" },
    { name: "plan-case", route: "/work/water/plans", open: "/work/water/plans?state=draft&open={plan}" },
    { name: "cases", route: "/work/cases" },
    { name: "case", route: "/work/cases/:service/:id", open: "/work/cases/water/{case}" },
    { name: "notices-staff", route: "/work/notices" },
    { name: "notice-staff", route: "/work/notices/:department/:id", open: "/work/notices/water/{notice}" },
    { name: "projects", route: "/work/water/projects" },
    { name: "project", route: "/work/water/projects", open: "/work/water/projects?open={project}" },
    { name: "evaluations", route: "/work/water/evaluations" },
    { name: "evaluation", route: "/work/water/evaluations", open: "/work/water/evaluations?open={evaluation}" },
    { name: "quotas", route: "/work/water/quotas" },
    { name: "adjustments", route: "/work/water/adjustments" },
    { name: "supervision", route: "/work/water/supervision" },
    { name: "inspections", route: "/work/water/supervision", open: "/work/water/supervision?view=inspections" },
    { name: "balance-tests", route: "/work/water/supervision", open: "/work/water/supervision?view=tests" },
    { name: "enforcement", route: "/work/water/enforcement" },
    { name: "seals", route: "/work/water/enforcement", open: "/work/water/enforcement?view=seals" },
    { name: "flow-assessments", route: "/work/water/metering" },
    { name: "assessed-usages", route: "/work/water/metering", open: "/work/water/metering?view=usages" },
    { name: "shortages", route: "/work/water/metering", open: "/work/water/metering?view=shortages" },
    { name: "reclaimed", route: "/work/water/reclaimed" },
    { name: "reclaimed-system", route: "/work/water/reclaimed", open: "/work/water/reclaimed?open={system}" },
    { name: "reclaimed-schemes", route: "/work/water/reclaimed", open: "/work/water/reclaimed?view=schemes" },
    { name: "base-prices", route: "/work/water/prices" },
    { name: "rules", route: "/work/rules" },
    { name: "rule-draft", route: "/work/rules/:department/draft", open: "/work/rules/water/draft?key=surcharge.rates.ordinary" },
    { name: "rule-change", route: "/work/rules/:department/changes/:id", open: "/work/rules/water/changes/{change}" },
    { name: "rule-register", route: "/work/rules/:department/register", open: "/work/rules/water/register" },
    { name: "irrigation-staff", route: "/work/water/irrigation" },
    { name: "reward-villages", route: "/work/water/reward-villages" },
    { name: "reward-assessments", route: "/work/water/reward-assessments" },
    { name: "reward-assessment", route: "/work/water/reward-assessments", open: "/work/water/reward-assessments?open={assessment}" },
    { name: "reward-declarations", route: "/work/water/reward-declarations" },
    { name: "reward-declaration", route: "/work/water/reward-declarations", open: "/work/water/reward-declarations?open={declaration}" },
    { name: "reward-summaries", route: "/work/water/reward-summaries" },
    { name: "reward-payments", route: "/work/water/reward-payments" },
    { name: "reward-payment", route: "/work/water/reward-payments", open: "/work/water/reward-payments?open={payment}" },
    { name: "reward-vouchers", route: "/work/water/reward-vouchers" },
    { name: "districts", route: "/work/water/districts" },
    { name: "districts-cut", route: "/work/water/districts", open: "/work/water/districts?district=wanan&year=2026" },
    { name: "rights", route: "/work/water/rights" },
    { name: "waterings", route: "/work/water/waterings" },
    { name: "irrigation-bills", route: "/work/water/irrigation-bills" },
    { name: "irrigation-bill", route: "/work/water/irrigation-bills/:id", open: "/work/water/irrigation-bills/{irrigation}" },
    { name: "account", route: "/work/account" },
  ],
  finance_clerk: [
    { name: "home-finance", route: "/work" },
    { name: "funds", route: "/work/finance/funds" },
    { name: "fund", route: "/work/finance/funds/:fund", open: "/work/finance/funds/water_surcharge" },
    { name: "entries", route: "/work/finance/entries" },
    { name: "incomes", route: "/work/finance/incomes" },
    { name: "reconciliations", route: "/work/finance/reconciliations" },
  ],
  admin: [
    { name: "accounts", route: "/work/accounts" },
    { name: "units", route: "/work/units", open: "/work/units?open=longxing" },
    { name: "units-list", route: "/work/units", open: "/work/units?view=list" },
    { name: "posts", route: "/work/posts" },
    { name: "people-import", route: "/work/people-import" },
    { name: "roles", route: "/work/roles" },
  ],
  operator: [
    { name: "home-operator", route: "/work" },
    { name: "operations", route: "/work/operations" },
    { name: "letters", route: "/work/letters", open: "/work/letters?service=finance" },
    { name: "audit-operator", route: "/work/audit" },
  ],
  auditor: [
    { name: "audit", route: "/work/audit", open: "/work/audit?service=water" },
    { name: "audit-entry", route: "/work/audit", open: "/work/audit?service=gateway&action=account.create&open={entry}" },
    { name: "logins", route: "/work/logins" },
  ],
  longxing_clerk: [{ name: "refused", route: "/work/finance/funds" }],
};

/** Stands for the thing that there is none of. */
const NONE = "none-yet";

/** The addresses behind `{bill}`, `{run}`, `{case}`, `{plan}`, `{notice}` and `{entry}`: the newest there are. */
export async function fill(
  request: APIRequestContext,
  places: readonly Place[],
): Promise<{ name: string; path: string; isThere: boolean }[]> {
  const known = new Map<string, string>();
  const newest = async (what: string, by = "water_billing"): Promise<string> => {
    const { token } = await sessionOf(request, by);
    const answer = await request.get(`/api/water/v1/${what}${what.includes("?") ? "&" : "?"}limit=1`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { items } = (await answer.json()) as { items: { id: string }[] };
    return items[0]?.id ?? NONE;
  };
  const newestEntry = async (): Promise<string> => {
    const { token } = await sessionOf(request, "auditor");
    const address = "/api/identity/v1/operations/audit?action=account.create&limit=1";
    const answer = await request.get(address, { headers: { authorization: `Bearer ${token}` } });
    const { items } = (await answer.json()) as { items: { seq: number }[] };
    return String(items[0]?.seq ?? 0);
  };
  const newestNotice = async (): Promise<string> => {
    const answer = await request.get("/api/water/v1/notices?limit=1");
    const { items } = (await answer.json()) as { items: { id: string }[] };
    return items[0]?.id ?? NONE;
  };
  const filled = [];
  for (const { name, route, open } of places) {
    let path = open ?? route;
    for (const [place, what] of [
      ["{bill}", "bills"],
      ["{irrigation}", "irrigation/bills?year=2025"],
      ["{run}", "billing-runs"],
      ["{case}", "cases"],
      ["{plan}", "plans?state=draft"],
      ["{system}", "reclaimed-systems?state=stopped"],
      ["{project}", "projects?stage=acceptance"],
      ["{evaluation}", "evaluations?state=failed"],
      ["{change}", "rule-changes"],
    ] as const) {
      if (!path.includes(place)) continue;
      if (!known.has(place)) known.set(place, await newest(what));
      path = path.replace(place, known.get(place) ?? "");
    }
    for (const [place, what] of [
      ["{assessment}", "reward/assessments?subject=district"],
      ["{declaration}", "reward/declarations?state=approved"],
      ["{payment}", "reward/payment-requests"],
    ] as const) {
      if (path.includes(place)) path = path.replace(place, await newest(what, "water_clerk"));
    }
    if (path.includes("{entry}")) path = path.replace("{entry}", await newestEntry());
    if (path.includes("{notice}")) path = path.replace("{notice}", await newestNotice());
    filled.push({ name, path, isThere: !path.includes(NONE) });
  }
  return filled;
}
