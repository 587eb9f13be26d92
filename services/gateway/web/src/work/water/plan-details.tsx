import { useQuery } from "@tanstack/react-query";
import { Steps } from "antd";
import type { ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import { take, water } from "../../api/client";
import { hasRole, useWorker, type Session } from "../../api/session";
import { Asked } from "../../lite/state";
import { digits, moment } from "../../shared/format";
import { addDecimals } from "../../shared/sum";
import { person, term } from "../../texts/terms";
import { plan as text } from "../../texts/plan";
import { water as texts } from "../../texts/water";
import { Action } from "../grammar/action";
import { CaseOf } from "../grammar/case-panel";
import { Code, Facts } from "../grammar/show";
import { fieldOf, redraftBody, redraftFields, redraftInitial, reductionBody, reductionFields, type Plan } from "./plan-form";
import { QuotaBasis } from "./quota-basis";

const STATES = ["draft", "submitted", "approved", "in_force", "superseded"] as const;
/** Where a plan has come to nothing, the way ends. */
const ENDS: readonly string[] = ["rejected", "withdrawn"];
export type PlanDeed = "edit" | "reduce";

/** What somebody can do with a revision as it stands, besides the steps of its case. */
export function planDeeds(who: Session | null, plan: Plan): PlanDeed[] {
  const isClerk = hasRole(who, ["water_clerk"]);
  if (plan.state === "draft" && isClerk) return ["edit"];
  if (plan.state === "in_force" && isClerk) return ["reduce"];
  return [];
}

const sum = (plan: Plan) => addDecimals(Object.values(plan.volumes), 3);

export function PlanDetails({ plan }: { plan: Plan }): ReactNode {
  const ways: readonly string[] = ENDS.includes(plan.state) ? ["draft", "submitted", plan.state] : STATES;
  return (
    <div className="stack">
      <Actions plan={plan} />
      <nav aria-label={text.steps}>
        <Steps size="small" current={ways.indexOf(plan.state)} items={ways.map((state) => ({ title: term("planState", state) }))} />
      </nav>
      <Facts
        items={[
          [
            text.user,
            <Link key="u" to={`/work/water/users?open=${plan.user_id}`}>
              {plan.user_code} {plan.user_name}
            </Link>,
          ],
          [text.state, <Code key="s" of="planState" value={plan.state} />],
          [text.year, plan.year],
          [text.revision, text.versionOf(plan.revision)],
          [text.basis, term("planBasis", plan.basis)],
          [text.detail, plan.basis_detail],
          ...(plan.ground
            ? ([
                [text.ground, term("planGround", plan.ground)],
                [text.evidence, plan.evidence ?? "—"],
              ] as [string, ReactNode][])
            : []),
          [text.drafted, person(plan.drafted_by)],
          [text.createdAt, moment(plan.created_at)],
          [text.approved, person(plan.approved_by)],
          [text.approvedAt, moment(plan.approved_at)],
        ]}
      />
      <QuotaBasis plan={plan} />
      <Revisions plan={plan} />
      <CaseOf service="water" entity="plan" id={plan.id} />
    </div>
  );
}

function Actions({ plan }: { plan: Plan }): ReactNode {
  const who = useWorker();
  const navigate = useNavigate();
  const deeds = planDeeds(who, plan);
  const params = (key: string) => ({ path: { plan_id: plan.id }, header: { "If-Match": String(plan.version), "Idempotency-Key": key } });
  if (deeds.length === 0) return plan.state === "approved" ? <p className="hint">{text.waitYear}</p> : null;
  return (
    <div className="row">
      {deeds.includes("edit") && (
        <Action
          label={text.edit}
          note={text.editNote}
          service="water"
          fields={redraftFields(plan)}
          initial={redraftInitial(plan)}
          place={fieldOf}
          act={(values) =>
            take(
              water.PUT("/v1/plans/{plan_id}", {
                params: { path: { plan_id: plan.id }, header: { "If-Match": String(plan.version) } },
                body: redraftBody(values, plan),
              }),
            )
          }
          done={text.done}
        />
      )}
      {deeds.includes("reduce") && (
        <Action
          label={text.reduce}
          note={text.reduceNote}
          service="water"
          fields={reductionFields(plan)}
          place={fieldOf}
          act={(values, key) =>
            take(water.POST("/v1/plans/{plan_id}/reductions", { params: params(key), body: reductionBody(values, plan) }))
          }
          after={(draft: Plan) => void navigate(`/work/water/plans?open=${draft.id}`)}
          done={text.reduced}
        />
      )}
    </div>
  );
}

/** Every revision of the user's year beside each other, so that a cut can be seen. */
function Revisions({ plan }: { plan: Plan }): ReactNode {
  const query = useQuery({
    queryKey: ["water", "revisions", plan.user_id, plan.year],
    queryFn: () => take(water.GET("/v1/plans", { params: { query: { user_id: plan.user_id, year: plan.year, limit: 100 } } })),
  });
  return (
    <section>
      <h3 className="section-title">{text.history}</h3>
      <Asked query={query} service="water" lines={5}>
        {(page) => <RevisionTable now={plan} revisions={[...page.items].sort((one, other) => one.revision - other.revision)} />}
      </Asked>
    </section>
  );
}

export function RevisionTable({ now, revisions }: { now: Plan; revisions: Plan[] }): ReactNode {
  const shown = revisions.some((one) => one.id === now.id) ? revisions : [now];
  const periods = [...new Set(shown.flatMap((one) => Object.keys(one.volumes)))].sort();
  return (
    <div className="scroll" tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{texts.run.period}</th>
            {shown.map((one) => (
              <th key={one.id} scope="col" className="num">
                {text.versionOf(one.revision)} <Code of="planState" value={one.state} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {periods.map((period) => (
            <tr key={period}>
              <td>{period}</td>
              {shown.map((one, index) => (
                <td key={one.id} className="num">
                  <Volume volume={one.volumes[period]} before={shown[index - 1]?.volumes[period]} />
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{text.total}</th>
            {shown.map((one) => (
              <td key={one.id} className="num">
                <b>{digits(sum(one))}</b>
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{text.origin}</th>
            {shown.map((one) => (
              <td key={one.id} className="num words">
                {one.ground ? term("planGround", one.ground) : text.first}
                <div className="hint">{text.by(person(one.drafted_by), moment(one.created_at))}</div>
                {one.approved_by && <div className="hint">{text.approvedBy(person(one.approved_by), moment(one.approved_at))}</div>}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

/** A volume, marked where it is another than in the revision before. */
function Volume({ volume, before }: { volume: string | undefined; before: string | undefined }): ReactNode {
  if (before === undefined || before === volume) return digits(volume);
  return (
    <>
      <b>{digits(volume)}</b>
      <div className="hint">{text.was(digits(before))}</div>
    </>
  );
}
