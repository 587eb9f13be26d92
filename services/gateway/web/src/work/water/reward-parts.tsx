import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { reward as text } from "../../texts/reward";
import { caseOf } from "../grammar/case-client";
import type { FormField, Option } from "../grammar/control";
import { Mark } from "../grammar/show";

export type Schemas = components["schemas"];

const TONES: Record<string, "good" | "warn" | "bad" | "plain"> = {
  excellent: "good",
  good: "good",
  pass: "plain",
  fail: "bad",
  confirmed: "good",
  proposed: "warn",
  returned: "bad",
  approved: "good",
  draft: "plain",
  withdrawn: "plain",
  on_notice: "warn",
  submitted: "warn",
  in_summary: "warn",
  town_reviewed: "warn",
  filed: "warn",
  requested: "warn",
  accepted: "warn",
  rejected: "bad",
  waiting: "warn",
  paid: "good",
  failed: "bad",
  decided: "plain",
  dropped: "plain",
  agrees: "good",
  differs: "bad",
};

/** A code as a word of one of the tables of `texts/reward`. */
export function Word({ of, value }: { of: Record<string, string>; value: string | null | undefined }): ReactNode {
  if (!value) return "—";
  return <Mark tone={TONES[value] ?? ""}>{of[value] ?? value}</Mark>;
}

export const optionsFrom = (table: Record<string, string>): Option[] => Object.entries(table).map(([value, label]) => ({ value, label }));

/** The villages that somebody works for. */
export function useVillages(isWanted = true): Schemas["RewardVillageView"][] {
  const query = useQuery({
    queryKey: ["water", "reward-villages", "all"],
    queryFn: () => take(water.GET("/v1/reward/villages", { params: { query: { limit: 200 } } })),
    enabled: isWanted,
  });
  return query.data?.items ?? [];
}

/** The files of a thing's case that have not been withdrawn, to choose from. */
export function useFiles(entity: string, id: string, isWanted: boolean): Option[] {
  const query = useQuery({
    queryKey: ["water", "case-of", entity, id],
    queryFn: () => caseOf("water", entity, id),
    enabled: isWanted,
  });
  const kept = (query.data?.attachments ?? []).filter((file) => !file.withdrawn_at);
  return kept.map((file) => ({ value: file.id, label: file.file_name }));
}

/** Who signed and sealed, and what shows it. */
export function signatureFields(form: string, files: Option[]): FormField[] {
  const of = text.declaration;
  return [
    { name: "handler", label: of.handler, isHalf: true },
    { name: "head", label: of.head, isHalf: true },
    { name: "sealed_on", label: of.sealedOn, kind: "day" },
    { name: "sealed_form", label: form, kind: "select", options: files, hint: of.filesHint },
  ];
}
