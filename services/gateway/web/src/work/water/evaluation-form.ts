import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { evaluation as text, evaluationChoices } from "../../texts/evaluation";
import { towns } from "../directory";
import { word, type FormField, type Option, type Values } from "../grammar/control";

type Schemas = components["schemas"];
export type Evaluation = Schemas["EvaluationView"];
type Report = Schemas["WriteReportRequest"];

const isProject = (values: Values) => word(values, "kind").endsWith("_project");

/** What is recorded of an evaluation. */
export function factFields(): FormField[] {
  return [
    { name: "name", label: text.name },
    { name: "applicant", label: text.applicant, isHalf: true },
    { name: "town", label: text.town, kind: "select", options: towns, isHalf: true },
    { name: "report_kind", label: text.reportKind, kind: "select", options: evaluationChoices("report"), isHalf: true },
    { name: "report_name", label: text.reportName, isHalf: true },
    { name: "source", label: text.source, isHalf: true },
    { name: "annual_volume", label: text.annual, isHalf: true },
  ];
}

export function registerFields(): FormField[] {
  return [
    { name: "kind", label: text.kind, kind: "select", options: evaluationChoices("kind") },
    { name: "project_code", label: text.projectCode, hint: text.projectCodeHint, when: isProject },
    ...factFields(),
  ];
}

const FACTS = ["name", "applicant", "report_kind", "report_name", "town", "source", "annual_volume"] as const;

export function factBody(values: Values): Schemas["EvaluationFieldsRequest"] {
  return Object.fromEntries(FACTS.map((name) => [name, word(values, name)])) as unknown as Schemas["EvaluationFieldsRequest"];
}

export const factInitial = (one: Evaluation): Values => Object.fromEntries(FACTS.map((name) => [name, one[name]]));

export function registerBody(values: Values): Schemas["CreateEvaluationRequest"] {
  return {
    kind: word(values, "kind"),
    ...(isProject(values) ? { project_code: word(values, "project_code") } : {}),
    facts: factBody(values),
  };
}

/** Which field a pointer of the service means. */
export const fieldOf = (pointer: string) => pointer.replace(/^\/facts\//, "/").replace(/^\//, "");

/** Which field of an entry a pointer into the whole report means. */
export const entryOf = (pointer: string) => pointer.replace(/^\/(contents|products|indicators)\/\d+\//, "");

/** What an evaluation says now, as it would be written again. */
export function reportOf(one: Evaluation): Report {
  return {
    contents: one.contents.flatMap(({ code, summary }) => (summary ? [{ code, summary }] : [])),
    products: one.products.map(({ name, unit, value }) => ({ name, unit, value })),
    indicators: one.indicators.flatMap(({ code, value, standard_value, standard }) =>
      value && standard_value && standard ? [{ code, value, standard_value, standard }] : [],
    ),
  };
}

/** The report with an entry more; one of the same name gives way to it. */
export function withContent(one: Evaluation, values: Values): Report {
  const report = reportOf(one);
  const entry = { code: word(values, "code"), summary: word(values, "summary") };
  return { ...report, contents: [...report.contents.filter(({ code }) => code !== entry.code), entry] };
}

export function withProduct(one: Evaluation, values: Values): Report {
  const report = reportOf(one);
  const entry = { name: word(values, "name").trim(), unit: word(values, "unit"), value: word(values, "value") };
  return { ...report, products: [...report.products.filter(({ name }) => name !== entry.name), entry] };
}

export function withoutProduct(one: Evaluation, gone: string): Report {
  const report = reportOf(one);
  return { ...report, products: report.products.filter(({ name }) => name !== gone) };
}

export function withIndicator(one: Evaluation, values: Values): Report {
  const report = reportOf(one);
  const entry: Report["indicators"][number] = {
    code: word(values, "code"),
    value: word(values, "value"),
    standard_value: word(values, "standard_value"),
    standard: word(values, "standard"),
  };
  return { ...report, indicators: [...report.indicators.filter(({ code }) => code !== entry.code), entry] };
}

export async function findUsers(q: string): Promise<Option[]> {
  const page = await take(water.GET("/v1/water-users", { params: { query: { ...(q.trim() ? { q: q.trim() } : {}), limit: 20 } } }));
  return page.items.map((user) => ({ value: user.id, label: `${user.code} ${user.name}` }));
}
