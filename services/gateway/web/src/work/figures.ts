import { finance, gateway, take, water } from "../api/client";
import type { components } from "../api/generated/water";
import type { Session } from "../api/session";
import { lastQuarter } from "../shared/period";
import { today } from "../shared/format";
import type { frame } from "../texts/frame";
import { work } from "../texts/work";

type PlanState = components["schemas"]["PlanState"];
type BillState = components["schemas"]["BillListItem"]["state"];
const text = work.home;
/** A figure is read from one page; what does not fit is said as "200+". */
const PAGE = 200;

export interface Figure {
  key: string;
  label: string;
  service: keyof typeof frame.services;
  roles: readonly string[];
  to: string;
  /** Something has to be done about it when it is not nought. */
  isTodo: boolean;
  load: (who: Session) => Promise<string>;
}

interface Page<Item> {
  items: Item[];
  next_cursor?: string | null;
}

/** How many items; those that do not count are left out. */
export function count<Item>(page: Page<Item>, counts: (item: Item) => boolean = () => true): string {
  const found = page.items.filter(counts).length;
  return page.next_cursor ? text.atLeast(found) : String(found);
}

const bills = async (state: BillState) => count(await take(water.GET("/v1/bills", { params: { query: { state, limit: PAGE } } })));
const plans = (state: PlanState) => take(water.GET("/v1/plans", { params: { query: { state, limit: PAGE } } }));
const reconciliations = async (state: "pending" | "different") =>
  count(await take(finance.GET("/v1/reconciliations/water-surcharge", { params: { query: { state, limit: PAGE } } })));
const accounts = () => take(gateway.GET("/api/identity/v1/accounts", { params: { query: { limit: PAGE } } }));
const FINANCE = ["finance_clerk", "finance_head"];

/** What matters to whom. Each is asked for itself: one that does not answer hides nothing of the others. */
export const FIGURES: Figure[] = [
  {
    key: "waiting",
    label: text.waiting,
    service: "water",
    roles: ["water_head"],
    to: "/work/water/plans?state=submitted",
    isTodo: true,
    load: async (who) => count(await plans("submitted"), (plan) => plan.drafted_by !== who.account.username),
  },
  {
    key: "drafts",
    label: text.drafts,
    service: "water",
    roles: ["water_clerk"],
    to: "/work/water/plans?state=draft",
    isTodo: true,
    load: async (who) => count(await plans("draft"), (plan) => plan.drafted_by === who.account.username),
  },
  {
    key: "submitted",
    label: text.submitted,
    service: "water",
    roles: ["water_clerk"],
    to: "/work/water/plans?state=submitted",
    isTodo: false,
    load: async () => count(await plans("submitted")),
  },
  {
    key: "due",
    label: text.due,
    service: "water",
    roles: ["water_clerk", "supply_operator", "water_head"],
    to: "/work/water/meters?view=due",
    isTodo: true,
    load: async () => count(await take(water.GET("/v1/meters/due", { params: { query: { within: 90, limit: PAGE } } }))),
  },
  {
    key: "readings",
    label: text.readings(lastQuarter(today())),
    service: "water",
    roles: ["water_clerk", "supply_operator"],
    to: `/work/water/readings?period=${lastQuarter(today())}`,
    isTodo: false,
    load: async () =>
      count(
        await take(water.GET("/v1/readings", { params: { query: { period: lastQuarter(today()), limit: PAGE } } })),
        (reading) => !reading.replaced_by,
      ),
  },
  {
    key: "runs",
    label: text.runs,
    service: "water",
    roles: ["water_billing_clerk", "water_head"],
    to: "/work/water/runs?state=previewed",
    isTodo: true,
    load: async () => count(await take(water.GET("/v1/billing-runs", { params: { query: { state: "previewed", limit: PAGE } } }))),
  },
  {
    key: "issued",
    label: text.issued,
    service: "water",
    roles: ["water_billing_clerk"],
    to: "/work/water/bills?state=issued",
    isTodo: true,
    load: () => bills("issued"),
  },
  {
    key: "overdue",
    label: text.overdue,
    service: "water",
    roles: ["water_billing_clerk", "water_head", "supply_operator", "town_clerk", "town_head", "auditor"],
    to: "/work/water/bills?state=overdue",
    isTodo: true,
    load: () => bills("overdue"),
  },
  {
    key: "paid",
    label: text.paid,
    service: "water",
    roles: ["water_billing_clerk"],
    to: "/work/water/bills?state=paid",
    isTodo: false,
    load: () => bills("paid"),
  },
  {
    key: "entries",
    label: text.entries,
    service: "finance",
    roles: [...FINANCE, "auditor"],
    to: `/work/finance/entries?from=${today()}&to=${today()}`,
    isTodo: false,
    load: async () =>
      count(await take(finance.GET("/v1/journal-entries", { params: { query: { from: today(), to: today(), limit: PAGE } } }))),
  },
  {
    key: "incomes",
    label: text.incomes,
    service: "finance",
    roles: FINANCE,
    to: `/work/finance/incomes?from=${today()}&to=${today()}`,
    isTodo: false,
    load: async () =>
      count(await take(finance.GET("/v1/surcharge-incomes", { params: { query: { from: today(), to: today(), limit: PAGE } } }))),
  },
  {
    key: "differences",
    label: text.differences,
    service: "finance",
    roles: [...FINANCE, "auditor"],
    to: "/work/finance/reconciliations?state=different",
    isTodo: true,
    load: () => reconciliations("different"),
  },
  {
    key: "pending",
    label: text.pending,
    service: "finance",
    roles: FINANCE,
    to: "/work/finance/reconciliations?state=pending",
    isTodo: true,
    load: () => reconciliations("pending"),
  },
  {
    key: "locked",
    label: text.locked,
    service: "gateway",
    roles: ["identity_admin"],
    to: "/work/accounts",
    isTodo: true,
    load: async () => count(await accounts(), (account) => Boolean(account.locked_until)),
  },
  {
    key: "must-change",
    label: text.mustChange,
    service: "gateway",
    roles: ["identity_admin"],
    to: "/work/accounts",
    isTodo: false,
    load: async () => count(await accounts(), (account) => account.active && account.must_change_password),
  },
  {
    key: "services",
    label: text.services,
    service: "gateway",
    roles: ["identity_admin", "operator"],
    to: "/",
    isTodo: false,
    load: async () => {
      const { services } = await take(gateway.GET("/api/status"));
      return text.of(services.filter((service) => service.state === "up").length, services.length);
    },
  },
];
