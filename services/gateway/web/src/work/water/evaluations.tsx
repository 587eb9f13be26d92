import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { take, water } from "../../api/client";
import { hasRole, useWorker } from "../../api/session";
import { evaluation as text, evaluationChoices, evaluationName } from "../../texts/evaluation";
import { term } from "../../texts/terms";
import { towns } from "../directory";
import { Action } from "../grammar/action";
import { ListPage, type QueryField } from "../grammar/list";
import { figure, Mark } from "../grammar/show";
import { EvaluationDetails } from "./evaluation-details";
import { fieldOf, registerBody, registerFields, type Evaluation } from "./evaluation-form";

const FIELDS: QueryField[] = [
  { name: "q", label: text.search },
  { name: "kind", label: text.kind, kind: "select", options: evaluationChoices("kind") },
  { name: "state", label: text.state, kind: "select", options: evaluationChoices("state") },
  { name: "town", label: text.town, kind: "select", options: towns },
  { name: "project_code", label: text.projectCode },
];
const TONES = { passed: "good", failed: "bad", submitted: "warn" } as const;

const COLUMNS: ProColumns<Evaluation>[] = [
  { title: text.number, dataIndex: "number", sorter: true },
  { title: text.name, dataIndex: "name", sorter: true },
  { title: text.kind, dataIndex: "kind", sorter: true, render: (_, one) => evaluationName("kind", one.kind) },
  { title: text.applicant, dataIndex: "applicant" },
  { title: text.town, dataIndex: "town", sorter: true, render: (_, one) => term("unit", one.town) },
  {
    title: text.state,
    dataIndex: "state",
    sorter: true,
    render: (_, one) => <Mark tone={TONES[one.state as keyof typeof TONES] ?? "plain"}>{evaluationName("state", one.state)}</Mark>,
  },
  { title: text.missing, key: "missing", render: (_, one) => (one.missing.length > 0 ? one.missing.length : text.nothing) },
  { title: text.annual, dataIndex: "annual_volume", align: "right", render: (_, one) => figure(one.annual_volume) },
  { title: text.promised, dataIndex: "promised_volume", align: "right", render: (_, one) => figure(one.promised_volume) },
  { title: text.opinionNumber, dataIndex: "opinion_number", render: (_, one) => one.opinion_number ?? "—" },
];

export default function Evaluations(): ReactNode {
  const worker = useWorker();
  const navigate = useNavigate();
  return (
    <ListPage<Evaluation>
      id="water.evaluations"
      title={text.title}
      lead={text.lead}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      exports="evaluations"
      load={(filter, page) => take(water.GET("/v1/evaluations", { params: { query: { ...filter, ...page } } }))}
      toolbar={
        hasRole(worker, ["water_clerk"])
          ? [
              <Action
                key="register"
                label={text.register}
                service="water"
                width={680}
                button={{ type: "primary" }}
                fields={registerFields()}
                place={fieldOf}
                act={(values, key) =>
                  take(water.POST("/v1/evaluations", { params: { header: { "Idempotency-Key": key } }, body: registerBody(values) }))
                }
                after={(made: Evaluation) => void navigate(`/work/water/evaluations?open=${made.id}`)}
                done={text.registered}
              />,
            ]
          : []
      }
      one={(evaluation_id) => take(water.GET("/v1/evaluations/{evaluation_id}", { params: { path: { evaluation_id } } }))}
      drawer={{
        title: (one) => one.name,
        content: (one) => <EvaluationDetails one={one} />,
        width: 860,
      }}
    />
  );
}
