import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from "react";
import { Link } from "react-router";
import { asProblem } from "../api/problem";
import type { frame } from "../texts/frame";
import { site } from "../texts/public";
import { ProblemBox } from "./problem";
import { Loading } from "./state";
import { Title } from "./title";

/** Faults by field, from the service's pointers: `/lines/0/volume`. */
export type Faults = Record<string, string>;

interface CalculatorProps<Form, Result> {
  title: string;
  lead: string;
  service: keyof typeof frame.services;
  /** Example figures, computed at once so that the page shows what it can do. */
  example: Form;
  ask: (form: Form) => Promise<Result>;
  fields: (form: Form, change: (form: Form) => void, faults: Faults) => ReactNode;
  result: (result: Result, form: Form) => ReactNode;
  /** What is wrong before anything is asked, for example a number that is not one. */
  check?: (form: Form) => Faults;
}

/** A public calculator: figures on the left, or above on a phone; the result with its picture and trace beside them. */
export function Calculator<Form, Result>({
  title,
  lead,
  service,
  example,
  ask,
  fields,
  result,
  check,
}: CalculatorProps<Form, Result>): ReactNode {
  const [form, setForm] = useState(example);
  const [faults, setFaults] = useState<Faults>({});
  const [asked, setAsked] = useState(example);
  const [isExample, setExample] = useState(true);
  const box = useRef<HTMLDivElement>(null);
  const answer = useMutation({ mutationFn: ask });
  const { mutate } = answer;

  useEffect(() => {
    mutate(example);
  }, [mutate, example]);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const found = check?.(form) ?? {};
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    setAsked(form);
    setExample(false);
    mutate(form, {
      onSuccess: () => box.current?.scrollIntoView({ block: "nearest" }),
      onError: (error) => setFaults(Object.fromEntries(asProblem(error).fieldErrors.map((fault) => [fault.pointer, fault.message]))),
    });
  }

  const stale = form !== asked;
  const count = Object.keys(faults).length;
  return (
    <>
      <Title>{title}</Title>
      <header className="page-head">
        <p className="crumb">
          <Link to="/calculators">{site.calculators}</Link>
        </p>
        <h1>{title}</h1>
        <p>{lead}</p>
      </header>
      <div className="two">
        <form className="card form" onSubmit={submit} noValidate>
          {fields(form, setForm, faults)}
          {count > 0 && (
            <p className="field-error" role="alert">
              {site.fixMarked(count)}
            </p>
          )}
          <button type="submit" className="button wide" disabled={answer.isPending}>
            {answer.isPending ? site.computing : site.compute}
          </button>
        </form>
        <div className="card result" ref={box} aria-live="polite" aria-label={site.result} role="region">
          {answer.isError && <ProblemBox error={answer.error} service={service} onRetry={() => mutate(asked)} />}
          {answer.data !== undefined && !answer.isError && (
            <>
              {(isExample || stale) && <p className="example-note">{isExample && !stale ? site.exampleNote : site.staleNote}</p>}
              <div className={stale ? "result stale" : "result"}>{result(answer.data, asked)}</div>
            </>
          )}
          {answer.data === undefined && !answer.isError && <Loading lines={6} />}
        </div>
      </div>
    </>
  );
}

/** Whole numbers are checked here, since JSON has no half ones to refuse. */
export function checkWhole(values: Record<string, string>): Faults {
  const faults: Faults = {};
  for (const [name, value] of Object.entries(values)) {
    if (value.trim() === "") faults[`/${name}`] = site.fill;
    else if (!/^-?\d{1,9}$/.test(value.trim())) faults[`/${name}`] = site.wholeNumber;
  }
  return faults;
}

export function Figure({ label, children, grand }: { label: string; children: ReactNode; grand?: boolean }): ReactNode {
  return (
    <div className={grand ? "grand" : ""}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
