import type { ReactNode } from "react";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { hasRole, useWorker, type Session } from "../../api/session";
import { digits, today } from "../../shared/format";
import { evaluation as text, evaluationChoices, evaluationName } from "../../texts/evaluation";
import { person, term } from "../../texts/terms";
import { Action } from "../grammar/action";
import { word } from "../grammar/control";
import { PlainTable } from "../grammar/plain-table";
import { Facts, Mark } from "../grammar/show";
import {
  entryOf,
  factBody,
  factFields,
  factInitial,
  fieldOf,
  findUsers,
  withContent,
  withIndicator,
  withoutProduct,
  withProduct,
  type Evaluation,
} from "./evaluation-form";

type Schemas = components["schemas"];

export type EvaluationDeed = "write" | "submit" | "withdraw" | "decide" | "link" | "commit";

/** What somebody can do with an evaluation as it stands. Nobody reviews what they have written or handed in. */
export function evaluationDeeds(who: Session | null, one: Evaluation): EvaluationDeed[] {
  const deeds: EvaluationDeed[] = [];
  const isClerk = hasRole(who, ["water_clerk"]);
  const me = who?.account.username;
  if (isClerk && one.state === "draft") deeds.push("write", "submit");
  if (one.state === "submitted") {
    if (isClerk) deeds.push("withdraw");
    if (hasRole(who, ["approval_reviewer"]) && one.drafted_by !== me && one.submitted_by !== me) deeds.push("decide");
  }
  if (isClerk && one.kind.endsWith("_project")) {
    if (one.commitments.length === 0 || !one.user_id) deeds.push("link");
    if (one.state !== "failed" && one.commitments.every((commitment) => commitment.last_year)) deeds.push("commit");
  }
  return deeds;
}

export function EvaluationDetails({ one }: { one: Evaluation }): ReactNode {
  const deeds = evaluationDeeds(useWorker(), one);
  const isDecided = one.state === "passed" || one.state === "failed";
  return (
    <div className="stack">
      <Steps one={one} deeds={deeds} />
      {one.state === "failed" && one.blocks && (
        <p className="sheet">
          <Mark tone="bad">{text.blocked(one.blocks.label, one.blocks.citation.article)}</Mark>
        </p>
      )}
      {(one.missing.length > 0 || !isDecided) && (
        <section className="sheet stack" aria-label={isDecided ? text.missingThen : text.missingNow}>
          {one.missing.length === 0 ? (
            <p className="hint">{text.ready}</p>
          ) : (
            <>
              <b>{isDecided ? text.missingThen : text.missingNow}</b>
              <ul>
                {one.missing.map((what) => (
                  <li key={what}>{what}</li>
                ))}
              </ul>
            </>
          )}
        </section>
      )}
      <EvaluationFacts one={one} />
      <h3 className="section-title">{text.contents}</h3>
      {deeds.includes("write") && <Write one={one} what="content" />}
      <PlainTable
        heads={[text.content, text.article, text.summary]}
        rows={one.contents.map((content) => [
          content.label,
          content.citation.article,
          content.summary ?? (
            <Mark key="m" tone="bad">
              {text.noContent}
            </Mark>
          ),
        ])}
      />
      {one.by_quota && <Products one={one} mayWrite={deeds.includes("write")} />}
      {one.kind.endsWith("_project") && <Commitments one={one} mayCommit={deeds.includes("commit")} />}
    </div>
  );
}

function EvaluationFacts({ one }: { one: Evaluation }): ReactNode {
  const rows: [string, ReactNode][] = [
    [text.number, one.number],
    [text.kind, evaluationName("kind", one.kind)],
    [text.state, evaluationName("state", one.state)],
    [text.applicant, one.applicant],
    [text.reportKind, evaluationName("report", one.report_kind)],
    [text.reportName, one.report_name],
    [text.town, term("unit", one.town)],
    [text.source, one.source],
    [text.annual, digits(one.annual_volume)],
    [text.blocks, one.blocks ? one.blocks.label : text.blocksNothing],
  ];
  if (one.project_code) {
    rows.push([text.projectCode, one.project_code], [text.user, one.user_code ? `${one.user_code} ${one.user_name ?? ""}` : text.noUser]);
  }
  rows.push([text.draftedBy, person(one.drafted_by)]);
  if (one.submitted_by) rows.push([text.submittedBy, person(one.submitted_by)]);
  if (one.returned_reason) rows.push([text.returned, one.returned_reason]);
  if (one.opinion_number) {
    rows.push(
      [text.opinionNumber, one.opinion_number],
      [text.opinionOn, one.opinion_on],
      [text.decidedBy, person(one.decided_by)],
      [text.opinion, one.opinion],
    );
  }
  return <Facts items={rows} />;
}

const judged = (meets: boolean) => <Mark tone={meets ? "good" : "bad"}>{meets ? text.meets : text.fails}</Mark>;

function Products({ one, mayWrite }: { one: Evaluation; mayWrite: boolean }): ReactNode {
  return (
    <>
      <h3 className="section-title">{text.products}</h3>
      {mayWrite && <Write one={one} what="product" />}
      {one.products.length === 0 ? (
        <p className="hint">{text.noProducts}</p>
      ) : (
        <PlainTable
          heads={[text.productName, text.value, text.judged, text.state, ...(mayWrite ? [text.drop] : [])]}
          rows={one.products.map((product) => [
            product.name,
            `${product.value} ${product.unit}`,
            product.because,
            judged(product.meets),
            ...(mayWrite
              ? [
                  <Action
                    key="d"
                    label={text.drop}
                    service="water"
                    button={{ size: "small" }}
                    act={() => write(one, withoutProduct(one, product.name))}
                    done={text.done}
                  />,
                ]
              : []),
          ])}
        />
      )}
      <h3 className="section-title">{text.indicators}</h3>
      <p className="hint">{one.indicators_count || one.products.length === 0 ? text.indicatorsHint : text.indicatorsNot}</p>
      {mayWrite && <Write one={one} what="indicator" />}
      <PlainTable
        heads={[text.indicator, text.reached, text.standardValue, text.standard, text.state]}
        rows={one.indicators.map((indicator) => [
          `${indicator.label}（${indicator.unit}）`,
          indicator.value ?? "—",
          indicator.standard_value ? `${indicator.lower_is_better ? text.atMost : text.atLeast} ${indicator.standard_value}` : "—",
          indicator.standard ?? "—",
          indicator.value ? judged(indicator.meets) : "—",
        ])}
      />
    </>
  );
}

const paramsOf = (one: Evaluation) => ({ path: { evaluation_id: one.id }, header: { "If-Match": String(one.version) } });

function write(one: Evaluation, body: Schemas["WriteReportRequest"]) {
  return take(water.PUT("/v1/evaluations/{evaluation_id}/report", { params: paramsOf(one), body }));
}

/** One entry of the report; the rest is written again as it is. */
function Write({ one, what }: { one: Evaluation; what: "content" | "product" | "indicator" }): ReactNode {
  const entries = {
    content: {
      label: text.addContent,
      fields: [
        {
          name: "code",
          label: text.content,
          kind: "select" as const,
          options: one.contents.map(({ code, label }) => ({ value: code, label })),
        },
        { name: "summary", label: text.summary, kind: "long" as const },
      ],
      body: withContent,
    },
    product: {
      label: text.addProduct,
      fields: [
        { name: "name", label: text.productName, hint: text.productHint },
        { name: "unit", label: text.unit, isHalf: true },
        { name: "value", label: text.value, isHalf: true },
      ],
      body: withProduct,
    },
    indicator: {
      label: text.addIndicator,
      fields: [
        {
          name: "code",
          label: text.indicator,
          kind: "select" as const,
          options: one.indicators.map(({ code, label, unit }) => ({ value: code, label: `${label}（${unit}）` })),
        },
        { name: "value", label: text.reached, isHalf: true },
        { name: "standard_value", label: text.standardValue, isHalf: true },
        { name: "standard", label: text.standard },
      ],
      body: withIndicator,
    },
  };
  const entry = entries[what];
  return (
    <div className="row">
      <Action
        label={entry.label}
        note={text.addNote}
        service="water"
        fields={entry.fields}
        initial={what === "product" ? { unit: text.commonUnit } : {}}
        place={entryOf}
        act={(values) => write(one, entry.body(one, values))}
        done={text.done}
      />
    </div>
  );
}

function Commitments({ one, mayCommit }: { one: Evaluation; mayCommit: boolean }): ReactNode {
  const worker = useWorker();
  const mayEnd = (filedBy: string) => hasRole(worker, ["water_head"]) && filedBy !== worker?.account.username;
  return (
    <>
      <h3 className="section-title">{text.commitments}</h3>
      <p className="hint">{text.commitmentHint}</p>
      {mayCommit && (
        <div className="row">
          <Action
            label={text.commit}
            note={text.commitNote}
            service="water"
            fields={[
              { name: "annual_volume", label: text.promisedVolume, isHalf: true },
              { name: "first_year", label: text.firstYear, kind: "whole", isHalf: true },
              { name: "document", label: text.document, isHalf: true },
              { name: "signed_on", label: text.signedOn, kind: "day", isHalf: true },
            ]}
            initial={{ first_year: Number(today().slice(0, 4)), signed_on: today(), annual_volume: one.annual_volume }}
            act={(values, key) =>
              take(
                water.POST("/v1/evaluations/{evaluation_id}/commitments", {
                  params: { ...paramsOf(one), header: { "If-Match": String(one.version), "Idempotency-Key": key } },
                  body: {
                    annual_volume: word(values, "annual_volume"),
                    first_year: Number(values["first_year"]),
                    document: word(values, "document"),
                    signed_on: word(values, "signed_on"),
                  },
                }),
              )
            }
            done={text.done}
          />
        </div>
      )}
      {one.commitments.length === 0 ? (
        <p className="hint">{text.noCommitments}</p>
      ) : (
        <PlainTable
          heads={[text.number, text.promisedVolume, text.years, text.document, text.filedBy, text.end]}
          rows={one.commitments.map((commitment) => [
            commitment.number,
            digits(commitment.annual_volume),
            text.yearsOf(commitment.first_year, commitment.last_year),
            `${commitment.document}（${commitment.signed_on}）`,
            person(commitment.filed_by),
            commitment.last_year ? (
              (commitment.ended_reason ?? "—")
            ) : mayEnd(commitment.filed_by) ? (
              <Action
                key="e"
                label={text.end}
                note={text.endNote}
                service="water"
                button={{ size: "small", danger: true }}
                fields={[
                  { name: "last_year", label: text.lastYear, kind: "whole" },
                  { name: "reason", label: text.reason, kind: "long" },
                ]}
                initial={{ last_year: Number(today().slice(0, 4)) }}
                act={(values, key) =>
                  take(
                    water.POST("/v1/evaluation-commitments/{commitment_id}/ending", {
                      params: {
                        path: { commitment_id: commitment.id },
                        header: { "If-Match": String(commitment.version), "Idempotency-Key": key },
                      },
                      body: { last_year: Number(values["last_year"]), reason: word(values, "reason") },
                    }),
                  )
                }
                done={text.done}
              />
            ) : (
              "—"
            ),
          ])}
        />
      )}
    </>
  );
}

function Steps({ one, deeds }: { one: Evaluation; deeds: EvaluationDeed[] }): ReactNode {
  const params = (key: string) => ({
    path: { evaluation_id: one.id },
    header: { "If-Match": String(one.version), "Idempotency-Key": key },
  });
  return (
    <div className="row">
      {deeds.includes("submit") && (
        <Action
          label={text.submit}
          note={text.submitNote}
          service="water"
          button={{ type: "primary" }}
          act={(_, key) => take(water.POST("/v1/evaluations/{evaluation_id}/submission", { params: params(key), body: {} }))}
          done={text.done}
        />
      )}
      {deeds.includes("decide") && (
        <>
          <Action
            label={text.decide}
            note={text.decideNote}
            service="water"
            button={{ type: "primary" }}
            fields={[
              { name: "verdict", label: text.verdict, kind: "select", options: evaluationChoices("verdict") },
              { name: "opinion_number", label: text.opinionNumber, isHalf: true },
              { name: "opinion_on", label: text.opinionOn, kind: "day", isHalf: true },
              { name: "opinion", label: text.opinion, kind: "long" },
            ]}
            initial={{ opinion_on: today() }}
            act={(values, key) =>
              take(
                water.POST("/v1/evaluations/{evaluation_id}/verdict", {
                  params: params(key),
                  body: {
                    verdict: word<"passed" | "failed">(values, "verdict"),
                    opinion_number: word(values, "opinion_number"),
                    opinion_on: word(values, "opinion_on"),
                    opinion: word(values, "opinion"),
                  },
                }),
              )
            }
            done={text.done}
          />
          <Action
            label={text.giveBack}
            service="water"
            button={{ danger: true }}
            fields={[{ name: "reason", label: text.reason, kind: "long" }]}
            act={(values, key) =>
              take(water.POST("/v1/evaluations/{evaluation_id}/return", { params: params(key), body: { reason: word(values, "reason") } }))
            }
            done={text.done}
          />
        </>
      )}
      {deeds.includes("withdraw") && (
        <Action
          label={text.withdraw}
          service="water"
          act={(_, key) => take(water.POST("/v1/evaluations/{evaluation_id}/withdrawal", { params: params(key), body: {} }))}
          done={text.done}
        />
      )}
      {deeds.includes("write") && (
        <Action
          label={text.edit}
          service="water"
          width={680}
          fields={factFields()}
          initial={factInitial(one)}
          place={fieldOf}
          act={(values) => take(water.PUT("/v1/evaluations/{evaluation_id}", { params: paramsOf(one), body: factBody(values) }))}
          done={text.done}
        />
      )}
      {deeds.includes("link") && (
        <Action
          label={text.link}
          service="water"
          fields={[{ name: "user_id", label: text.user, kind: "find", find: findUsers, hint: text.userHint }]}
          act={(values) =>
            take(water.PUT("/v1/evaluations/{evaluation_id}/user", { params: paramsOf(one), body: { user_id: word(values, "user_id") } }))
          }
          done={text.done}
        />
      )}
    </div>
  );
}
