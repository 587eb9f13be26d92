import { useQuery } from "@tanstack/react-query";
import { Steps } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { take, water } from "../../api/client";
import { hasRole, useWorker, type Session } from "../../api/session";
import { Asked } from "../../lite/state";
import { Trace } from "../../lite/trace";
import { moment } from "../../shared/format";
import { reward as texts } from "../../texts/reward";
import { person, term } from "../../texts/terms";
import { Action } from "../grammar/action";
import { CaseOf } from "../grammar/case-panel";
import { word } from "../grammar/control";
import { Facts } from "../grammar/show";
import { baseData, DATA_FIELDS, dataOf } from "./reward-form";
import { optionsFrom, signatureFields, useFiles, Word, type Schemas } from "./reward-parts";

type Declaration = Schemas["RewardDeclarationDetailView"];
const text = texts.declaration;
const WAY = ["draft", "on_notice", "submitted", "in_summary", "town_reviewed", "approved"];

export type DeclarationDeed = "revise" | "notice" | "submit" | "return" | "withdraw" | "check";

/** What somebody can do with a declaration as it stands. */
export function declarationDeeds(who: Session | null, one: Pick<Declaration, "state" | "drafted_by">): DeclarationDeed[] {
  const isClerk = hasRole(who, ["town_clerk"]);
  const isDrafter = one.drafted_by === who?.account.username;
  const withdraw: DeclarationDeed[] = isClerk && isDrafter ? ["withdraw"] : [];
  switch (one.state) {
    case "draft":
      return isClerk ? ["notice", "revise", ...withdraw] : [];
    case "on_notice":
      return isClerk ? ["submit", "revise", ...withdraw] : [];
    case "submitted":
      return [...(hasRole(who, ["town_head"]) && !isDrafter ? ["return" as const] : []), ...withdraw];
    case "in_summary":
      return hasRole(who, ["town_head"]) && !isDrafter ? ["return"] : [];
    case "town_reviewed":
      return [...(hasRole(who, ["water_clerk"]) ? ["check" as const] : []), ...(hasRole(who, ["water_head"]) ? ["return" as const] : [])];
    default:
      return [];
  }
}

/** A village's declaration whole: where it stands, what is missing, what it would get, its case with the files. */
export function DeclarationDetails({ id }: { id: string }): ReactNode {
  const query = useQuery({
    queryKey: ["water", "reward-declaration", id],
    queryFn: () => take(water.GET("/v1/reward/declarations/{declaration_id}", { params: { path: { declaration_id: id } } })),
  });
  return (
    <Asked query={query} service="water" lines={8}>
      {(one) => (
        <div className="stack">
          <Actions one={one} />
          <nav aria-label={text.steps}>
            <Steps
              size="small"
              responsive
              current={WAY.indexOf(one.state)}
              items={WAY.map((state) => ({ title: texts.states[state] ?? state }))}
            />
          </nav>
          {one.comment && one.state === "draft" && <p>{text.returnedFor(one.comment)}</p>}
          <section>
            <h3 className="section-title">{text.missing}</h3>
            {one.missing.length === 0 ? (
              <p className="hint">{text.nothingMissing}</p>
            ) : (
              <ul>
                {one.missing.map((what) => (
                  <li key={what}>{what}</li>
                ))}
              </ul>
            )}
          </section>
          <Data one={one} />
          <Award one={one} />
          <Checks one={one} />
          <Payments one={one} />
          <CaseOf service="water" entity="reward_declaration" id={one.id} />
        </div>
      )}
    </Asked>
  );
}

function Actions({ one }: { one: Declaration }): ReactNode {
  const who = useWorker();
  const deeds = declarationDeeds(who, one);
  const files = useFiles("reward_declaration", one.id, deeds.includes("submit"));
  const path = { declaration_id: one.id };
  const params = (key: string) => ({ path, header: { "If-Match": String(one.version), "Idempotency-Key": key } });
  if (deeds.length === 0) return null;
  return (
    <div className="row">
      {deeds.includes("notice") && (
        <Action
          label={text.putOnNotice}
          note={text.putOnNoticeNote}
          service="water"
          button={{ type: "primary" }}
          act={(_, key) => take(water.POST("/v1/reward/declarations/{declaration_id}/notice", { params: params(key), body: {} }))}
          done={text.noticed}
        />
      )}
      {deeds.includes("submit") && (
        <Action
          label={text.submit}
          note={text.submitNote}
          service="water"
          button={{ type: "primary" }}
          fields={[
            ...signatureFields(text.form, files),
            { name: "photos", label: text.photos, kind: "multi", options: files, hint: text.filesHint },
          ]}
          act={(values, key) =>
            take(
              water.POST("/v1/reward/declarations/{declaration_id}/submission", {
                params: params(key),
                body: {
                  handler: word(values, "handler"),
                  head: word(values, "head"),
                  sealed_on: word(values, "sealed_on"),
                  sealed_form: word(values, "sealed_form"),
                  photos: (values["photos"] as string[] | undefined) ?? [],
                },
              }),
            )
          }
          done={texts.done}
        />
      )}
      {deeds.includes("revise") && (
        <Action
          label={text.revise}
          note={text.reviseNote}
          service="water"
          fields={DATA_FIELDS}
          initial={dataOf(one)}
          act={(values) =>
            take(
              water.PUT("/v1/reward/declarations/{declaration_id}", {
                params: { path, header: { "If-Match": String(one.version) } },
                body: baseData(values),
              }),
            )
          }
          done={texts.done}
        />
      )}
      {deeds.includes("check") && (
        <Action
          label={text.check}
          service="water"
          button={{ type: "primary" }}
          fields={[
            { name: "checked_on", label: text.checkedOn, kind: "day", isHalf: true },
            { name: "outcome", label: text.outcome, kind: "select", options: optionsFrom(text.outcomes), isHalf: true },
            { name: "inspectors", label: text.inspectors },
            { name: "finding", label: text.finding, kind: "long" },
          ]}
          act={(values, key) =>
            take(
              water.POST("/v1/reward/declarations/{declaration_id}/sample-checks", {
                params: { path, header: { "Idempotency-Key": key } },
                body: {
                  checked_on: word(values, "checked_on"),
                  outcome: word(values, "outcome") as Schemas["RewardCheckOutcome"],
                  inspectors: word(values, "inspectors"),
                  finding: word(values, "finding"),
                },
              }),
            )
          }
          done={texts.done}
        />
      )}
      {deeds.includes("return") && (
        <Action
          label={texts.return_}
          service="water"
          fields={[{ name: "reason", label: texts.reason, kind: "long" }]}
          act={(values, key) =>
            take(
              water.POST("/v1/reward/declarations/{declaration_id}/return", {
                params: params(key),
                body: { reason: word(values, "reason") },
              }),
            )
          }
          done={texts.done}
        />
      )}
      {deeds.includes("withdraw") && (
        <Action
          label={texts.withdraw}
          note={text.withdrawNote}
          service="water"
          button={{ danger: true }}
          act={(_, key) => take(water.POST("/v1/reward/declarations/{declaration_id}/withdrawal", { params: params(key), body: {} }))}
          done={texts.done}
        />
      )}
    </div>
  );
}

function Data({ one }: { one: Declaration }): ReactNode {
  const { notice } = one;
  return (
    <Facts
      items={[
        [texts.state, <Word key="s" of={texts.states} value={one.state} />],
        [texts.district, one.district ? term("district", one.district) : texts.noDistrict],
        [text.effective, one.effective_area],
        [text.reform, one.reform_area],
        [text.grain, one.grain_area],
        [text.economic, one.economic_area],
        [text.other, one.other_area],
        [text.managers, one.water_managers.map(({ name, duty }) => `${name}（${duty}）`).join("、")],
        [
          text.notice,
          notice && one.notice_id ? (
            <span key="n">
              {texts.noticeStates[notice.state] ?? notice.state}，{text.noticeDays(notice.working_days)}
              {notice.open_objections > 0 && `，${text.open(notice.open_objections)}`}{" "}
              <Link to={`/work/notices/water/${one.notice_id}`} style={{ textDecoration: "underline" }}>
                {text.openNotice}
              </Link>
            </span>
          ) : (
            "—"
          ),
        ],
        [text.form, one.handler && one.head && one.sealed_on ? text.paper(one.handler, one.head, one.sealed_on) : "—"],
        [text.submit, one.submitted_by ? `${person(one.submitted_by)} ${moment(one.submitted_at)}` : "—"],
        [texts.states["approved"] ?? "", person(one.approved_by)],
      ]}
    />
  );
}

function Award({ one }: { one: Declaration }): ReactNode {
  const { award } = one;
  return (
    <section className="stack">
      <h3 className="section-title">{text.award}</h3>
      <Facts
        items={[
          [text.subsidy, texts.yuan(award.subsidy)],
          [text.rewardAmount, texts.yuan(award.reward)],
          ...(award.subsidy_reason ? ([[`${text.subsidy} ${texts.reason}`, award.subsidy_reason]] as [string, ReactNode][]) : []),
          ...(award.reward_reason ? ([[`${text.rewardAmount} ${texts.reason}`, award.reward_reason]] as [string, ReactNode][]) : []),
        ]}
      />
      {award.unassessed.length > 0 && <p className="hint">{text.unassessed(award.unassessed.join("、"))}</p>}
      <Trace steps={award.trace} department="water" open={false} />
    </section>
  );
}

function Checks({ one }: { one: Declaration }): ReactNode {
  return (
    <section>
      <h3 className="section-title">{text.checks}</h3>
      {one.sample_checks.length === 0 ? (
        <p className="hint">{text.noChecks}</p>
      ) : (
        <ul>
          {one.sample_checks.map((check) => (
            <li key={check.id}>
              {check.checked_on} {check.inspectors} <Word of={text.outcomes} value={check.outcome} /> {check.finding}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Payments({ one }: { one: Declaration }): ReactNode {
  return (
    <section>
      <h3 className="section-title">{text.payments}</h3>
      {one.payments.length === 0 ? (
        <p className="hint">{text.noPayments}</p>
      ) : (
        <ul>
          {one.payments.map((line) => (
            <li key={line.line_id}>
              <Word of={texts.payment.lineStates} value={line.state} /> {text.subsidy} {texts.yuan(line.subsidy)}，{text.rewardAmount}{" "}
              {texts.yuan(line.reward)} {line.paid_on} {line.bank_reference} {line.failure}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
