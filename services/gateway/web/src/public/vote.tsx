import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { housing, take } from "../api/client";
import type { components } from "../api/generated/housing";
import { Calculator, Figure } from "../lite/calculator";
import { SelectField } from "../lite/field";
import { VoteRing, type Threshold } from "../lite/pictures";
import { Trace } from "../lite/trace";
import { digits } from "../shared/format";
import { calculators } from "../texts/public";
import { pictures } from "../texts/pictures";
import { choices } from "../texts/terms";

const text = calculators.vote;
type Schemas = components["schemas"];
type Unit = Schemas["UnitRequest"];
interface Form {
  matter: Schemas["MatterRequest"];
  units: Unit[];
}
const BALLOTS = ["agree", "agree", "agree", "agree", "disagree", "agree", "none", "agree", "invalid", "none"] as const;
const EXAMPLE: Form = {
  matter: "use_of_fund",
  units: BALLOTS.map((ballot, index) => ({
    id: `${String(Math.floor(index / 2) + 1)}0${String((index % 2) + 1)}`,
    area: index % 2 === 0 ? "118.60" : "96.40",
    owner: `o${String(index === 3 ? 2 : index + 1)}`,
    ballot,
  })),
};

const ask = (form: Form) => take(housing.POST("/v1/calculators/vote", { body: form }));

function useThreshold(matter: string, kind: "participation" | "consent"): Threshold | null {
  const key = `vote.${matter}.${kind}`;
  const rule = useQuery({
    queryKey: ["housing", "rule", key],
    queryFn: () => take(housing.GET("/v1/rules/{key}", { params: { path: { key } } })),
    staleTime: 600_000,
  });
  const value: unknown = rule.data?.versions.at(-1)?.value;
  return typeof value === "object" && value !== null && "numerator" in value ? (value as Threshold) : null;
}

function Rings({ result, matter }: { result: Schemas["VoteView"]; matter: string }): ReactNode {
  const participation = useThreshold(matter, "participation");
  const consent = useThreshold(matter, "consent");
  const { participation: part, consent: agree, still_needed: still } = result;
  const lacks = (shortfall: Schemas["ShortfallView"] | undefined, what: "area" | "owners") =>
    shortfall !== undefined && (what === "area" ? Number(shortfall.area) > 0 : shortfall.owners > 0);
  return (
    <figure className="picture">
      <figcaption>{pictures.rings.title}</figcaption>
      <div className="rings">
        <VoteRing
          title={pictures.rings.participationArea}
          part={part.area}
          whole={part.total_area}
          unit={text.m2}
          threshold={participation}
          met={!lacks(still?.participation, "area")}
        />
        <VoteRing
          title={pictures.rings.participationOwners}
          part={String(part.owners)}
          whole={String(part.total_owners)}
          unit={text.people}
          threshold={participation}
          met={!lacks(still?.participation, "owners")}
        />
        <VoteRing
          title={pictures.rings.consentArea}
          part={agree.area}
          whole={part.area}
          unit={text.m2}
          threshold={consent}
          met={!lacks(still?.consent, "area")}
        />
        <VoteRing
          title={pictures.rings.consentOwners}
          part={String(agree.owners)}
          whole={String(part.owners)}
          unit={text.people}
          threshold={consent}
          met={!lacks(still?.consent, "owners")}
        />
      </div>
    </figure>
  );
}

function UnitRows({ form, change, faults }: { form: Form; change: (form: Form) => void; faults: Record<string, string> }): ReactNode {
  const set = (index: number, unit: Unit) => change({ ...form, units: form.units.map((old, at) => (at === index ? unit : old)) });
  return (
    <div className="field">
      <span className="label">{text.units}</span>
      <div className="ballots" role="group" aria-label={text.units}>
        {form.units.map((unit, index) => {
          const fault = (name: string) => faults[`/units/${String(index)}/${name}`];
          const box = (name: "id" | "area" | "owner", label: string) => (
            <input
              className="control"
              aria-label={`${text.unit(index + 1)} ${label}`}
              placeholder={label}
              value={unit[name]}
              aria-invalid={fault(name) ? true : undefined}
              title={fault(name)}
              inputMode={name === "area" ? "decimal" : undefined}
              onChange={(event) => set(index, { ...unit, [name]: event.target.value })}
            />
          );
          return (
            <div key={index} className="ballot">
              {box("id", text.id)}
              {box("area", text.area)}
              {box("owner", text.owner)}
              <select
                className="control"
                aria-label={`${text.unit(index + 1)} ${text.ballot}`}
                value={unit.ballot}
                onChange={(event) => set(index, { ...unit, ballot: event.target.value as Unit["ballot"] })}
              >
                {choices("ballot").map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.label}
                  </option>
                ))}
              </select>
              <button
                type="button"
                className="button quiet small"
                aria-label={`${text.remove} ${text.unit(index + 1)}`}
                disabled={form.units.length < 2}
                onClick={() => change({ ...form, units: form.units.filter((_, at) => at !== index) })}
              >
                ×
              </button>
              {["id", "area", "owner", "ballot"].map((name) => fault(name)).some(Boolean) && (
                <span className="field-error">
                  {["id", "area", "owner", "ballot"]
                    .map((name) => fault(name))
                    .filter(Boolean)
                    .join("；")}
                </span>
              )}
            </div>
          );
        })}
      </div>
      <button
        type="button"
        className="button quiet small"
        onClick={() =>
          change({
            ...form,
            units: [...form.units, { id: "", area: "100.00", owner: `o${String(form.units.length + 1)}`, ballot: "agree" }],
          })
        }
      >
        {text.add}
      </button>
      <span className="hint">{text.ownerNote}</span>
    </div>
  );
}

export default function Vote(): ReactNode {
  return (
    <Calculator
      title={text.title}
      lead={text.lead}
      service="housing"
      example={EXAMPLE}
      ask={ask}
      fields={(form, change, faults) => (
        <>
          <SelectField
            name="matter"
            label={text.matter}
            options={choices("matter")}
            value={form.matter}
            error={faults["/matter"]}
            onChange={(matter) => change({ ...form, matter: matter as Form["matter"] })}
          />
          <UnitRows form={form} change={change} faults={faults} />
        </>
      )}
      result={(result, form) => (
        <>
          <dl className="figures">
            <Figure grand label={text.outcome}>
              {result.passed ? text.passed : text.failed}
            </Figure>
            {result.still_needed && (
              <Figure label={text.still}>
                <small>
                  {text.stillText(
                    text.participation,
                    digits(result.still_needed.participation.area),
                    String(result.still_needed.participation.owners),
                  )}
                  <br />
                  {text.stillText(text.consent, digits(result.still_needed.consent.area), String(result.still_needed.consent.owners))}
                </small>
              </Figure>
            )}
          </dl>
          <Rings result={result} matter={form.matter} />
          <Trace steps={result.trace} department="housing" />
        </>
      )}
    />
  );
}
