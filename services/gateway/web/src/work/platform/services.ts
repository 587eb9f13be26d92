import type { ServiceName } from "../../api/client";
import type { Session } from "../../api/session";
import { SERVICE_NAMES } from "../../texts/operations";

/** Who reads which audit log; the services decide for themselves all the same. */
const AUDITED: readonly { service: ServiceName; roles: readonly string[] }[] = [
  { service: "water", roles: ["auditor", "operator", "water_head"] },
  { service: "finance", roles: ["auditor", "operator", "finance_head"] },
  { service: "emergency", roles: ["auditor", "operator"] },
  { service: "housing", roles: ["auditor", "operator"] },
  { service: "gateway", roles: ["auditor", "operator", "identity_admin"] },
];

/** Everybody who reads some audit log. */
export const AUDIT_ROLES: readonly string[] = [...new Set(AUDITED.flatMap(({ roles }) => roles))];

/** The services whose audit log somebody reads. */
export function auditedBy(session: Session | null): ServiceName[] {
  const own = session?.account.roles ?? [];
  return AUDITED.filter(({ roles }) => roles.some((role) => own.includes(role))).map(({ service }) => service);
}

/** Whether somebody may see what an entry says before and after. */
export function opensEntries(session: Session | null): boolean {
  const own = session?.account.roles ?? [];
  return own.some((role) => role !== "operator" && AUDIT_ROLES.includes(role));
}

/** Services that receive messages, and so may have dead letters. */
export const RECEIVERS: readonly ServiceName[] = ["water", "finance", "emergency", "housing"];

export const serviceOptions = (services: readonly ServiceName[]): { value: ServiceName; label: string }[] =>
  services.map((value) => ({ value, label: SERVICE_NAMES[value] ?? value }));

/** The one of these that the address names, else the first. */
export function chosen(services: readonly ServiceName[], named: string | null): ServiceName {
  return services.find((service) => service === named) ?? services[0] ?? "gateway";
}

/** A day of the query as the moments between which it lies, in the county. */
export function span(from: string | undefined, until: string | undefined): { from?: string; until?: string } {
  return {
    ...(from ? { from: `${from}T00:00:00+08:00` } : {}),
    ...(until ? { until: new Date(Date.parse(`${until}T00:00:00+08:00`) + 86_400_000).toISOString() } : {}),
  };
}
