import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Modal, Progress, Select, Space, Steps } from "antd";
import { useRef, useState, type ReactNode } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { newKey, take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { asProblem } from "../../api/problem";
import { hasRole, useWorker } from "../../api/session";
import { ProblemBox } from "../../lite/problem";
import { Asked } from "../../lite/state";
import { digits, moment, today } from "../../shared/format";
import { lastQuarter } from "../../shared/period";
import { person, term } from "../../texts/terms";
import { water as texts } from "../../texts/water";
import { suppliers } from "../directory";
import { Part } from "../grammar/show";
import { useTitle } from "../tabs";

type Run = components["schemas"]["RunView"];
const text = texts.run;

export { lastQuarter };

/** A billing run as a guided flow: period → preview → confirm → progress → bills. */
export default function RunPage(): ReactNode {
  const { id = "new" } = useParams();
  return id === "new" ? <Choose /> : <Flow key={id} id={id} />;
}

function Guide({ step, isRunning = false }: { step: number; isRunning?: boolean }): ReactNode {
  return (
    <div className="sheet no-print">
      <Steps
        current={step}
        status={isRunning ? "process" : step === 4 ? "finish" : "process"}
        size="small"
        responsive
        items={text.steps.map((title) => ({ title }))}
      />
    </div>
  );
}

function Choose(): ReactNode {
  const navigate = useNavigate();
  const cache = useQueryClient();
  const key = useRef(newKey());
  useTitle("/work/water/runs/new", text.create);
  const preview = useMutation({
    mutationFn: (values: { period: string; supplier?: string }) =>
      take(
        water.POST("/v1/billing-runs", {
          params: { header: { "idempotency-key": key.current } },
          body: { period: values.period.trim(), ...(values.supplier ? { supplier: values.supplier } : {}) },
        }),
      ),
    onSuccess: (run) => {
      void cache.invalidateQueries({ queryKey: ["water", "runs"] });
      void navigate(`/work/water/runs/${run.id}`, { replace: true });
    },
    onError: (error) => {
      if (!asProblem(error).isOutage) key.current = newKey();
    },
  });
  return (
    <div className="stack">
      <Guide step={0} />
      <div className="sheet">
        <h1 className="sheet-title">{text.chooseTitle}</h1>
        <p className="hint">{text.chooseText}</p>
        <br />
        <Form
          layout="vertical"
          style={{ maxWidth: 420 }}
          initialValues={{ period: lastQuarter(today()) }}
          onFinish={(values: { period: string; supplier?: string }) => preview.mutate(values)}
        >
          <Form.Item name="period" label={text.period} extra={texts.reading.periodHint} rules={[{ required: true, message: text.period }]}>
            <Input autoFocus />
          </Form.Item>
          <Form.Item name="supplier" label={text.supplier}>
            <Select allowClear placeholder={text.every} options={suppliers()} />
          </Form.Item>
          {preview.isError && (
            <Form.Item>
              <ProblemBox error={preview.error} service="water" />
            </Form.Item>
          )}
          <Button type="primary" htmlType="submit" loading={preview.isPending}>
            {preview.isPending ? text.previewing : text.preview}
          </Button>
        </Form>
      </div>
    </div>
  );
}

function Flow({ id }: { id: string }): ReactNode {
  const query = useQuery({
    queryKey: ["water", "run", id],
    queryFn: () => take(water.GET("/v1/billing-runs/{run_id}", { params: { path: { run_id: id } } })),
    // A run that is being made is looked at until it is done.
    refetchInterval: ({ state }) => (["running", "previewing"].includes(state.data?.state ?? "") ? 700 : false),
  });
  useTitle(`/work/water/runs/${id}`, query.data ? `${text.title} ${query.data.period}` : undefined);
  return (
    <Asked query={query} service="water" lines={8}>
      {(run) => (
        <div className="stack">
          <Guide
            step={run.state === "previewing" ? 0 : run.state === "previewed" ? 1 : run.state === "running" ? 3 : 4}
            isRunning={run.state === "running"}
          />
          {run.state === "previewing" && (
            <div className="sheet" role="status">
              <h1 className="sheet-title">{text.previewingOf(digits(run.user_count))}</h1>
              {run.stalled_reason ? (
                <Alert type="warning" showIcon title={run.stalled_reason} />
              ) : (
                <Progress percent={100} status="active" showInfo={false} aria-label={text.previewing} />
              )}
              <p className="hint">{text.previewingHint}</p>
            </div>
          )}
          {run.state === "running" && (
            <div className="sheet" role="status">
              <h1 className="sheet-title">{text.running(run.billed, run.summary.billable)}</h1>
              <Progress percent={run.percent} status="active" aria-label={text.billed} />
              <p className="hint">{text.runningHint}</p>
            </div>
          )}
          {run.state === "completed" && (
            <div className="sheet">
              <Alert
                type="success"
                showIcon
                title={text.done(run.billed)}
                description={`${run.period}，${run.supplier ? term("unit", run.supplier) : text.every}，${moment(run.completed_at)}`}
                action={
                  <Link className="ant-btn" to={`/work/water/bills?run_id=${run.id}`}>
                    {text.seeBills}
                  </Link>
                }
              />
            </div>
          )}
          {run.state !== "previewing" && <Summary run={run} />}
          {run.state === "previewed" && <Confirm run={run} />}
          {run.state !== "previewing" && <Unbilled run={run} />}
        </div>
      )}
    </Asked>
  );
}

function Summary({ run }: { run: Run }): ReactNode {
  const { summary } = run;
  const tiles: [string, string, string][] = [
    [text.users, digits(summary.users), ""],
    [text.billable, digits(summary.billable), ""],
    [text.unbillable, digits(summary.unbillable), ""],
    [text.already, digits(summary.already_billed), ""],
    [text.usage, digits(summary.usage), ""],
    [text.plan, digits(summary.plan_volume), ""],
    [text.basic, digits(summary.basic), texts.yuan],
    [text.surcharge, digits(summary.surcharge), texts.yuan],
    [text.sum, digits(summary.total), texts.yuan],
  ];
  return (
    <section aria-label={text.summary}>
      <div className="page-title">
        <h1>
          {run.period} {text.summary}
        </h1>
        <span className="hint">
          {text.by} {person(run.created_by)} · {moment(run.created_at)}
        </span>
      </div>
      <dl className="tiles">
        {tiles.map(([label, value, unit]) => (
          <div key={label} className="tile">
            <dt>{label}</dt>
            <dd className="figure">
              {value} <small>{unit}</small>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Confirm({ run }: { run: Run }): ReactNode {
  const session = useWorker();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const key = useRef(newKey());
  const [isAsking, setAsking] = useState(false);
  const confirm = useMutation({
    mutationFn: () =>
      take(
        water.POST("/v1/billing-runs/{run_id}/confirm", {
          params: { path: { run_id: run.id }, header: { "if-match": String(run.version), "idempotency-key": key.current } },
          body: {},
        }),
      ),
    onSuccess: (next) => {
      cache.setQueryData(["water", "run", run.id], next);
      void cache.invalidateQueries({ queryKey: ["water"] });
    },
    onError: (error) => {
      if (!asProblem(error).isOutage) key.current = newKey();
    },
    onSettled: () => setAsking(false),
  });
  if (run.summary.billable === 0) return <Alert type="info" showIcon title={text.noneBillable} />;
  if (!hasRole(session, ["water_billing_clerk", "water_head"])) return null;
  return (
    <div className="sheet">
      {confirm.isError && (
        <div style={{ marginBottom: 12 }}>
          <ProblemBox error={confirm.error} service="water" />
        </div>
      )}
      <Space wrap>
        <Button type="primary" size="large" loading={confirm.isPending} onClick={() => setAsking(true)}>
          {text.confirm}
        </Button>
        <Button size="large" onClick={() => void navigate("/work/water/runs")}>
          {text.later}
        </Button>
        <span className="hint">{text.stale}</span>
      </Space>
      <Modal
        open={isAsking}
        title={text.confirmTitle(run.period)}
        okText={text.confirm}
        confirmLoading={confirm.isPending}
        onOk={() => confirm.mutate()}
        onCancel={() => setAsking(false)}
      >
        <p>{text.confirmText(run.summary.billable, digits(run.summary.total))}</p>
      </Modal>
    </div>
  );
}

function Unbilled({ run }: { run: Run }): ReactNode {
  const [reason, setReason] = useState<components["schemas"]["UnbillableReason"] | "">("");
  if (run.summary.unbillable === 0 && run.unbilled === 0) return <div className="sheet hint">{text.nobody}</div>;
  return (
    <div className="sheet">
      <h2 className="sheet-title">
        {text.reasons}
        <Select
          value={reason}
          onChange={setReason}
          style={{ minWidth: 200 }}
          aria-label={text.reason}
          options={[
            { value: "", label: text.reasonAll },
            ...run.summary.reasons.map((one) => ({ value: one.reason, label: `${one.label}（${String(one.users)}）` })),
          ]}
        />
      </h2>
      <Part<components["schemas"]["UnbilledView"]>
        id={["unbilled", run.id, run.state, reason]}
        service="water"
        load={() =>
          take(
            water.GET("/v1/billing-runs/{run_id}/unbilled", {
              params: { path: { run_id: run.id }, query: { limit: 200, ...(reason ? { reason } : {}) } },
            }),
          )
        }
        columns={[
          {
            title: text.code,
            render: (one) => (
              <Link to={`/work/water/users?q=${encodeURIComponent(one.user_code)}&open=${one.user_id}`}>{one.user_code}</Link>
            ),
          },
          { title: text.user, render: (one) => one.user_name },
          { title: text.reason, render: (one) => one.reason_label },
          { title: text.detail, render: (one) => <div className="wide-text">{one.detail}</div> },
        ]}
      />
    </div>
  );
}
