import type { ProColumns } from "@ant-design/pro-components";
import { Button, Progress } from "antd";
import type { ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { hasRole, useWorker } from "../../api/session";
import { moment } from "../../shared/format";
import { choices, person, term } from "../../texts/terms";
import { water as texts } from "../../texts/water";
import { ListPage, type QueryField } from "../grammar/list";
import { Code, figure } from "../grammar/show";

type Run = components["schemas"]["RunView"];
const text = texts.run;
const FIELDS: QueryField[] = [
  { name: "period", label: text.period, hint: texts.reading.periodHint },
  { name: "state", label: text.state, kind: "select", options: choices("runState") },
];
const COLUMNS: ProColumns<Run>[] = [
  {
    title: text.period,
    dataIndex: "period",
    sorter: true,
    render: (_, run) => <Link to={`/work/water/runs/${run.id}`}>{run.period}</Link>,
  },
  { title: text.supplier, dataIndex: "supplier", render: (_, run) => (run.supplier ? term("unit", run.supplier) : text.every) },
  { title: text.state, dataIndex: "state", render: (_, run) => <Code of="runState" value={run.state} /> },
  {
    title: text.billed,
    dataIndex: "percent",
    width: 150,
    render: (_, run) => <Progress percent={run.percent} size="small" aria-label={text.billed} />,
  },
  { title: text.users, dataIndex: "user_count", align: "right", render: (_, run) => figure(run.user_count) },
  { title: text.billed, dataIndex: "billed", align: "right", render: (_, run) => figure(run.billed) },
  { title: text.unbilled, dataIndex: "unbilled", align: "right", render: (_, run) => figure(run.unbilled) },
  { title: text.total, key: "total", align: "right", render: (_, run) => figure(run.summary.total) },
  { title: text.by, dataIndex: "created_by", render: (_, run) => person(run.created_by) },
  { title: text.created, dataIndex: "created_at", sorter: true, render: (_, run) => moment(run.created_at) },
  { title: text.completed, dataIndex: "completed_at", render: (_, run) => moment(run.completed_at) },
];

export default function Runs(): ReactNode {
  const session = useWorker();
  const navigate = useNavigate();
  return (
    <ListPage<Run>
      id="water.runs"
      title={text.title}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      exports="billing-runs"
      load={(filter, page) => take(water.GET("/v1/billing-runs", { params: { query: { ...filter, ...page } } }))}
      toolbar={
        hasRole(session, ["water_billing_clerk"])
          ? [
              <Button key="create" type="primary" onClick={() => void navigate("/work/water/runs/new")}>
                {text.create}
              </Button>,
            ]
          : []
      }
    />
  );
}
