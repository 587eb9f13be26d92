import { Alert } from "antd";
import type { ReactNode } from "react";
import { cases as client, take } from "../../api/client";
import { cases as text } from "../../texts/case";
import { Action } from "./action";
import { isSendable, sendStep, type CaseAction, type CaseDetail, type CaseService, type Sendable } from "./case-client";
import { word, type FormField, type Values } from "./control";

const PRIMARY = new Set(["submit", "approve"]);

/** What the form of a step asks for. */
export function fieldsOf(action: Sendable, seen: CaseDetail): FormField[] {
  switch (action) {
    case "return":
    case "reject":
      return [{ name: "reason", label: text.reason, kind: "long" }];
    case "transfer":
      return [
        { name: "role", label: text.role, kind: "select", options: seen.targets.map(({ role, title }) => ({ value: role, label: title })) },
        { name: "person", label: text.person, hint: text.personHint, isOptional: true },
        { name: "reason", label: text.reason, kind: "long" },
      ];
    case "approve":
    case "withdraw":
    case "urge":
      return [{ name: "comment", label: text.remark, kind: "long", hint: text.remarkHint, isOptional: true }];
    default:
      return [];
  }
}

/** What is sent with a step. */
export function bodyOf(action: Sendable, values: Values): object {
  const optional = (name: string) => (word(values, name) ? { [name]: word(values, name) } : {});
  switch (action) {
    case "return":
    case "reject":
      return { reason: word(values, "reason") };
    case "transfer":
      return { role: word(values, "role"), ...optional("person"), reason: word(values, "reason") };
    case "approve":
    case "withdraw":
    case "urge":
      return optional("comment");
    default:
      return {};
  }
}

/** The steps that the bar offers, and those that it explains. What a thing's own page changes is no button here. */
export function sorted(seen: CaseDetail): { offered: CaseAction[]; refused: CaseAction[] } {
  const shown = seen.actions.filter(({ action }) => action !== "revise" || seen.has_statement);
  return { offered: shown.filter(({ allowed }) => allowed), refused: shown.filter(({ allowed }) => !allowed) };
}

/** What can be done with a case now, by whoever looks; and of all else why not and who may. */
export function CaseActions({ service, seen }: { service: CaseService; seen: CaseDetail }): ReactNode {
  const { offered, refused } = sorted(seen);
  return (
    <div className="stack no-print">
      {offered.length > 0 && (
        <div className="row">
          {offered.map(({ action }) =>
            action === "revise" ? (
              <Statement key={action} service={service} seen={seen} />
            ) : isSendable(action) ? (
              <Action
                key={action}
                label={text.actions[action] ?? action}
                note={text.notes[action] ?? ""}
                service={service}
                fields={fieldsOf(action, seen)}
                {...(PRIMARY.has(action) ? { button: { type: "primary" as const } } : {})}
                act={(values, key) => sendStep(service, seen, action, bodyOf(action, values), key)}
                done={text.done}
              />
            ) : null,
          )}
        </div>
      )}
      {refused.length > 0 && (
        <details className="refusals">
          <summary>{text.cannot}</summary>
          <ul>
            {refused.map(({ action, reason, who_may }) => (
              <li key={action}>
                <b>{text.actions[action] ?? action}</b>：{reason}
                {who_may.length > 0 && <span className="hint">（{text.who(who_may.join("、"))}）</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Statement({ service, seen }: { service: CaseService; seen: CaseDetail }): ReactNode {
  return (
    <Action
      label={text.writeStatement}
      service={service}
      fields={[{ name: "statement", label: text.statement, kind: "long", hint: text.statementHint }]}
      initial={seen.statement ? { statement: seen.statement } : {}}
      act={(values) =>
        take(
          client[service].PUT("/v1/cases/{case_id}/statement", {
            params: { path: { case_id: seen.id }, header: { "If-Match": String(seen.version) } },
            body: { statement: word(values, "statement") },
          }),
        )
      }
      done={text.done}
    />
  );
}

/** What comes next, who takes it, and what is missing for it. */
export function CaseNext({ seen }: { seen: CaseDetail }): ReactNode {
  if (!seen.next) return null;
  const { action, who_may, missing } = seen.next;
  return (
    <Alert
      type={missing.length > 0 ? "warning" : "info"}
      showIcon
      title={`${text.next}：${text.nextIs(text.actions[action] ?? action, who_may.join("、"))}`}
      description={missing.length > 0 ? `${text.missing}：${missing.join("；")}` : undefined}
    />
  );
}
