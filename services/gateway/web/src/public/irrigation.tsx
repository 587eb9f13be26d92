import type { ReactNode } from "react";
import { take, water } from "../api/client";
import type { components } from "../api/generated/water";
import { Calculator, checkWhole, Figure } from "../lite/calculator";
import { SelectField, TextField } from "../lite/field";
import { IrrigationPicture } from "../lite/pictures";
import { Trace } from "../lite/trace";
import { digits } from "../shared/format";
import { calculators } from "../texts/public";
import { choices } from "../texts/terms";

type Schemas = components["schemas"];
const text = calculators.irrigation;
interface Line {
  crop: string;
  area_mu: string;
  volume: string;
}
interface Form {
  district: string;
  year: string;
  approval: string;
  lines: Line[];
}
const EXAMPLE: Form = { district: "gujiao", year: "2024", approval: "yes", lines: [{ crop: "economic", area_mu: "10", volume: "3500" }] };

const ask = (form: Form) =>
  take(
    water.POST("/v1/calculators/irrigation", {
      body: {
        district: form.district as Schemas["District"],
        year: Number(form.year),
        ...(form.approval === "record" ? {} : { approved: form.approval === "yes" }),
        lines: form.lines.map((line) => ({ crop: line.crop as Schemas["Crop"], area_mu: line.area_mu.trim(), volume: line.volume.trim() })),
      },
    }),
  );

export default function Irrigation(): ReactNode {
  return (
    <Calculator
      title={text.title}
      lead={text.lead}
      service="water"
      example={EXAMPLE}
      ask={ask}
      check={(form) => checkWhole({ year: form.year })}
      fields={(form, change, faults) => {
        const setLine = (index: number, line: Line) => change({ ...form, lines: form.lines.map((old, at) => (at === index ? line : old)) });
        return (
          <>
            <div className="form-grid">
              <SelectField
                name="district"
                label={text.district}
                options={choices("district")}
                value={form.district}
                error={faults["/district"]}
                onChange={(district) => change({ ...form, district })}
              />
              <TextField
                kind="integer"
                name="year"
                label={text.year}
                value={form.year}
                error={faults["/year"]}
                onChange={(year) => change({ ...form, year })}
              />
            </div>
            <SelectField
              name="approval"
              label={text.approval}
              hint={text.approvalHint}
              options={text.approvalOptions}
              value={form.approval}
              error={faults["/approved"]}
              onChange={(approval) => change({ ...form, approval })}
            />
            {form.lines.map((line, index) => (
              <fieldset key={index} className="line-set">
                <legend>{text.line(index + 1)}</legend>
                <SelectField
                  name={`crop-${String(index)}`}
                  label={text.crop}
                  options={choices("crop")}
                  value={line.crop}
                  error={faults[`/lines/${String(index)}/crop`]}
                  onChange={(crop) => setLine(index, { ...line, crop })}
                />
                <div className="form-grid">
                  <TextField
                    name={`area-${String(index)}`}
                    label={text.area}
                    unit={text.mu}
                    value={line.area_mu}
                    error={faults[`/lines/${String(index)}/area_mu`]}
                    onChange={(area_mu) => setLine(index, { ...line, area_mu })}
                  />
                  <TextField
                    name={`volume-${String(index)}`}
                    label={text.volume}
                    unit={text.m3}
                    value={line.volume}
                    error={faults[`/lines/${String(index)}/volume`]}
                    onChange={(volume) => setLine(index, { ...line, volume })}
                  />
                </div>
                {form.lines.length > 1 && (
                  <button
                    type="button"
                    className="button quiet small"
                    onClick={() => change({ ...form, lines: form.lines.filter((_, at) => at !== index) })}
                  >
                    {text.remove}
                  </button>
                )}
              </fieldset>
            ))}
            {form.lines.length < 3 && (
              <button
                type="button"
                className="button quiet small"
                onClick={() => {
                  const crop = ["grain", "economic", "other"].find((code) => form.lines.every((line) => line.crop !== code)) ?? "grain";
                  change({ ...form, lines: [...form.lines, { crop, area_mu: "5", volume: "1000" }] });
                }}
              >
                {text.add}
              </button>
            )}
          </>
        );
      }}
      result={(result) => (
        <>
          <dl className="figures">
            <Figure grand label={text.total}>
              {digits(result.total)} <small>{text.yuan}</small>
            </Figure>
            {result.lines.map((line) => (
              <Figure key={line.crop} label={text.quota}>
                {digits(line.quota_volume)} <small>{text.m3}</small>
              </Figure>
            ))}
          </dl>
          {result.lines.map((line) => (
            <IrrigationPicture key={line.crop} line={line} />
          ))}
          <Trace steps={result.trace} department="water" />
        </>
      )}
    />
  );
}
