import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { choices } from "../../texts/terms";
import { plan as text } from "../../texts/plan";
import { word, type FormField, type Option, type Values } from "../grammar/control";
import { digits } from "../../shared/format";

type Schemas = components["schemas"];
export type Plan = Schemas["PlanView"];
export type PeriodKind = "quarter" | "month";

/** The volume fields of a year have names without the year: the year itself is asked in the same form. */
const QUARTERS = ["Q1", "Q2", "Q3", "Q4"];
const MONTHS = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"].map((month) => `-${month}`);

/** All measuring periods of a year, in order: `2026Q1`… or `2026-01`… */
export function periodsOf(year: number, kind: PeriodKind): string[] {
  return (kind === "month" ? MONTHS : QUARTERS).map((part) => `${String(year)}${part}`);
}

/** The field that holds a period's volume: `volumes.2026Q1` and the pointer `/volumes/2026Q1` are `Q1`. */
export const fieldOf = (pointer: string): string => /^\/volumes\/\d{4}(.+)$/.exec(pointer)?.[1] ?? pointer.replace(/^\//, "");

const volumeField = (name: string, more: Partial<FormField> = {}): FormField => ({
  name,
  label: name.startsWith("Q") ? text.quarter(Number(name.slice(1))) : text.month(Number(name.slice(1))),
  isHalf: true,
  ...more,
});

function everyVolume(): FormField[] {
  return [
    { name: "kind", label: text.kindField, kind: "select", options: choices("periodKind", ["quarter", "month"]) },
    ...QUARTERS.map((name) => volumeField(name, { when: (values) => values["kind"] !== "month" })),
    ...MONTHS.map((name) => volumeField(name, { when: (values) => values["kind"] === "month" })),
  ];
}

/** The volumes that were filled in, by period. */
export function volumesOf(values: Values, year: number): Record<string, string> {
  return Object.fromEntries(
    [...QUARTERS, ...MONTHS].flatMap((name) => (values[name] === undefined ? [] : [[`${String(year)}${name}`, word(values, name)]])),
  );
}

const detailField: FormField = { name: "basis_detail", label: text.detail, kind: "long", hint: text.detailHint };

/** What is asked for the first plan of a user's year. */
export function draftFields(): FormField[] {
  return [
    { name: "user_id", label: text.user, kind: "find", find: findUsers, hint: text.userHint },
    { name: "year", label: text.year, kind: "whole", isHalf: true },
    { name: "basis", label: text.basis, kind: "select", options: choices("planBasis"), isHalf: true },
    detailField,
    ...everyVolume(),
  ];
}

export function draftBody(values: Values): Schemas["CreatePlanRequest"] {
  const year = Number(values["year"]);
  return {
    user_id: word(values, "user_id"),
    year,
    basis: word(values, "basis"),
    basis_detail: word(values, "basis_detail"),
    volumes: volumesOf(values, year),
  };
}

/** A draft is rewritten as a whole; a reduction keeps its kind of period and its ground. */
export function redraftFields(plan: Plan): FormField[] {
  if (!plan.ground) return [detailField, ...everyVolume()];
  return [
    detailField,
    ...Object.keys(plan.volumes)
      .sort()
      .map((period) => volumeField(period.slice(4))),
  ];
}

export function redraftInitial(plan: Plan): Values {
  return {
    basis_detail: plan.basis_detail,
    kind: plan.period_kind,
    ...Object.fromEntries(Object.entries(plan.volumes).map(([period, volume]) => [period.slice(4), volume])),
  };
}

export function redraftBody(values: Values, plan: Plan): Schemas["ChangePlanRequest"] {
  return { basis_detail: word(values, "basis_detail"), volumes: volumesOf(values, plan.year) };
}

/** A cut: one of four grounds, evidence, and new volumes from a period on. */
export function reductionFields(plan: Plan): FormField[] {
  const periods = Object.keys(plan.volumes).sort();
  return [
    { name: "ground", label: text.ground, kind: "select", options: choices("planGround") },
    { name: "evidence", label: text.evidence, kind: "long", hint: text.evidenceHint },
    { name: "from", label: text.fromPeriod, kind: "select", options: periods.map((period) => ({ value: period, label: period })) },
    ...periods.map((period) =>
      volumeField(period.slice(4), {
        isOptional: true,
        hint: text.presentVolume(digits(plan.volumes[period])),
        when: (values) => values["from"] !== undefined && period >= String(values["from"]),
      }),
    ),
  ];
}

export function reductionBody(values: Values, plan: Plan): Schemas["CreateReductionRequest"] {
  return {
    ground: word(values, "ground"),
    evidence: word(values, "evidence"),
    from: word(values, "from"),
    volumes: volumesOf(values, plan.year),
  };
}

async function findUsers(q: string): Promise<Option[]> {
  const page = await take(water.GET("/v1/water-users", { params: { query: { ...(q.trim() ? { q: q.trim() } : {}), limit: 20 } } }));
  return page.items.map((user) => ({ value: user.id, label: `${user.code} ${user.name}` }));
}
