import type { ProColumns } from "@ant-design/pro-components";
import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { finance, take } from "../../api/client";
import type { components } from "../../api/generated/finance";
import { hasRole, useWorker } from "../../api/session";
import { Asked } from "../../lite/state";
import { digits, moment, today } from "../../shared/format";
import { cases } from "../../texts/case";
import { finance as texts } from "../../texts/finance";
import { choices, person, term } from "../../texts/terms";
import { Action } from "../grammar/action";
import { word } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { Code, Facts, Mark } from "../grammar/show";

type Run = components["schemas"]["RunView"];
type Difference = components["schemas"]["DifferenceView"];
type Side = components["schemas"]["SideView"];
const text = texts.reconcile;
const FIELDS: QueryField[] = [
  { name: "from", label: texts.entry.from, kind: "day" },
  { name: "to", label: texts.entry.to, kind: "day" },
  { name: "state", label: text.state, kind: "select", options: choices("reconciliationState") },
];
const side = (value: Side | null | undefined) => (value ? text.items(value.count, digits(value.total)) : "—");
const COLUMNS: ProColumns<Run>[] = [
  { title: text.date, dataIndex: "date" },
  { title: text.state, dataIndex: "state", render: (_, run) => <Code of="reconciliationState" value={run.state} /> },
  {
    title: text.explained,
    key: "explained",
    align: "right",
    render: (_, run) => (run.difference_count ? cases.explainedOf(run.explained_count, run.difference_count) : "—"),
  },
  { title: text.water, dataIndex: "water", render: (_, run) => side(run.water) },
  { title: text.finance, dataIndex: "finance", render: (_, run) => side(run.finance) },
  { title: text.by, dataIndex: "requested_by", render: (_, run) => person(run.requested_by) },
  { title: text.requested, dataIndex: "requested_at", render: (_, run) => moment(run.requested_at) },
  { title: text.attempts, dataIndex: "attempts", align: "right" },
  { title: text.completed, dataIndex: "completed_at", render: (_, run) => moment(run.completed_at) },
];

export default function Reconciliations(): ReactNode {
  const session = useWorker();
  return (
    <ListPage<Run>
      id="finance.reconciliations"
      exports="reconciliations"
      title={text.title}
      lead={text.lead}
      service="finance"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      load={({ state, ...filter }, page) =>
        take(
          finance.GET("/v1/reconciliations/water-surcharge", {
            params: { query: { ...filter, ...(state ? { state: state as "pending" } : {}), ...page } },
          }),
        )
      }
      toolbar={
        hasRole(session, ["finance_clerk", "finance_head"])
          ? [
              <Action
                key="start"
                label={text.start}
                service="finance"
                button={{ type: "primary" }}
                fields={[{ name: "date", label: text.date, kind: "day" }]}
                initial={{ date: today() }}
                act={(values, key) =>
                  take(
                    finance.POST("/v1/reconciliations/water-surcharge", {
                      params: { header: { "Idempotency-Key": key } },
                      body: { date: word(values, "date") },
                    }),
                  )
                }
                done={text.done}
              />,
            ]
          : []
      }
      drawer={{ title: (run) => `${text.title} ${run.date}`, content: (run) => <Details run={run} />, width: 920 }}
    />
  );
}

function Details({ run }: { run: Run }): ReactNode {
  const query = useQuery({
    queryKey: ["finance", "reconciliation", run.id],
    queryFn: () => take(finance.GET("/v1/reconciliations/water-surcharge/{run_id}", { params: { path: { run_id: run.id } } })),
    refetchInterval: ({ state }) => (state.data?.state === "pending" ? 3000 : false),
  });
  return (
    <Asked query={query} service="finance">
      {(detail) => (
        <div className="stack">
          <Facts
            items={[
              [text.state, <Code key="s" of="reconciliationState" value={detail.state} />],
              [text.date, detail.date],
              [text.water, side(detail.water)],
              [text.finance, side(detail.finance)],
              [text.requested, moment(detail.requested_at)],
              [text.completed, moment(detail.completed_at)],
            ]}
          />
          {detail.state === "pending" && <Alert type="info" showIcon title={text.pending} />}
          {detail.state === "balanced" && <Alert type="success" showIcon title={text.noDifferences} />}
          {detail.differences.length > 0 && (
            <div className="scroll" tabIndex={0}>
              <table className="table">
                <caption>{text.differences}</caption>
                <thead>
                  <tr>
                    <th>{text.payment}</th>
                    <th>{text.kind}</th>
                    <th>{text.fault}</th>
                    <th className="num">{text.waterAmount}</th>
                    <th className="num">{text.financeAmount}</th>
                    <th>{text.explanation}</th>
                  </tr>
                </thead>
                <tbody>
                  {detail.differences.map((one) => (
                    <tr key={`${one.payment_id}${one.kind}`}>
                      <td>{one.payment_id}</td>
                      <td>{term("collectionKind", one.kind)}</td>
                      <td>{term("fault", one.fault)}</td>
                      <td className="num">{digits(one.water_amount)}</td>
                      <td className="num">{digits(one.finance_amount)}</td>
                      <td>
                        <Explanation one={one} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </div>
      )}
    </Asked>
  );
}

/** How far the explanation of a difference has come; an explained one stays a difference. */
function Explanation({ one: { case: found } }: { one: Difference }): ReactNode {
  if (!found) return text.noCase;
  return (
    <>
      <Link to={`/work/cases/finance/${found.id}`}>
        {found.explained ? <Mark tone="good">{cases.explained}</Mark> : <Code of="caseState" value={found.state} />}
      </Link>
      {found.explanation && <div className="hint">{found.explanation}</div>}
    </>
  );
}
