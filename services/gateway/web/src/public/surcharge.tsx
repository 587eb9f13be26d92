import type { ReactNode } from "react";
import { take, water } from "../api/client";
import type { components } from "../api/generated/water";
import { Calculator, checkWhole, Figure } from "../lite/calculator";
import { SelectField, TextField } from "../lite/field";
import { BandPicture } from "../lite/pictures";
import { Trace } from "../lite/trace";
import { digits } from "../shared/format";
import { calculators } from "../texts/public";
import { choices } from "../texts/terms";

type Schemas = components["schemas"];
const text = calculators.surcharge;
const EXAMPLE = {
  category: "non_resident",
  industry_class: "ordinary",
  base_price: "4.20",
  plan_volume: "1000",
  usage: "1500",
  period_days: "30",
  days_late: "0",
  days_early: "0",
};
type Form = typeof EXAMPLE;

const ask = (form: Form) =>
  take(
    water.POST("/v1/calculators/surcharge", {
      body: {
        category: form.category as Schemas["Category"],
        supply: "public_network",
        industry_class: form.industry_class as Schemas["IndustryClass"],
        base_price: form.base_price.trim(),
        plan_volume: form.plan_volume.trim(),
        usage: form.usage.trim(),
        period_days: Number(form.period_days),
        days_late: Number(form.days_late),
        days_early: Number(form.days_early),
      },
    }),
  );

export default function Surcharge(): ReactNode {
  return (
    <Calculator
      title={text.title}
      lead={text.lead}
      service="water"
      example={EXAMPLE}
      ask={ask}
      check={({ period_days, days_late, days_early }) => checkWhole({ period_days, days_late, days_early })}
      fields={(form, change, faults) => {
        const field = (name: keyof Form) => ({
          name,
          value: form[name],
          error: faults[`/${name}`],
          onChange: (value: string) => change({ ...form, [name]: value }),
        });
        return (
          <>
            <SelectField
              label={text.fields.category}
              options={choices("category", ["non_resident", "special_trade"])}
              {...field("category")}
            />
            <SelectField
              label={text.fields.industry_class}
              hint={text.fields.industryHint}
              options={choices("industryClass")}
              {...field("industry_class")}
            />
            <div className="form-grid">
              <TextField label={text.fields.plan_volume} unit={text.m3} {...field("plan_volume")} />
              <TextField label={text.fields.usage} unit={text.m3} {...field("usage")} />
              <TextField label={text.fields.base_price} unit={text.yuanPerM3} {...field("base_price")} />
              <TextField kind="integer" label={text.fields.period_days} unit={text.day} {...field("period_days")} />
              <TextField kind="integer" label={text.fields.days_late} {...field("days_late")} />
              <TextField kind="integer" label={text.fields.days_early} {...field("days_early")} />
            </div>
          </>
        );
      }}
      result={(result, form) => (
        <>
          <dl className="figures">
            <Figure grand label={text.total}>
              {digits(result.total)} <small>{text.yuan}</small>
            </Figure>
            <Figure label={text.basic}>{digits(result.basic_charge)}</Figure>
            <Figure label={text.surcharge}>{digits(result.surcharge)}</Figure>
            <Figure label={text.base}>
              {digits(result.adjusted_base)} <small>{text.m3}</small>
            </Figure>
          </dl>
          <BandPicture usage={form.usage} base={result.adjusted_base} overage={result.overage} bands={result.bands} />
          <p className="hint">{text.note}</p>
          <Trace steps={result.trace} department="water" />
        </>
      )}
    />
  );
}
