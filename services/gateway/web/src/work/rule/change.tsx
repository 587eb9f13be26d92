import { useQuery } from "@tanstack/react-query";
import { Button, Timeline } from "antd";
import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import { ruleDesks, take } from "../../api/client";
import { useWorker } from "../../api/session";
import { Asked } from "../../lite/state";
import { RuleValue } from "../../public/rule-value";
import { moment } from "../../shared/format";
import { rule as texts } from "../../texts/rule";
import { person } from "../../texts/terms";
import { Action } from "../grammar/action";
import { word } from "../grammar/control";
import { Code, Facts } from "../grammar/show";
import { deskOf, type ChangeDetail, type Desk } from "./desk";
import { Differences } from "./differences";
import { ImpactOf } from "./impact";
import "./rule.css";

const text = texts.change;

/** One change: what it says, what differs, what it would do, who did what, and what may be done now. */
export default function ChangePage(): ReactNode {
  const { department, id = "" } = useParams();
  const desk = deskOf(department);
  const query = useQuery({
    queryKey: [desk, "rule-change", id],
    queryFn: () => take(ruleDesks[desk].GET("/v1/rule-changes/{change_id}", { params: { path: { change_id: id } } })),
  });
  return (
    <Asked query={query} service={desk} lines={8}>
      {(change) => <ChangeView change={change} desk={desk} />}
    </Asked>
  );
}

export function ChangeView({ change, desk }: { change: ChangeDetail; desk: Desk }): ReactNode {
  return (
    <>
      <div className="page-title">
        <div>
          <h1>{change.title || change.subject}</h1>
          <p className="hint">
            {texts.kinds(change.kind)} · <code>{change.subject}</code>
          </p>
        </div>
        <Code of="changeState" value={change.state} />
      </div>
      <div className="sheet stack">
        <Deeds change={change} desk={desk} />
        <Facts
          items={[
            [text.firstDay, change.first_day],
            [text.reason, change.reason],
            [text.drafter, `${person(change.drafted_by)} ${moment(change.drafted_at)}`],
            [text.decider, change.decided_by ? `${person(change.decided_by)} ${moment(change.decided_at)}` : "—"],
            ...(change.comment ? ([[text.comment, change.comment]] as [string, ReactNode][]) : []),
            ...(change.new_version
              ? ([[texts.citation, `${change.new_version.document ?? ""} ${change.new_version.article ?? ""}`]] as [string, ReactNode][])
              : []),
            ...(change.new_version?.interpretation
              ? ([[texts.interpretation, change.new_version.interpretation]] as [string, ReactNode][])
              : []),
            ...(change.previous?.effective_to
              ? ([[text.previous, text.previousEnds(change.previous.version, change.previous.effective_to)]] as [string, ReactNode][])
              : []),
          ]}
        />
        <section>
          <h2 className="section-title">{text.differences}</h2>
          <Differences differences={change.differences} />
          {change.new_version && (
            <details className="trace">
              <summary>{text.after}</summary>
              <RuleValue value={change.new_version.value} />
            </details>
          )}
        </section>
        <ImpactOf desk={desk} id={change.id} />
        <section>
          <h2 className="section-title">{text.history}</h2>
          <Timeline
            items={change.steps.map((step) => ({
              color: step.step === "approve" ? "green" : step.step === "return" || step.step === "withdraw" ? "red" : "blue",
              content: (
                <>
                  <div>
                    {texts.steps(step.step)} · {person(step.by)}
                  </div>
                  <div className="hint">{moment(step.at)}</div>
                  {step.comment && <div>{step.comment}</div>}
                </>
              ),
            }))}
          />
        </section>
      </div>
    </>
  );
}

/** Only what may be done now, by whoever looks; the service says what that is. */
function Deeds({ change, desk }: { change: ChangeDetail; desk: Desk }): ReactNode {
  const who = useWorker();
  const api = ruleDesks[desk];
  const params = (key: string) => ({
    path: { change_id: change.id },
    header: { "If-Match": String(change.version), "Idempotency-Key": key },
  });
  const may = (deed: string) => change.allowed.includes(deed);
  const isOwn = change.drafted_by === who?.account.username;
  return (
    <>
      {change.state === "submitted" && !may("approve") && <p className="hint">{isOwn ? text.own : text.waiting}</p>}
      {change.allowed.length > 0 && (
        <div className="row">
          {may("submit") && (
            <Action
              label={text.submit}
              note={text.submitNote}
              service={desk}
              button={{ type: "primary" }}
              act={(_, key) => take(api.POST("/v1/rule-changes/{change_id}/submission", { params: params(key), body: {} }))}
              done={text.done}
            />
          )}
          {may("approve") && (
            <Action
              label={text.approve}
              note={text.approveNote(change.first_day)}
              service={desk}
              button={{ type: "primary" }}
              fields={[{ name: "comment", label: text.optional, kind: "long", isOptional: true }]}
              act={(values, key) =>
                take(
                  api.POST("/v1/rule-changes/{change_id}/approval", {
                    params: params(key),
                    body: { comment: word(values, "comment") || null },
                  }),
                )
              }
              done={text.done}
            />
          )}
          {may("return") && (
            <Action
              label={text.return_}
              service={desk}
              fields={[{ name: "comment", label: text.returnComment, kind: "long" }]}
              act={(values, key) =>
                take(api.POST("/v1/rule-changes/{change_id}/return", { params: params(key), body: { comment: word(values, "comment") } }))
              }
              done={text.done}
            />
          )}
          {may("redraft") && (
            <Link to={`/work/rules/${desk}/${change.regulation ? "register" : "draft"}?change=${change.id}`}>
              <Button>{text.edit}</Button>
            </Link>
          )}
          {may("withdraw") && (
            <Action
              label={text.withdraw}
              note={text.withdrawNote}
              service={desk}
              button={{ danger: true }}
              act={(_, key) => take(api.POST("/v1/rule-changes/{change_id}/withdrawal", { params: params(key), body: {} }))}
              done={text.done}
            />
          )}
        </div>
      )}
    </>
  );
}
