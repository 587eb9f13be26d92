import type { components } from "../../api/generated/water";
import { cases, take } from "../../api/client";

/** Departments that have cases. */
export const CASE_SERVICES = ["water", "finance"] as const;
export type CaseService = (typeof CASE_SERVICES)[number];

type Schemas = components["schemas"];
export type Case = Schemas["CaseView"];
export type CaseDetail = Schemas["CaseDetailView"];
export type CaseAction = Schemas["CaseActionView"];
export type CaseStep = Schemas["CaseStepView"];

/** The latest case about a thing; null when it has none. */
export async function caseOf(service: CaseService, entity: string, entity_id: string): Promise<CaseDetail | null> {
  const page = await take(cases[service].GET("/v1/cases", { params: { query: { entity, entity_id, limit: 1 } } }));
  const found = page.items[0];
  return found ? await readCase(service, found.id) : null;
}

export function readCase(service: CaseService, case_id: string): Promise<CaseDetail> {
  return take(cases[service].GET("/v1/cases/{case_id}", { params: { path: { case_id } } }));
}

/** What can be sent to a case, by the code of the action. */
const PATHS = {
  submit: "/v1/cases/{case_id}/submission",
  accept: "/v1/cases/{case_id}/acceptance",
  return: "/v1/cases/{case_id}/return",
  reject: "/v1/cases/{case_id}/rejection",
  approve: "/v1/cases/{case_id}/approval",
  transfer: "/v1/cases/{case_id}/transfer",
  withdraw: "/v1/cases/{case_id}/withdrawal",
  urge: "/v1/cases/{case_id}/urging",
} as const;
export type Sendable = keyof typeof PATHS;

export const isSendable = (action: string): action is Sendable => action in PATHS;

/** Takes a step on the version that was seen. */
export function sendStep(service: CaseService, seen: Case, action: Sendable, body: object, key: string): Promise<Case> {
  const params = { path: { case_id: seen.id }, header: { "If-Match": String(seen.version), "Idempotency-Key": key } };
  // The body that belongs to the path: `bodyOf` makes it.
  return take(cases[service].POST(PATHS[action], { params, body: body as never }));
}
