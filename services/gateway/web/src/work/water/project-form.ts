import type { components } from "../../api/generated/water";
import { project as text, projectChoices } from "../../texts/project";
import { towns } from "../directory";
import { word, type FormField, type Values } from "../grammar/control";

type Schemas = components["schemas"];
export type Project = Schemas["ProjectView"];
export type Requirement = Schemas["RequirementView"];

const isExisting = (values: Values) => values["standing"] === "existing";

/** What is recorded of a project. */
export function factFields(): FormField[] {
  return [
    { name: "name", label: text.name },
    { name: "builder", label: text.builder, isHalf: true },
    { name: "builder_credit_code", label: text.credit, isHalf: true },
    { name: "town", label: text.town, kind: "select", options: towns, isHalf: true },
    { name: "place", label: text.place, isHalf: true },
    { name: "nature", label: text.nature, kind: "select", options: projectChoices("nature"), isHalf: true },
    { name: "greening", label: text.greening, kind: "select", options: projectChoices("greening"), isHalf: true },
    { name: "auxiliary_use", label: text.auxiliary, hint: text.auxiliaryHint, isHalf: true },
    { name: "land_area", label: text.land, isHalf: true },
    { name: "construction_area", label: text.area, isHalf: true },
    { name: "features", label: text.features, kind: "multi", options: projectChoices("feature"), isOptional: true },
  ];
}

export function registerFields(): FormField[] {
  return [
    { name: "project_code", label: text.code, hint: text.codeHint, isHalf: true },
    {
      name: "standing",
      label: text.standing,
      kind: "select",
      options: projectChoices("standing"),
      hint: text.standingHint,
      isHalf: true,
    },
    { name: "retrofit.by", label: text.retrofitBy, kind: "day", isHalf: true, when: isExisting },
    { name: "retrofit.approver", label: text.retrofitApprover, isHalf: true, when: isExisting },
    { name: "retrofit.document", label: text.retrofitDocument, isHalf: true, when: isExisting },
    ...factFields(),
  ];
}

export function factBody(values: Values): Schemas["ProjectFieldsRequest"] {
  const names = ["name", "builder", "builder_credit_code", "place", "auxiliary_use", "land_area", "construction_area"] as const;
  const texts = Object.fromEntries(names.map((name) => [name, word(values, name)])) as Record<(typeof names)[number], string>;
  return {
    ...texts,
    town: word(values, "town"),
    nature: word(values, "nature"),
    greening: word(values, "greening"),
    features: (values["features"] ?? []) as Schemas["ProjectFieldsRequest"]["features"],
  };
}

export function registerBody(values: Values): Schemas["CreateProjectRequest"] {
  return {
    project_code: word(values, "project_code"),
    standing: word(values, "standing"),
    facts: factBody(values),
    ...(isExisting(values)
      ? {
          retrofit: {
            by: word(values, "retrofit.by"),
            approver: word(values, "retrofit.approver"),
            document: word(values, "retrofit.document"),
          },
        }
      : {}),
  };
}

/** Which field a pointer of the service means. */
export const fieldOf = (pointer: string) =>
  pointer
    .replace(/^\/facts\//, "/")
    .replace(/^\//, "")
    .replace(/^features\/.*/, "features")
    .replaceAll("/", ".");

export const factInitial = (project: Project): Values => ({
  name: project.name,
  builder: project.builder,
  builder_credit_code: project.builder_credit_code,
  town: project.town,
  place: project.place,
  nature: project.nature,
  greening: project.greening,
  auxiliary_use: project.auxiliary_use,
  land_area: project.land_area,
  construction_area: project.construction_area,
  features: project.features,
});

const PARTS: Record<string, string[]> = {
  measures_plan: ["source", "consumption", "measures", "effect"],
  design_chapter: ["metering", "unconventional", "appliances", "process", "reuse"],
};

export function documentFields(): FormField[] {
  const contents = Object.entries(PARTS).map(([kind, codes]): FormField => ({
    name: `contents.${kind}`,
    label: text.contents,
    kind: "multi",
    options: projectChoices("content", codes),
    when: (values) => values["kind"] === kind,
  }));
  return [
    { name: "kind", label: text.kind, kind: "select", options: projectChoices("document"), isHalf: true },
    { name: "reviewer", label: text.reviewer, isHalf: true },
    { name: "review_number", label: text.reviewNumber, isHalf: true },
    { name: "reviewed_on", label: text.reviewedOn, kind: "day", isHalf: true },
    ...contents,
  ];
}

export function documentBody(values: Values): Schemas["FileDocumentRequest"] {
  return {
    kind: word(values, "kind"),
    reviewer: word(values, "reviewer"),
    review_number: word(values, "review_number"),
    reviewed_on: word(values, "reviewed_on"),
    contents: (values[`contents.${word(values, "kind")}`] ?? []) as string[],
  };
}

export const evidenceBody = (values: Values): Schemas["RecordEvidenceRequest"] => ({
  item: word(values, "item"),
  document: word(values, "document"),
  dated_on: word(values, "dated_on"),
  description: word(values, "description"),
});

export const findingBody = (values: Values): Schemas["RecordFindingRequest"] => ({
  kind: word(values, "kind"),
  found_on: word(values, "found_on"),
  correct_by: word(values, "correct_by"),
  detail: word(values, "detail"),
});
