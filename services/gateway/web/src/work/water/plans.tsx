import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import { take, water } from "../../api/client";
import { hasRole, useWorker } from "../../api/session";
import { today } from "../../shared/format";
import { addDecimals } from "../../shared/sum";
import { choices, person, term } from "../../texts/terms";
import { plan as text } from "../../texts/plan";
import { water as texts } from "../../texts/water";
import { work } from "../../texts/work";
import { Action } from "../grammar/action";
import { ListPage, type QueryField } from "../grammar/list";
import { Code, figure } from "../grammar/show";
import { PlanDetails } from "./plan-details";
import { draftBody, draftFields, fieldOf, type Plan } from "./plan-form";

const FIELDS: QueryField[] = [
  { name: "user_code", label: texts.user.code },
  { name: "year", label: text.year },
  { name: "state", label: text.state, kind: "select", options: choices("planState") },
];
const COLUMNS: ProColumns<Plan>[] = [
  { title: texts.user.code, dataIndex: "user_code", sorter: true },
  { title: text.user, dataIndex: "user_name", sorter: true },
  { title: text.year, dataIndex: "year", sorter: true },
  { title: text.kind, dataIndex: "period_kind", render: (_, plan) => term("periodKind", plan.period_kind) },
  { title: text.revision, dataIndex: "revision", render: (_, plan) => text.versionOf(plan.revision) },
  { title: text.state, dataIndex: "state", sorter: true, render: (_, plan) => <Code of="planState" value={plan.state} /> },
  { title: text.ground, dataIndex: "ground", render: (_, plan) => (plan.ground ? term("planGround", plan.ground) : text.first) },
  { title: text.basis, dataIndex: "basis", render: (_, plan) => term("planBasis", plan.basis) },
  {
    title: text.total,
    key: "total",
    align: "right",
    render: (_, plan) => figure(addDecimals(Object.values(plan.volumes), 3)),
  },
  { title: text.drafted, dataIndex: "drafted_by", render: (_, plan) => person(plan.drafted_by) },
  { title: text.approved, dataIndex: "approved_by", render: (_, plan) => person(plan.approved_by) },
];

export default function Plans(): ReactNode {
  const worker = useWorker();
  const navigate = useNavigate();
  return (
    <ListPage<Plan>
      id="water.plans"
      title={text.title}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      exports="plans"
      load={({ year, ...filter }, page) =>
        take(water.GET("/v1/plans", { params: { query: { ...filter, ...(year ? { year: Number(year) } : {}), ...page } } }))
      }
      toolbar={
        hasRole(worker, ["water_clerk"])
          ? [
              <Link key="import" to="/work/water/imports?kind=plans">
                {work.menu.imports}
              </Link>,
              <Action
                key="create"
                label={text.create}
                service="water"
                button={{ type: "primary" }}
                fields={draftFields()}
                initial={{ year: Number(today().slice(0, 4)) + 1, basis: "approved_figure", kind: "quarter" }}
                place={fieldOf}
                act={(values, key) =>
                  take(water.POST("/v1/plans", { params: { header: { "Idempotency-Key": key } }, body: draftBody(values) }))
                }
                after={(draft: Plan) => void navigate(`/work/water/plans?open=${draft.id}`)}
                done={text.drafted_}
              />,
            ]
          : []
      }
      one={(plan_id) => take(water.GET("/v1/plans/{plan_id}", { params: { path: { plan_id } } }))}
      drawer={{
        title: (plan) => `${text.sure(plan.user_name)} ${String(plan.year)}`,
        content: (plan) => <PlanDetails plan={plan} />,
        width: 820,
      }}
    />
  );
}
