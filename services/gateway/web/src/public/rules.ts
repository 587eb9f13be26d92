import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { emergency, finance, housing, take, water } from "../api/client";
import type { components } from "../api/generated/water";
import type { Department } from "../lite/trace";

export type Regulation = components["schemas"]["RegulationBody"];
export type Rule = components["schemas"]["RuleBody"];
interface Page<T> {
  items: T[];
  next_cursor?: string | null;
}

export const DEPARTMENTS: readonly Department[] = ["water", "finance", "emergency", "housing"];

type Query = { limit: number; cursor?: string };
const REGULATIONS: Record<Department, (query: Query) => Promise<Page<Regulation>>> = {
  water: (query) => take(water.GET("/v1/regulations", { params: { query } })),
  finance: (query) => take(finance.GET("/v1/regulations", { params: { query } })),
  emergency: (query) => take(emergency.GET("/v1/regulations", { params: { query } })),
  housing: (query) => take(housing.GET("/v1/regulations", { params: { query } })),
};
const RULES: Record<Department, (query: Query) => Promise<Page<Rule>>> = {
  water: (query) => take(water.GET("/v1/rules", { params: { query } })),
  finance: (query) => take(finance.GET("/v1/rules", { params: { query } })),
  emergency: (query) => take(emergency.GET("/v1/rules", { params: { query } })),
  housing: (query) => take(housing.GET("/v1/rules", { params: { query } })),
};
const RULE: Record<Department, (key: string) => Promise<Rule>> = {
  water: (key) => take(water.GET("/v1/rules/{key}", { params: { path: { key } } })),
  finance: (key) => take(finance.GET("/v1/rules/{key}", { params: { path: { key } } })),
  emergency: (key) => take(emergency.GET("/v1/rules/{key}", { params: { path: { key } } })),
  housing: (key) => take(housing.GET("/v1/rules/{key}", { params: { path: { key } } })),
};

/** All pages of a list that is known to be short. */
async function all<T>(page: (query: Query) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null | undefined;
  do {
    const answer: Page<T> = await page({ limit: 200, ...(cursor ? { cursor } : {}) });
    items.push(...answer.items);
    cursor = answer.next_cursor;
  } while (cursor);
  return items;
}

export function useRegulations(department: Department): UseQueryResult<Regulation[]> {
  return useQuery({ queryKey: [department, "regulations"], queryFn: () => all(REGULATIONS[department]), staleTime: 600_000 });
}

export function useRules(department: Department): UseQueryResult<Rule[]> {
  return useQuery({ queryKey: [department, "rules"], queryFn: () => all(RULES[department]), staleTime: 600_000 });
}

export function useRule(department: Department, key: string): UseQueryResult<Rule> {
  return useQuery({ queryKey: [department, "rule", key], queryFn: () => RULE[department](key), staleTime: 600_000 });
}
