import { Timeline } from "antd";
import type { ReactNode } from "react";
import { cases as client, take } from "../../api/client";
import { moment } from "../../shared/format";
import { cases as text } from "../../texts/case";
import { person, term } from "../../texts/terms";
import { Action } from "./action";
import type { CaseDetail, CaseService, CaseStep } from "./case-client";
import { word } from "./control";

const COLOURS: Record<string, string> = { approve: "green", return: "orange", reject: "red", withdraw: "gray", urge: "orange" };

/** Everything that was done with a case, the first first. */
export function CaseTimeline({ steps }: { steps: CaseStep[] }): ReactNode {
  return (
    <Timeline
      items={steps.map((step) => ({
        key: step.seq,
        color: COLOURS[step.action] ?? "blue",
        content: <Step step={step} />,
      }))}
    />
  );
}

function Step({ step }: { step: CaseStep }): ReactNode {
  return (
    <div className="case-step">
      <b>{text.actions[step.action] ?? step.action}</b>{" "}
      {step.state_before && step.state_before !== step.state_after && (
        <span className="hint">{text.was(term("caseState", step.state_before), term("caseState", step.state_after))}</span>
      )}
      <div className="hint">{text.by(person(step.actor), moment(step.at))}</div>
      {step.comment && <p className="case-said">{step.comment}</p>}
      {step.changes.length > 0 && (
        <ul className="case-changes">
          {step.changes.map((change) => (
            <li key={change.field}>
              {change.label}：{text.was(change.before ?? text.nothing, change.after ?? text.nothing)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A remark, also when the case is closed. */
export function CaseComment({ service, seen }: { service: CaseService; seen: CaseDetail }): ReactNode {
  if (!seen.takes_part) return null;
  return (
    <Action
      label={text.commentAdd}
      service={service}
      fields={[{ name: "comment", label: text.comment, kind: "long" }]}
      button={{ size: "small" }}
      act={(values, key) =>
        take(
          client[service].POST("/v1/cases/{case_id}/comments", {
            params: { path: { case_id: seen.id }, header: { "Idempotency-Key": key } },
            body: { comment: word(values, "comment") },
          }),
        )
      }
      done={text.done}
    />
  );
}
