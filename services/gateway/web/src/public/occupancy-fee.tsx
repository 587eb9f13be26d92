import { useQueries } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { finance, take } from "../api/client";
import { Calculator, Figure } from "../lite/calculator";
import { TextField } from "../lite/field";
import { FeePicture } from "../lite/pictures";
import { Trace } from "../lite/trace";
import { addDays, digits, percent } from "../shared/format";
import { calculators } from "../texts/public";

const text = calculators.fee;
const EXAMPLE = { principal: "3000000.00", paid_out: "2024-01-08", returned: "2024-01-20" };
type Form = typeof EXAMPLE;

const ask = (form: Form) =>
  take(
    finance.POST("/v1/calculators/occupancy-fee", {
      body: { principal: form.principal.trim(), paid_out: form.paid_out, returned: form.returned },
    }),
  );

/** The fee of every day of return, each asked of the service: no rule is repeated here. */
function FeeByDay({ form, days }: { form: Form; days: number }): ReactNode {
  const span = Array.from({ length: 23 }, (_, day) => day);
  if (!span.includes(days)) span.push(days);
  const points = useQueries({
    queries: span.map((day) => {
      const asked = { ...form, returned: addDays(form.paid_out, day) };
      return { queryKey: ["finance", "fee", asked], queryFn: () => ask(asked), staleTime: 600_000, retry: false };
    }),
    combine: (answers) =>
      answers.flatMap((answer) => (answer.data ? [{ days: answer.data.days, fee: answer.data.fee, overdue: answer.data.overdue }] : [])),
  });
  if (points.length < 2) return null;
  return <FeePicture points={points} days={days} />;
}

export default function OccupancyFee(): ReactNode {
  return (
    <Calculator
      title={text.title}
      lead={text.lead}
      service="finance"
      example={EXAMPLE}
      ask={ask}
      fields={(form, change, faults) => {
        const field = (name: keyof Form) => ({
          name,
          label: text.fields[name],
          value: form[name],
          error: faults[`/${name}`],
          onChange: (value: string) => change({ ...form, [name]: value }),
        });
        return (
          <>
            <TextField unit={text.yuan} {...field("principal")} />
            <TextField kind="date" {...field("paid_out")} />
            <TextField kind="date" {...field("returned")} />
          </>
        );
      }}
      result={(result, form) => (
        <>
          <dl className="figures">
            <Figure grand label={text.fee}>
              {digits(result.fee)} <small>{text.yuan}</small>
            </Figure>
            <Figure label={text.days}>
              {result.days} <small>{text.day}</small>
            </Figure>
            <Figure label={text.lpr}>{percent(result.lpr)}</Figure>
            <Figure label={text.rate}>{result.rate === "0" ? text.none : percent(result.rate)}</Figure>
          </dl>
          {result.overdue && <p className="tag bad">{text.overdue}</p>}
          <FeeByDay form={form} days={result.days} />
          <p className="hint">{text.only}</p>
          <Trace steps={result.trace} department="finance" />
        </>
      )}
    />
  );
}
