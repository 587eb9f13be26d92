import { useQuery } from "@tanstack/react-query";
import { gateway, take } from "../api/client";
import type { components } from "../api/generated/gateway";
import { current } from "../api/session";
import { choices, learn } from "../texts/terms";
import type { Option } from "./grammar/control";

type Unit = components["schemas"]["UnitView"];

const MOST = 200;
let known: Unit[] = [];

/** Every unit, page after page: forms and lists need them all. */
async function everyUnit(): Promise<Unit[]> {
  const every: Unit[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await take(gateway.GET("/api/identity/v1/units", { params: { query: { limit: MOST, ...(cursor ? { cursor } : {}) } } }));
    every.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return every;
}

async function ask(): Promise<true> {
  const [every, titles] = await Promise.all([everyUnit(), take(gateway.GET("/api/identity/v1/roles"))]);
  known = every;
  learn("unit", Object.fromEntries(every.map((unit) => [unit.code, unit.name])));
  learn("role", Object.fromEntries(titles.items.map((role) => [role.code, role.title])));
  return true;
}

/** Asks the gateway for the county's units and roles; afterwards `term` knows their names. Whether that is still under way. */
export function useIsNaming(): boolean {
  return useQuery({ queryKey: ["gateway", "directory"], queryFn: ask }).isPending;
}

/** Every unit as a choice. */
export const units = (): Option[] => choices("unit");

/** Every role as a choice. */
export const roles = (): Option[] => choices("role");

const asOptions = (some: Unit[]): Option[] => some.map(({ code, name }) => ({ value: code, label: name }));

/** The county's towns. */
export function towns(): Option[] {
  return asOptions(known.filter((unit) => unit.kind === "town"));
}

/** Companies that somebody deals with: her own and those below her unit, or every one where there is none. */
export function suppliers(): Option[] {
  const companies = known.filter((unit) => unit.kind === "company");
  const own = current()?.account.unit;
  const near = companies.filter((unit) => unit.code === own || unit.parent === own);
  return asOptions(near.length ? near : companies);
}
