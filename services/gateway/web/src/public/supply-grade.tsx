import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { emergency, take } from "../api/client";
import { Calculator, checkWhole } from "../lite/calculator";
import { TextField } from "../lite/field";
import { GradeScale } from "../lite/pictures";
import { forPicture } from "../shared/format";
import { calculators } from "../texts/public";
import { term } from "../texts/terms";
import { Assessment } from "./grading";

const text = calculators.supply;
const EXAMPLE = {
  served_population: "100000",
  affected_population: "24000",
  supply_area_km2: "30",
  affected_area_km2: "10",
  expected_outage_hours: "60",
};
type Form = typeof EXAMPLE;

const ask = (form: Form) =>
  take(
    emergency.POST("/v1/calculators/supply-grade", {
      body: {
        served_population: Number(form.served_population),
        affected_population: Number(form.affected_population),
        supply_area_km2: form.supply_area_km2.trim(),
        affected_area_km2: form.affected_area_km2.trim(),
        expected_outage_hours: Number(form.expected_outage_hours),
      },
    }),
  );

/** The lines between the grades, as the rule book has them. */
function Scale({ criterion, share }: { criterion: string; share: number }): ReactNode {
  const key = `supply.grading.${criterion}`;
  const rule = useQuery({
    queryKey: ["emergency", "rule", key],
    queryFn: () => take(emergency.GET("/v1/rules/{key}", { params: { path: { key } } })),
    staleTime: 600_000,
  });
  const value: unknown = rule.data?.versions.at(-1)?.value;
  if (!Array.isArray(value)) return null;
  const percentText = `${String(Math.floor(share * 1000) / 10)}%`;
  return (
    <GradeScale
      label={calculators.grading.share(term("criterion", criterion), percentText)}
      share={share}
      lines={value as { grade: string; from: string }[]}
    />
  );
}

export default function SupplyGrade(): ReactNode {
  return (
    <Calculator
      title={text.title}
      lead={text.lead}
      service="emergency"
      example={EXAMPLE}
      ask={ask}
      check={({ served_population, affected_population, expected_outage_hours }) =>
        checkWhole({ served_population, affected_population, expected_outage_hours })
      }
      fields={(form, change, faults) => {
        const field = (name: keyof Form) => ({
          name,
          label: text.fields[name],
          value: form[name],
          error: faults[`/${name}`],
          onChange: (value: string) => change({ ...form, [name]: value }),
        });
        return (
          <div className="form-grid">
            <TextField kind="integer" unit={text.people} {...field("served_population")} />
            <TextField kind="integer" unit={text.people} {...field("affected_population")} />
            <TextField unit={text.km2} {...field("supply_area_km2")} />
            <TextField unit={text.km2} {...field("affected_area_km2")} />
            <TextField kind="integer" unit={text.hours} {...field("expected_outage_hours")} />
          </div>
        );
      }}
      result={(result, form) => (
        <Assessment
          result={result}
          plan="supply"
          picture={
            <>
              <Scale
                criterion="affected_population_share"
                share={forPicture(form.affected_population) / Math.max(forPicture(form.served_population), 1)}
              />
              <Scale
                criterion="affected_area_share"
                share={forPicture(form.affected_area_km2) / Math.max(forPicture(form.supply_area_km2), 1e-9)}
              />
            </>
          }
        />
      )}
    />
  );
}
