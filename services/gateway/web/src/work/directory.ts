import { useQuery } from "@tanstack/react-query";
import { gateway, take } from "../api/client";
import type { components } from "../api/generated/gateway";
import { current } from "../api/session";
import { choices, learn } from "../texts/terms";
import type { Option } from "./grammar/control";

type Unit = components["schemas"]["UnitView"];
type Post = components["schemas"]["PostView"];

const MOST = 200;
let known: Unit[] = [];

interface Position {
  limit: number;
  cursor?: string;
}

/** Every one of a list, page after page: forms and lists need them all. */
async function every<Item>(load: (at: Position) => Promise<{ items: Item[]; next_cursor?: string | null }>): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await load({ limit: MOST, ...(cursor ? { cursor } : {}) });
    all.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return all;
}

/** Every unit of the county. */
export const everyUnit = (): Promise<Unit[]> => every((at) => take(gateway.GET("/api/identity/v1/units", { params: { query: at } })));
const everyPost = (): Promise<Post[]> => every((at) => take(gateway.GET("/api/identity/v1/posts", { params: { query: at } })));

async function ask(): Promise<true> {
  const [all, titles, posts] = await Promise.all([everyUnit(), take(gateway.GET("/api/identity/v1/roles")), everyPost()]);
  known = all;
  const names = Object.fromEntries(all.map((unit) => [unit.code, unit.name]));
  learn("unit", names);
  // Several units have a 局长.
  learn("post", Object.fromEntries(posts.map((post) => [post.code, `${names[post.unit] ?? post.unit} · ${post.title}`])));
  learn("role", Object.fromEntries(titles.items.map((role) => [role.code, role.title])));
  return true;
}

/** Asks the gateway for the county's units, roles and posts; afterwards `term` knows their names. Whether that is still under way. */
export function useIsNaming(): boolean {
  return useQuery({ queryKey: ["gateway", "directory"], queryFn: ask }).isPending;
}

/** Every unit as a choice. */
export const units = (): Option[] => choices("unit");

/** Every post as a choice. */
export const posts = (): Option[] => choices("post");

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
