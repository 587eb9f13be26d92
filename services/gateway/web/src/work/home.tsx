import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { finance, take, water } from "../api/client";
import { hasRole, useWorker } from "../api/session";
import { Asked, Empty } from "../lite/state";
import type { frame } from "../texts/frame";
import { term } from "../texts/terms";
import { work } from "../texts/work";
import { ENTRIES, WATER_READERS } from "./menu";

const text = work.home;

interface Todo {
  label: string;
  to: string;
}
interface Source {
  key: string;
  service: keyof typeof frame.services;
  roles: readonly string[];
  load: () => Promise<Todo[]>;
}

const PAGE = 50;
/** How many, when only a page is read. */
const count = (page: { items: unknown[]; next_cursor?: string | null }) =>
  page.next_cursor ? text.atLeast(page.items.length) : String(page.items.length);
const some = (page: { items: unknown[]; next_cursor?: string | null }, make: (count: string) => Todo): Todo[] =>
  page.items.length > 0 ? [make(count(page))] : [];

/** What waits for whom. Each source is asked for itself: one that does not answer hides nothing of the others. */
const SOURCES: Source[] = [
  {
    key: "runs",
    service: "water",
    roles: ["water_billing_clerk", "water_head"],
    load: async () =>
      (await take(water.GET("/v1/billing-runs", { params: { query: { state: "previewed", limit: 5 } } }))).items.map((run) => ({
        label: text.run(run.period),
        to: `/work/water/runs/${run.id}`,
      })),
  },
  {
    key: "issued",
    service: "water",
    roles: ["water_billing_clerk"],
    load: async () =>
      some(await take(water.GET("/v1/bills", { params: { query: { state: "issued", limit: PAGE } } })), (n) => ({
        label: text.issued(n),
        to: "/work/water/bills?state=issued",
      })),
  },
  {
    key: "overdue",
    service: "water",
    roles: ["water_billing_clerk", "water_head", "supply_operator"],
    load: async () =>
      some(await take(water.GET("/v1/bills", { params: { query: { state: "overdue", limit: PAGE } } })), (n) => ({
        label: text.overdue(n),
        to: "/work/water/bills?state=overdue",
      })),
  },
  {
    key: "plans",
    service: "water",
    roles: ["water_head"],
    load: async () =>
      some(await take(water.GET("/v1/plans", { params: { query: { state: "submitted", limit: PAGE } } })), (n) => ({
        label: text.plan(n),
        to: "/work/water/plans?state=submitted",
      })),
  },
  {
    key: "due",
    service: "water",
    roles: ["water_clerk", "supply_operator"],
    load: async () =>
      some(await take(water.GET("/v1/meters/due", { params: { query: { within: 90, limit: PAGE } } })), (n) => ({
        label: text.due(n),
        to: "/work/water/meters?view=due",
      })),
  },
  {
    key: "differences",
    service: "finance",
    roles: ["finance_clerk", "finance_head"],
    load: async () =>
      (await take(finance.GET("/v1/reconciliations/water-surcharge", { params: { query: { state: "different", limit: 5 } } }))).items.map(
        (run) => ({
          label: text.reconcile(run.date),
          to: `/work/finance/reconciliations?open=${run.id}`,
        }),
      ),
  },
];

/** The home of whoever is logged in: what to do, and where to go. */
export default function Home(): ReactNode {
  const session = useWorker();
  const sources = SOURCES.filter((source) => hasRole(session, source.roles));
  const entries = ENTRIES.filter(
    (entry) => !entry.under && (entry.group === "water" || entry.group === "finance") && hasRole(session, entry.roles),
  );
  const isReader = hasRole(session, WATER_READERS);
  return (
    <div className="stack">
      <div className="sheet">
        <h1 className="sheet-title">{text.hello(session?.account.name ?? "")}</h1>
        <p className="hint">
          {term("unit", session?.account.unit)} · {(session?.account.roles ?? []).map((role) => term("role", role)).join("、")}
        </p>
      </div>
      {sources.length > 0 && (
        <div className="sheet">
          <h2 className="sheet-title">{text.todo}</h2>
          {sources.map((source) => (
            <Todos key={source.key} source={source} />
          ))}
        </div>
      )}
      {entries.length > 0 ? (
        <section>
          <h2 className="section-title">{text.enter}</h2>
          <div className="tiles">
            {entries.map((entry) => (
              <Link key={entry.path} className="tile" to={entry.path}>
                {entry.icon} {entry.label}
              </Link>
            ))}
          </div>
        </section>
      ) : (
        !isReader && (
          <div className="sheet">
            <Empty title={text.none}>
              <Link to="/">{work.menu.public}</Link>
            </Empty>
          </div>
        )
      )}
    </div>
  );
}

function Todos({ source }: { source: Source }): ReactNode {
  const query = useQuery({ queryKey: [source.service, "todo", source.key], queryFn: source.load });
  return (
    <Asked query={query} service={source.service} lines={1}>
      {(todos) => (
        <ul className="todo">
          {todos.map((todo) => (
            <li key={todo.to}>
              <Link to={todo.to}>
                <span>{todo.label}</span>
                <span aria-hidden="true">›</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Asked>
  );
}
