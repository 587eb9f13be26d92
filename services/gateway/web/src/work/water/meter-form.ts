import type { components } from "../../api/generated/water";
import { choices } from "../../texts/terms";
import { meter as text } from "../../texts/meter";
import { filled, word, type FormField, type Option, type Values } from "../grammar/control";

type Schemas = components["schemas"];
export type Meter = Schemas["MeterView"];

/** What is asked for a verification or calibration. */
export function verificationFields(prefix = "", when?: (values: Values) => boolean): FormField[] {
  const fields: FormField[] = [
    { name: "certificate", label: text.certificate, isHalf: true },
    { name: "outcome", label: text.outcome, kind: "select", options: choices("outcome"), isHalf: true },
    { name: "verified_on", label: text.verified, kind: "day", isHalf: true },
    { name: "valid_until", label: text.valid, kind: "day", isHalf: true },
  ];
  return fields.map((field) => ({ ...field, name: prefix + field.name, ...(when ? { when } : {}) }));
}

export function verificationBody(values: Values, prefix = ""): Schemas["CreateVerificationRequest"] {
  return {
    certificate: word(values, `${prefix}certificate`),
    verified_on: word(values, `${prefix}verified_on`),
    outcome: word(values, `${prefix}outcome`),
    valid_until: word(values, `${prefix}valid_until`),
  };
}

/** What is asked for a new meter; with its certificate also what it shows at installation. `prefix`: `meter.` in a replacement. */
export function meterFields(masters: Option[], prefix = ""): FormField[] {
  const isVerified = (values: Values) => values[`${prefix}is_verified`] === true;
  const fields: FormField[] = [
    { name: "number", label: prefix ? text.newNumber : text.number, isHalf: true },
    { name: "kind", label: text.kind, hint: text.kindHint, isHalf: true },
    { name: "calibre_dn", label: text.calibre, kind: "whole", hint: text.dnHint, isHalf: true },
    { name: "digits", label: text.digits, kind: "whole", hint: text.digitsHint, isHalf: true },
    { name: "place", label: text.place, kind: "select", options: choices("meterPlace"), isHalf: true },
    { name: "installed_on", label: text.installed, kind: "day", isHalf: true },
    { name: "seal_number", label: text.seal, hint: text.sealHint, isOptional: true, isHalf: true },
    ...(masters.length > 0
      ? [
          {
            name: "master_meter_id",
            label: text.master,
            kind: "select",
            options: masters,
            hint: text.masterHint,
            isOptional: true,
            isHalf: true,
          } satisfies FormField,
        ]
      : []),
    { name: "is_verified", label: text.withVerification, kind: "switch", hint: text.withVerificationHint },
  ];
  return [
    ...fields.map((field) => ({ ...field, name: prefix + field.name })),
    ...verificationFields(`${prefix}verification.`, isVerified),
    { name: `${prefix}installation_value`, label: text.opening, hint: text.openingHint, isOptional: true, when: isVerified },
  ];
}

export function meterBody(values: Values, prefix = ""): Schemas["CreateMeterRequest"] {
  return {
    number: word(values, `${prefix}number`),
    kind: word(values, `${prefix}kind`),
    calibre_dn: Number(values[`${prefix}calibre_dn`]),
    digits: Number(values[`${prefix}digits`]),
    place: word(values, `${prefix}place`),
    installed_on: word(values, `${prefix}installed_on`),
    ...filled(values, ["seal_number", "master_meter_id", "installation_value"], prefix),
    ...(values[`${prefix}is_verified`] === true ? { verification: verificationBody(values, `${prefix}verification.`) } : {}),
  };
}

/** How a meter is taken out. `prefix`: `removal.` in a replacement. */
export function removalFields(meter: Meter, prefix = ""): FormField[] {
  const fields: FormField[] = [
    { name: "removed_on", label: text.removedOn, kind: "day", isHalf: true },
    {
      name: "value",
      label: text.lastValue,
      isHalf: true,
      ...(meter.status === "usable" ? {} : { isOptional: true, hint: text.lastValueHint }),
    },
    { name: "method", label: text.method, kind: "select", options: choices("readingMethod"), isHalf: true },
    { name: "rolled_over", label: text.rolled, kind: "switch", isHalf: true },
  ];
  return fields.map((field) => ({ ...field, name: prefix + field.name }));
}

export function removalBody(values: Values, prefix = ""): Schemas["RemovalRequest"] {
  return {
    removed_on: word(values, `${prefix}removed_on`),
    rolled_over: values[`${prefix}rolled_over`] === true,
    ...(filled(values, ["value", "method"], prefix) as Pick<Schemas["RemovalRequest"], "value" | "method">),
  };
}

/** Meters that a new one can be a sub-meter of: in use, and themselves no sub-meter. */
export function possibleMasters(meters: readonly Meter[], except?: string): Option[] {
  return meters
    .filter((meter) => meter.id !== except && meter.status !== "removed" && !meter.master_meter_id)
    .map((meter) => ({ value: meter.id, label: meter.number }));
}
