import { ruleDesks, take } from "../../api/client";
import type { components } from "../../api/generated/water";
import type { Problem } from "../../api/problem";
import type { ChangeDetail, Desk } from "./desk";

export type Draft = components["schemas"]["DraftRuleChangeRequest"];

/** Stores a draft: a new one, or an earlier one rewritten. */
export function save(desk: Desk, earlier: ChangeDetail | undefined, body: Draft, key: string): Promise<ChangeDetail> {
  return earlier
    ? take(
        ruleDesks[desk].PUT("/v1/rule-changes/{change_id}", {
          params: { path: { change_id: earlier.id }, header: { "If-Match": String(earlier.version) } },
          body,
        }),
      )
    : take(ruleDesks[desk].POST("/v1/rule-changes", { params: { header: { "Idempotency-Key": key } }, body }));
}

/** What the service refuses, by the name of the field; what is wrong within the value stands under `value` with its place. */
export function faultsOf(problem: Problem | null): { fields: Record<string, string>; value: Record<string, string> } {
  const fields: Record<string, string> = {};
  const value: Record<string, string> = {};
  for (const { pointer, message } of problem?.fieldErrors ?? []) {
    const place = pointer.replace(/^\/(new_version|observation|regulation)/, "");
    if (place === "/value" || place.startsWith("/value/")) value[place.slice("/value".length)] = message;
    else fields[place.replace(/^\//, "")] = message;
  }
  return { fields, value };
}
