import type { ReactNode } from "react";
import { take, water } from "../../api/client";
import type { Option } from "../grammar/control";
import { Mark } from "../grammar/show";

const GOOD = new Set(["in_force", "handled", "accepted", "corrected", "approved"]);
const WARN = new Set(["submitted", "received", "verified", "filed", "running", "draft", "recorded"]);
const BAD = new Set(["overdue", "corrected_late", "returned"]);

/** A state in its tone, in the words of the page. */
export function State({ names, value }: { names: Record<string, string>; value: string | null | undefined }): ReactNode {
  if (!value) return "—";
  const tone = GOOD.has(value) ? "good" : WARN.has(value) ? "warn" : BAD.has(value) ? "bad" : "plain";
  return <Mark tone={tone}>{names[value] ?? value}</Mark>;
}

export const optionsFrom = (names: Record<string, string>): Option[] => Object.entries(names).map(([value, label]) => ({ value, label }));

/** Users that fit what was typed. */
export async function findUsers(q: string): Promise<Option[]> {
  const page = await take(water.GET("/v1/water-users", { params: { query: { ...(q.trim() ? { q: q.trim() } : {}), limit: 20 } } }));
  return page.items.map((user) => ({ value: user.id, label: `${user.code} ${user.name}` }));
}

/** Meters in use that fit what was typed. */
export async function findMeters(q: string): Promise<Option[]> {
  const page = await take(water.GET("/v1/meters", { params: { query: { ...(q.trim() ? { q: q.trim() } : {}), limit: 20 } } }));
  return page.items.filter((meter) => !meter.removed_on).map((meter) => ({ value: meter.id, label: meter.number }));
}
