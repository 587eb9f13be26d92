import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { hasRole, useSession } from "../../api/session";
import { digits, moment } from "../../shared/format";
import { choices, term } from "../../texts/terms";
import { water as texts } from "../../texts/water";
import { Action, word } from "../grammar/action";
import { ListPage, type QueryField } from "../grammar/list";
import { Code, Facts } from "../grammar/show";

type Plan = components["schemas"]["PlanView"];
const text = texts.plan;
const FIELDS: QueryField[] = [
  { name: "year", label: text.year },
  { name: "state", label: text.state, kind: "select", options: choices("planState") },
];
const volumes = (plan: Plan) =>
  Object.entries(plan.volumes)
    .sort()
    .map(([period, volume]) => `${period} ${digits(volume)}`)
    .join("；");
const COLUMNS: ProColumns<Plan>[] = [
  { title: texts.user.code, dataIndex: "user_code" },
  { title: text.user, dataIndex: "user_name" },
  { title: text.year, dataIndex: "year" },
  { title: text.kind, dataIndex: "period_kind", render: (_, plan) => term("periodKind", plan.period_kind) },
  { title: text.revision, dataIndex: "revision" },
  { title: text.state, dataIndex: "state", render: (_, plan) => <Code of="planState" value={plan.state} /> },
  { title: text.basis, dataIndex: "basis", render: (_, plan) => term("planBasis", plan.basis) },
  { title: text.volumes, dataIndex: "volumes", render: (_, plan) => volumes(plan), ellipsis: true, width: 320 },
  { title: text.drafted, dataIndex: "drafted_by" },
];

export default function Plans(): ReactNode {
  const session = useSession();
  return (
    <ListPage<Plan>
      id="water.plans"
      title={text.title}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      load={({ year, ...filter }, page) =>
        take(water.GET("/v1/plans", { params: { query: { ...filter, ...(year ? { year: Number(year) } : {}), ...page } } }))
      }
      toolbar={hasRole(session, ["water_clerk"]) ? [<Create key="create" />] : []}
      drawer={{ title: (plan) => `${text.sure(plan.user_name)} ${String(plan.year)}`, content: (plan) => <Details plan={plan} /> }}
    />
  );
}

/** A first plan by quarters; the user is found by the code that staff know. */
function Create(): ReactNode {
  return (
    <Action
      label={text.create}
      service="water"
      button={{ type: "primary" }}
      fields={[
        { name: "user_code", label: texts.user.code },
        { name: "year", label: text.year, kind: "whole" },
        { name: "basis", label: text.basis, kind: "select", options: choices("planBasis") },
        { name: "basis_detail", label: text.detail, kind: "long" },
        ...[1, 2, 3, 4].map((quarter) => ({ name: `Q${String(quarter)}`, label: text.quarter(quarter) })),
      ]}
      initial={{ year: new Date().getFullYear() + 1, basis: "approved_figure" }}
      act={async (values, key) => {
        const code = word(values, "user_code");
        const found = await take(water.GET("/v1/water-users", { params: { query: { q: code, limit: 50 } } }));
        const user = found.items.find((one) => one.code === code);
        const year = Number(values["year"]);
        return take(
          water.POST("/v1/plans", {
            params: { header: { "Idempotency-Key": key } },
            body: {
              user_id: user?.id ?? code,
              year,
              basis: word(values, "basis"),
              basis_detail: word(values, "basis_detail"),
              volumes: Object.fromEntries(
                [1, 2, 3, 4].map((quarter) => [`${String(year)}Q${String(quarter)}`, word(values, `Q${String(quarter)}`)]),
              ),
            },
          }),
        );
      }}
      done={text.done}
    />
  );
}

function Details({ plan }: { plan: Plan }): ReactNode {
  const session = useSession();
  const params = (key: string) => ({ path: { plan_id: plan.id }, header: { "If-Match": String(plan.version), "Idempotency-Key": key } });
  const maySubmit = hasRole(session, ["water_clerk"]) && plan.state === "draft";
  const mayDecide = hasRole(session, ["water_head"]) && plan.state === "submitted";
  return (
    <div className="stack">
      <div className="row">
        {maySubmit && (
          <Action
            label={text.submit}
            note={text.sure(plan.user_name)}
            service="water"
            button={{ type: "primary" }}
            act={(_, key) => take(water.POST("/v1/plans/{plan_id}/submission", { params: params(key), body: {} }))}
            done={text.done}
          />
        )}
        {mayDecide && (
          <Action
            label={text.approve}
            note={text.own}
            service="water"
            button={{ type: "primary" }}
            act={(_, key) => take(water.POST("/v1/plans/{plan_id}/approval", { params: params(key), body: {} }))}
            done={text.done}
          />
        )}
        {mayDecide && (
          <Action
            label={text.return_}
            service="water"
            fields={[{ name: "reason", label: text.returnReason, kind: "long" }]}
            act={(values, key) =>
              take(water.POST("/v1/plans/{plan_id}/return", { params: params(key), body: { reason: word(values, "reason") } }))
            }
            done={text.done}
          />
        )}
        {!maySubmit && !mayDecide && <span className="hint">{text.none}</span>}
      </div>
      <Facts
        items={[
          [text.user, `${plan.user_code} ${plan.user_name}`],
          [text.state, <Code key="s" of="planState" value={plan.state} />],
          [text.year, plan.year],
          [text.revision, plan.revision],
          [text.basis, term("planBasis", plan.basis)],
          [text.detail, plan.basis_detail],
          [text.drafted, plan.drafted_by],
          [text.approved, plan.approved_by ?? "—"],
          [text.approvedAt, moment(plan.approved_at)],
          ...(plan.ground
            ? ([
                [text.ground, term("planGround", plan.ground)],
                [text.evidence, plan.evidence ?? "—"],
              ] as [string, ReactNode][])
            : []),
        ]}
      />
      <table className="table">
        <thead>
          <tr>
            <th>{texts.run.period}</th>
            <th className="num">{text.volumes}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(plan.volumes)
            .sort()
            .map(([period, volume]) => (
              <tr key={period}>
                <td>{period}</td>
                <td className="num">{digits(volume)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
