import { useState, type ReactNode } from "react";
import { Link } from "react-router";
import { TextField } from "../lite/field";
import { Asked } from "../lite/state";
import type { Department } from "../lite/trace";
import { today } from "../shared/format";
import { frame } from "../texts/frame";
import { regulationsText as text } from "../texts/public";
import { DEPARTMENTS, useRegulations, useRules, type Regulation, type Rule } from "./rules";
import { Title } from "../lite/title";

/** Every document, with what it governs. */
export default function Regulations(): ReactNode {
  const [filter, setFilter] = useState("");
  return (
    <>
      <Title>{text.title}</Title>
      <header className="page-head">
        <h1>{text.title}</h1>
        <p>{text.lead}</p>
      </header>
      <div className="narrow">
        <TextField kind="text" name="filter" label={text.filter} value={filter} onChange={setFilter} />
      </div>
      {DEPARTMENTS.map((department) => (
        <OfDepartment key={department} department={department} filter={filter.trim()} />
      ))}
    </>
  );
}

function OfDepartment({ department, filter }: { department: Department; filter: string }): ReactNode {
  const regulations = useRegulations(department);
  const rules = useRules(department);
  const governed = (number: string) =>
    (rules.data ?? []).filter((rule) => rule.versions.some((version) => version.citation.document === number));
  const fits = (regulation: Regulation) =>
    filter === "" ||
    `${regulation.number}${regulation.title}${governed(regulation.number)
      .map((rule) => rule.summary + rule.key)
      .join("")}`.includes(filter);
  return (
    <section className="section">
      <h2>{frame.services[department]}</h2>
      <Asked query={regulations} service={department}>
        {(list) => {
          const found = list.filter(fits);
          if (found.length === 0) return <p className="hint">{text.none}</p>;
          return (
            <div className="result">
              {found.map((regulation) => (
                <Card key={regulation.number} regulation={regulation} rules={governed(regulation.number)} department={department} />
              ))}
            </div>
          );
        }}
      </Asked>
    </section>
  );
}

function Card({ regulation, rules, department }: { regulation: Regulation; rules: Rule[]; department: Department }): ReactNode {
  const ended =
    Boolean(regulation.repealed_by) ||
    (regulation.in_force_to !== null && regulation.in_force_to !== undefined && regulation.in_force_to < today());
  return (
    <article className="card">
      <h3>
        {regulation.title} {ended ? <span className="tag bad">{text.ended}</span> : <span className="tag good">{text.valid}</span>}
      </h3>
      <p>
        {regulation.number} · {text.issued} {regulation.issued} · {text.inForce}{" "}
        {text.from(regulation.in_force_from, regulation.in_force_to ?? null)}
      </p>
      {regulation.repeals.length > 0 && (
        <p>
          {text.repeals}：{regulation.repeals.join("、")}
        </p>
      )}
      {regulation.repealed_by && (
        <p>
          {text.repealedBy}：{regulation.repealed_by}
        </p>
      )}
      {rules.length > 0 && (
        <details className="trace">
          <summary>{text.governs(rules.length)}</summary>
          <ul className="bare">
            {rules.map((rule) => (
              <li key={rule.key}>
                <Link to={`/regulations/rule/${department}/${encodeURIComponent(rule.key)}`}>{rule.summary}</Link>
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}
