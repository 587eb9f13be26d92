import type { ReactNode } from "react";
import { emergency, take } from "../api/client";
import { Calculator, checkWhole } from "../lite/calculator";
import { CheckField, TextField } from "../lite/field";
import { calculators } from "../texts/public";
import { Assessment } from "./grading";

const text = calculators.construction;
const EXAMPLE = {
  deaths: "3",
  serious_injuries: "5",
  direct_loss: "2000000.00",
  at_risk_trapped_missing: "0",
  beyond_county_capacity: false,
};
type Form = typeof EXAMPLE;

const ask = (form: Form) =>
  take(
    emergency.POST("/v1/calculators/construction-grade", {
      body: {
        deaths: Number(form.deaths),
        serious_injuries: Number(form.serious_injuries),
        direct_loss: form.direct_loss.trim(),
        at_risk_trapped_missing: Number(form.at_risk_trapped_missing),
        beyond_county_capacity: form.beyond_county_capacity,
      },
    }),
  );

export default function ConstructionGrade(): ReactNode {
  return (
    <Calculator
      title={text.title}
      lead={text.lead}
      service="emergency"
      example={EXAMPLE}
      ask={ask}
      check={({ deaths, serious_injuries, at_risk_trapped_missing }) => checkWhole({ deaths, serious_injuries, at_risk_trapped_missing })}
      fields={(form, change, faults) => {
        const field = (name: Exclude<keyof Form, "beyond_county_capacity">) => ({
          name,
          label: text.fields[name],
          value: form[name],
          error: faults[`/${name}`],
          onChange: (value: string) => change({ ...form, [name]: value }),
        });
        return (
          <>
            <div className="form-grid">
              <TextField kind="integer" unit={text.people} {...field("deaths")} />
              <TextField kind="integer" unit={text.people} hint={text.fields.seriousHint} {...field("serious_injuries")} />
            </div>
            <TextField kind="integer" unit={text.people} {...field("at_risk_trapped_missing")} />
            <TextField unit={text.yuan} {...field("direct_loss")} />
            <CheckField
              name="beyond_county_capacity"
              label={text.fields.beyond_county_capacity}
              checked={form.beyond_county_capacity}
              onChange={(beyond_county_capacity) => change({ ...form, beyond_county_capacity })}
            />
          </>
        );
      }}
      result={(result) => <Assessment result={result} plan="construction" />}
    />
  );
}
