import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import { Asked } from "../lite/state";
import { Title } from "../lite/title";
import type { Department } from "../lite/trace";
import { today } from "../shared/format";
import { regulationsText as text } from "../texts/public";
import { RuleValue } from "./rule-value";
import { DEPARTMENTS, useRule, type Rule } from "./rules";

/** One rule with all its versions: value, days, article. */
export default function RulePage(): ReactNode {
  const { department = "water", key = "" } = useParams();
  const known = DEPARTMENTS.find((one) => one === department) ?? "water";
  return <OneRule department={known} ruleKey={key} />;
}

function OneRule({ department, ruleKey }: { department: Department; ruleKey: string }): ReactNode {
  const query = useRule(department, ruleKey);
  return (
    <>
      <p className="crumb">
        <Link to="/regulations">{text.title}</Link>
      </p>
      <Asked query={query} service={department}>
        {(rule) => (
          <>
            <Title>{rule.summary}</Title>
            <header className="page-head">
              <h1>{rule.summary}</h1>
              <p>
                {text.rule} <code>{rule.key}</code> · {text.unit}：{rule.unit}
                {rule.observed_through && ` · ${text.observed(rule.observed_through)}`}
              </p>
            </header>
            <div className="result">
              {[...rule.versions].reverse().map((version) => (
                <article key={version.version} className="card">
                  <h3>
                    {text.version} {version.version} · {text.from(version.effective_from, version.effective_to ?? null)}{" "}
                    <Standing version={version} on={today()} />
                  </h3>
                  <div className="rule-value">
                    <RuleValue value={version.value} />
                  </div>
                  <p className="who">
                    {text.citation}：{version.citation.document} {version.citation.article}
                  </p>
                  {version.interpretation && (
                    <p>
                      <span className="tag warn">{text.interpretation}</span> {version.interpretation}
                    </p>
                  )}
                </article>
              ))}
            </div>
          </>
        )}
      </Asked>
    </>
  );
}

/** Whether a version is the one in force, or is coming. */
export function Standing({ version, on }: { version: Rule["versions"][number]; on: string }): ReactNode {
  if (version.effective_from > on) return <span className="tag warn">{text.coming}</span>;
  if (version.effective_to && version.effective_to < on) return null;
  return <span className="tag good">{text.inForceNow}</span>;
}
