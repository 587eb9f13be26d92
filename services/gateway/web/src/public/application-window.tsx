import type { ReactNode } from "react";
import { finance, take } from "../api/client";
import { Calculator, Figure } from "../lite/calculator";
import { TextField } from "../lite/field";
import { WindowPicture } from "../lite/pictures";
import { Trace } from "../lite/trace";
import { calculators } from "../texts/public";

const text = calculators.window;
const EXAMPLE = { maturity: "2024-02-20" };

const ask = (form: typeof EXAMPLE) => take(finance.POST("/v1/calculators/application-window", { body: form }));

export default function ApplicationWindow(): ReactNode {
  return (
    <Calculator
      title={text.title}
      lead={text.lead}
      service="finance"
      example={EXAMPLE}
      ask={ask}
      fields={(form, change, faults) => (
        <TextField
          kind="date"
          name="maturity"
          label={text.maturity}
          value={form.maturity}
          error={faults["/maturity"]}
          onChange={(maturity) => change({ maturity })}
        />
      )}
      result={(result, form) => (
        <>
          <dl className="figures">
            <Figure grand label={text.opens}>
              {result.opens}
            </Figure>
            <Figure grand label={text.closes}>
              {result.closes}
            </Figure>
          </dl>
          <WindowPicture opens={result.opens} closes={result.closes} maturity={form.maturity} />
          <Trace steps={result.trace} department="finance" />
        </>
      )}
    />
  );
}
