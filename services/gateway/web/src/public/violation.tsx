import { useMutation, useQuery } from "@tanstack/react-query";
import { useId, useRef, useState, type FormEvent, type ReactNode } from "react";
import { useSearchParams } from "react-router";
import { newKey, take, water } from "../api/client";
import type { components } from "../api/generated/water";
import { asProblem } from "../api/problem";
import { SelectField, TextField } from "../lite/field";
import { ProblemBox } from "../lite/problem";
import { Asked } from "../lite/state";
import { Title } from "../lite/title";
import { moment } from "../shared/format";
import { violation as text } from "../texts/violation";

type Schemas = components["schemas"];
type Act = Schemas["ViolationActView"];

const MOST = 2_000;

/** Anybody reports a violation, and follows a report up by its number. */
export default function ViolationPage(): ReactNode {
  const acts = useQuery({ queryKey: ["water", "violation-acts"], queryFn: () => take(water.GET("/v1/violation-acts")) });
  return (
    <>
      <Title>{text.title}</Title>
      <header className="page-head">
        <h1>{text.title}</h1>
        <p>{text.lead}</p>
      </header>
      <section className="section" aria-labelledby="report">
        <h2 id="report">{text.report}</h2>
        <Asked query={acts} service="water">
          {(found) => <Report acts={found} />}
        </Asked>
      </section>
      <FollowUp acts={acts.data ?? []} />
    </>
  );
}

const EMPTY = { act: "", town: "", place: "", occurred_on: "", description: "", name: "", phone: "" };
type Form = typeof EMPTY;
const NEEDED: readonly (keyof Form)[] = ["act", "town", "place", "description"];

/** The form of a report. Its id is made once: sending again after a silence is the same report. */
function Report({ acts }: { acts: Act[] }): ReactNode {
  const id = useRef(newKey());
  const [form, setForm] = useState(EMPTY);
  const [faults, setFaults] = useState<Partial<Form>>({});
  const sent = useMutation<Schemas["ReportReceipt"]>({
    mutationFn: () => {
      const { occurred_on, name, phone, act, town, ...rest } = form;
      const given = Object.fromEntries(Object.entries({ occurred_on, name, phone }).filter(([, value]) => value.trim() !== ""));
      const body = { id: id.current, act: act as Schemas["ReportedAct"], town: town as Schemas["Town"], ...rest, ...given };
      return take(water.POST("/v1/violation-reports", { body }));
    },
    onError: (error) => {
      const problem = asProblem(error);
      if (problem.body.code === "report_id_reused") id.current = newKey();
      setFaults(Object.fromEntries(problem.fieldErrors.map((fault) => [fault.pointer.slice(1), fault.message])));
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const missing = NEEDED.filter((name) => form[name].trim() === "");
    setFaults(Object.fromEntries(missing.map((name) => [name, text.fill])));
    if (missing.length === 0) sent.mutate();
  }

  if (sent.data) {
    return (
      <div className="card" role="status">
        <h3>{text.sentTitle}</h3>
        <p>
          {text.sentNumber} <strong className="num">{sent.data.number}</strong>
        </p>
        <p>{text.sent}</p>
        <button
          type="button"
          className="button quiet"
          onClick={() => {
            id.current = newKey();
            setForm(EMPTY);
            sent.reset();
          }}
        >
          {text.again}
        </button>
      </div>
    );
  }
  const field = (name: keyof Form) => ({
    name,
    value: form[name],
    onChange: (value: string) => setForm({ ...form, [name]: value }),
    error: faults[name],
  });
  const chosen = acts.find((act) => act.code === form.act);
  const first = { value: "", label: text.choose };
  return (
    <form className="card form narrow" onSubmit={submit} noValidate>
      <SelectField
        label={text.act}
        options={[first, ...acts.map((act) => ({ value: act.code, label: act.label }))]}
        {...(chosen ? { hint: `${text.basis}：${chosen.citation.document} ${chosen.citation.article}` } : {})}
        {...field("act")}
      />
      <SelectField
        label={text.town}
        options={[first, ...Object.entries(text.towns).map(([value, label]) => ({ value, label }))]}
        {...field("town")}
      />
      <TextField kind="text" label={text.place} hint={text.placeHint} {...field("place")} />
      <TextField kind="date" label={text.occurred} {...field("occurred_on")} />
      <LongField label={text.description} hint={text.descriptionHint} {...field("description")} />
      <TextField kind="text" label={text.name} {...field("name")} />
      <TextField kind="text" label={text.phone} hint={text.phoneHint} {...field("phone")} />
      {sent.isError && <ProblemBox error={sent.error} service="water" />}
      <button type="submit" className="button wide" disabled={sent.isPending}>
        {sent.isPending ? text.sending : text.send}
      </button>
    </form>
  );
}

interface LongProps {
  label: string;
  hint: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}

function LongField({ label, hint, name, value, onChange, error }: LongProps): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className="control"
        name={name}
        rows={6}
        maxLength={MOST}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-hint${error ? ` ${id}-error` : ""}`}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className="hint" id={`${id}-hint`}>
        {hint}
      </span>
      {error && (
        <span className="field-error" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}

/** How far a report is. The number stands in the address, so that it can be kept. */
function FollowUp({ acts }: { acts: Act[] }): ReactNode {
  const [params, setParams] = useSearchParams();
  const asked = params.get("number") ?? "";
  const [number, setNumber] = useState(asked);
  const query = useQuery({
    queryKey: ["water", "violation-progress", asked],
    queryFn: () => take(water.GET("/v1/violation-progress/{number}", { params: { path: { number: asked } } })),
    enabled: asked !== "",
    retry: false,
  });
  return (
    <section className="section" aria-labelledby="follow-up">
      <h2 id="follow-up">{text.follow}</h2>
      <form
        className="card form narrow"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const wanted = number.trim().toUpperCase();
          if (wanted === asked && asked !== "") void query.refetch();
          else setParams(wanted ? { number: wanted } : {}, { replace: true, preventScrollReset: true });
        }}
      >
        <TextField kind="text" name="number" label={text.number} hint={text.numberHint} value={number} onChange={setNumber} />
        <button type="submit" className="button wide">
          {text.look}
        </button>
      </form>
      {asked !== "" && (
        <Asked query={query} service="water" lines={2}>
          {(found) => (
            <article className="card" role="status">
              <h3>
                {found.number}{" "}
                <span className={found.state === "handled" ? "tag good" : "tag warn"}>{text.states[found.state] ?? found.state}</span>
              </h3>
              <dl className="notice-facts">
                <Fact label={text.act}>{acts.find((act) => act.code === found.act)?.label ?? found.act}</Fact>
                <Fact label={text.received}>{moment(found.received_at)}</Fact>
                {found.verified_at && (
                  <Fact label={text.verified}>
                    {moment(found.verified_at)} {found.finding && text.findings[found.finding]}
                  </Fact>
                )}
                {found.handled_at && <Fact label={text.handled}>{moment(found.handled_at)}</Fact>}
                {found.result && <Fact label={text.result}>{found.result}</Fact>}
              </dl>
            </article>
          )}
        </Asked>
      )}
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
