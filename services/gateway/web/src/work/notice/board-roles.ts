import type { BoardName } from "../../api/client";
import { hasRole, type Session } from "../../api/session";

/** Who drafts and answers; the services decide for themselves all the same. */
export const DRAFTERS: Record<BoardName, readonly string[]> = {
  // A town has the notices of its villages.
  water: ["water_clerk", "town_clerk"],
  finance: ["finance_clerk"],
  housing: ["housing_clerk"],
};
/** Who posts and takes back. */
export const POSTERS: Record<BoardName, readonly string[]> = {
  water: ["water_head", "town_head"],
  finance: ["finance_head"],
  housing: ["housing_clerk", "housing_head"],
};
const BOARDS: readonly BoardName[] = ["water", "finance", "housing"];

/** Everybody who works on some board, or looks at it. */
export const NOTICE_ROLES: readonly string[] = [
  ...new Set([...BOARDS.flatMap((board) => [...DRAFTERS[board], ...POSTERS[board]]), "auditor"]),
];

/** The boards that somebody works on. */
export function boardsOf(session: Session | null): BoardName[] {
  return BOARDS.filter((board) => hasRole(session, [...DRAFTERS[board], ...POSTERS[board], "auditor"]));
}
