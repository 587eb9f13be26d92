import { ruleDesks } from "../../api/client";
import type { components } from "../../api/generated/water";
import type { Session } from "../../api/session";
import { hasRole } from "../../api/session";

export type Desk = keyof typeof ruleDesks;
export type Rule = components["schemas"]["RuleBody"];
export type Version = components["schemas"]["RuleVersionBody"];
export type Change = components["schemas"]["RuleChangeView"];
export type ChangeDetail = components["schemas"]["RuleChangeDetailView"];
export type Difference = components["schemas"]["DifferenceView"];
export type Expiry = components["schemas"]["ExpiryView"];
export type Impact = components["schemas"]["Impact"];
export type Regulation = components["schemas"]["RegulationBody"];

/** Who keeps which department's rules; the services decide for themselves all the same. */
const KEEPERS: readonly { desk: Desk; read: readonly string[]; draft: readonly string[] }[] = [
  {
    desk: "water",
    read: ["water_clerk", "water_billing_clerk", "water_head", "auditor"],
    draft: ["water_clerk", "water_billing_clerk", "water_head"],
  },
  { desk: "finance", read: ["finance_clerk", "finance_head", "auditor"], draft: ["finance_clerk", "finance_head"] },
  { desk: "emergency", read: ["emergency_office_head", "commander", "auditor"], draft: ["emergency_office_head", "commander"] },
  { desk: "housing", read: ["housing_clerk", "housing_head", "auditor"], draft: ["housing_clerk", "housing_head"] },
];

/** Everybody who sees how some department's rules are kept. */
export const RULE_READERS: readonly string[] = [...new Set(KEEPERS.flatMap(({ read }) => read))];
/** Everybody who drafts changes somewhere. */
export const RULE_DRAFTERS: readonly string[] = [...new Set(KEEPERS.flatMap(({ draft }) => draft))];

/** The departments whose rules somebody sees being kept. */
export const desksOf = (who: Session | null): Desk[] => KEEPERS.filter(({ read }) => hasRole(who, read)).map(({ desk }) => desk);
/** Whether somebody drafts changes of a department's rules. */
export const draftsAt = (who: Session | null, desk: Desk): boolean =>
  KEEPERS.some((keeper) => keeper.desk === desk && hasRole(who, keeper.draft));

/** The desk that an address names. */
export const deskOf = (named: string | undefined): Desk => KEEPERS.find(({ desk }) => desk === named)?.desk ?? "water";

/** The version in force on a day, and the next one after it. */
export function inForce(rule: Rule, on: string): { now?: Version; coming?: Version } {
  const now = rule.versions.find((version) => version.effective_from <= on && (!version.effective_to || on <= version.effective_to));
  const coming = rule.versions.find((version) => version.effective_from > on);
  return { ...(now ? { now } : {}), ...(coming ? { coming } : {}) };
}
