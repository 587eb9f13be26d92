import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { choices } from "../../texts/terms";
import { water as texts } from "../../texts/water";
import { word, type FormField, type Values } from "../grammar/control";

const text = texts.reading;

/** What is asked for a reading; a correction also says which reading it replaces, and why. */
export function readingFields(isCorrection = false): FormField[] {
  return [
    ...(isCorrection
      ? []
      : ([
          { name: "purpose", label: text.purpose, kind: "select", options: choices("readingPurpose", ["periodic", "install"]) },
        ] satisfies FormField[])),
    {
      name: "period",
      label: text.period,
      hint: text.periodHint,
      isOptional: true,
      when: (values) => values["purpose"] === "periodic" || isCorrection,
    },
    { name: "read_on", label: text.day, kind: "day" },
    { name: "value", label: text.value },
    { name: "method", label: text.method, kind: "select", options: choices("readingMethod") },
    { name: "rolled_over", label: text.rolled, kind: "switch" },
    ...(isCorrection ? ([{ name: "correction.reason", label: text.reason, kind: "long" }] satisfies FormField[]) : []),
  ];
}

export function recordReading(meterId: string, values: Values, key: string, correction?: { replaces: string; purpose: string }) {
  return take(
    water.POST("/v1/meters/{meter_id}/readings", {
      params: { path: { meter_id: meterId }, header: { "Idempotency-Key": key } },
      body: {
        purpose: correction?.purpose ?? word(values, "purpose"),
        read_on: word(values, "read_on"),
        value: word(values, "value"),
        method: word<components["schemas"]["Method"]>(values, "method"),
        rolled_over: values["rolled_over"] === true,
        ...(values["period"] ? { period: word(values, "period") } : {}),
        ...(correction ? { correction: { replaces: correction.replaces, reason: word(values, "correction.reason") } } : {}),
      },
    }),
  );
}
