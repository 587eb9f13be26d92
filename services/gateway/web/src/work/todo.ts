import { useMutation, useQueries, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { operations, take, type ServiceName } from "../api/client";
import type { components } from "../api/generated/operations";

export type Todo = components["schemas"]["TodoView"] & { service: ServiceName };
export type Counts = components["schemas"]["TodoCounts"];
export type Due = components["schemas"]["DueState"];

/** The services that have to-dos: every department's. */
export const DESKS = ["water", "finance", "emergency", "housing"] as const satisfies readonly ServiceName[];
/** Most to-dos that are read of one service: the most urgent ones. */
export const MOST = 200;
/** How often it is asked whether there is something new; not while the page is hidden. */
const EVERY_MS = 60_000;

/** What could be had, and which services did not answer. */
export interface Together<T> {
  data: T;
  /** Services that did not answer and of which nothing is known from before. */
  missing: ServiceName[];
  isPending: boolean;
  queries: UseQueryResult<unknown>[];
}

function together<T, All>(queries: UseQueryResult<T>[], join: (parts: { service: ServiceName; data: T }[]) => All): Together<All> {
  const parts = queries.flatMap((query, index) => {
    const service = DESKS[index];
    return service && query.data !== undefined ? [{ service, data: query.data }] : [];
  });
  return {
    data: join(parts),
    missing: queries.flatMap((query, index) => (query.isError && query.data === undefined ? (DESKS[index] ?? []) : [])),
    isPending: queries.some((query) => query.isPending),
    queries,
  };
}

/** How much waits in all departments together. */
export function useTodoCounts(): Together<Counts> {
  const queries = useQueries({
    queries: DESKS.map((service) => ({
      queryKey: [service, "todos", "count"],
      queryFn: () => take(operations[service].GET("/v1/todos/count")),
      refetchInterval: EVERY_MS,
      refetchIntervalInBackground: false,
    })),
  });
  const add = (key: keyof Counts) => (parts: { data: Counts }[]) => parts.reduce((sum, { data }) => sum + data[key], 0);
  return together(queries, (parts) => ({
    open: add("open")(parts),
    overdue: add("overdue")(parts),
    soon: add("soon")(parts),
    unread: add("unread")(parts),
  }));
}

/** By the last day, those without one at the end; then since when they wait. */
export function byUrgency(one: Todo, other: Todo): number {
  const [a, b] = [one.due_on ?? "9999", other.due_on ?? "9999"];
  return a === b ? one.opened_at.localeCompare(other.opened_at) : a.localeCompare(b);
}

/** What waits in all departments, the most urgent first, and the services that have more than was read. */
export function useTodos(): Together<{ items: Todo[]; more: ServiceName[] }> {
  const queries = useQueries({
    queries: DESKS.map((service) => ({
      queryKey: [service, "todos", "list"],
      queryFn: () => take(operations[service].GET("/v1/todos", { params: { query: { limit: MOST } } })),
      refetchInterval: EVERY_MS,
      refetchIntervalInBackground: false,
    })),
  });
  return together(queries, (parts) => ({
    items: parts.flatMap(({ service, data }) => data.items.map((item) => ({ ...item, service }))).sort(byUrgency),
    more: parts.filter(({ data }) => data.next_cursor).map(({ service }) => service),
  }));
}

/** Notes that to-dos were seen: these, or all of them. A service that does not answer is told another time. */
export function useMarkRead(): (seen: Todo[]) => void {
  const cache = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: async (seen: Todo[]) => {
      const services = DESKS.filter((service) => seen.some((todo) => todo.service === service));
      await Promise.allSettled(
        services.map((service) => {
          const ids = seen.filter((todo) => todo.service === service).map((todo) => todo.id);
          return take(operations[service].POST("/v1/todos/read", { body: { ids } }));
        }),
      );
      await Promise.all(services.map((service) => cache.invalidateQueries({ queryKey: [service, "todos"] })));
    },
  });
  return (seen) => mutate(seen.filter((todo) => todo.unread));
}
