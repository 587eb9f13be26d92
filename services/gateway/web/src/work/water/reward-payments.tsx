import type { ProColumns } from "@ant-design/pro-components";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { take, water } from "../../api/client";
import { hasRole, useWorker } from "../../api/session";
import { Asked } from "../../lite/state";
import { digits, moment, today } from "../../shared/format";
import { addDecimals } from "../../shared/sum";
import { reward as texts } from "../../texts/reward";
import { person, term } from "../../texts/terms";
import { Action } from "../grammar/action";
import { word } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { Facts, figure, Mark } from "../grammar/show";
import { Word, type Schemas } from "./reward-parts";

type Request = Schemas["RewardPaymentView"];
const text = texts.payment;

const FIELDS: QueryField[] = [{ name: "year", label: texts.year }];
const COLUMNS: ProColumns<Request>[] = [
  { title: text.number, dataIndex: "number" },
  { title: texts.year, dataIndex: "year" },
  { title: texts.state, dataIndex: "state", render: (_, one) => <Word of={text.states} value={one.state} /> },
  { title: text.subsidy, dataIndex: "subsidy", align: "right", render: (_, one) => figure(one.subsidy) },
  { title: text.reward, dataIndex: "reward", align: "right", render: (_, one) => figure(one.reward) },
  { title: text.drafter, dataIndex: "drafted_by", render: (_, one) => person(one.drafted_by) },
  { title: text.approver, dataIndex: "approved_by", render: (_, one) => person(one.approved_by) },
  { title: text.financeNumber, dataIndex: "finance_number", render: (_, one) => one.finance_number ?? "—" },
];

export default function RewardPayments(): ReactNode {
  const who = useWorker();
  const [params] = useSearchParams();
  const lastYear = String(Number(today().slice(0, 4)) - 1);
  const year = params.get("year") ?? lastYear;
  return (
    <ListPage<Request>
      id="water.reward-payments"
      title={text.title}
      lead={text.lead}
      exports="reward-payments"
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      above={<Reckoning year={year} />}
      load={(filter, page) =>
        take(
          water.GET("/v1/reward/payment-requests", {
            params: { query: { ...(filter["year"] ? { year: Number(filter["year"]) } : {}), ...page } },
          }),
        )
      }
      toolbar={[
        ...(hasRole(who, ["water_head"])
          ? [
              <Action
                key="budget"
                label={text.budget}
                service="water"
                fields={[
                  { name: "year", label: texts.year, kind: "whole" },
                  { name: "subsidy", label: text.budgetSubsidy, isHalf: true },
                  { name: "reward", label: text.budgetReward, isHalf: true },
                  { name: "document", label: text.document },
                ]}
                initial={{ year: Number(year) }}
                act={(values, key) =>
                  take(
                    water.POST("/v1/reward/budgets", {
                      params: { header: { "Idempotency-Key": key } },
                      body: {
                        year: Number(values["year"]),
                        subsidy: word(values, "subsidy"),
                        reward: word(values, "reward"),
                        document: word(values, "document"),
                      },
                    }),
                  )
                }
                done={texts.done}
              />,
            ]
          : []),
        ...(hasRole(who, ["water_clerk"])
          ? [
              <Action
                key="create"
                label={text.create}
                note={text.createNote}
                service="water"
                button={{ type: "primary" }}
                fields={[{ name: "year", label: texts.year, kind: "whole" }]}
                initial={{ year: Number(year) }}
                act={(values, key) =>
                  take(
                    water.POST("/v1/reward/payment-requests", {
                      params: { header: { "Idempotency-Key": key } },
                      body: { year: Number(values["year"]) },
                    }),
                  )
                }
                done={texts.done}
              />,
            ]
          : []),
      ]}
      drawer={{
        title: (one) => one.number,
        content: (one) => <Details id={one.id} />,
        width: 920,
      }}
    />
  );
}

/** The money of a year, what was asked for, what is due and what is on its way. */
function Reckoning({ year }: { year: string }): ReactNode {
  const query = useQuery({
    queryKey: ["water", "reward-reckoning", year],
    queryFn: () => take(water.GET("/v1/reward/reckoning", { params: { query: { year: Number(year) } } })),
    enabled: /^\d{4}$/.test(year),
  });
  const sum = (rows: Schemas["RewardReckonedView"][], of: "subsidy" | "reward") =>
    addDecimals(
      rows.map((row) => row[of]),
      2,
    );
  const both = (subsidy: string, reward: string) =>
    `${texts.declaration.subsidy} ${digits(subsidy)}，${texts.declaration.rewardAmount} ${digits(reward)}`;
  return (
    <Asked query={query} service="water" lines={3}>
      {(of) => (
        <section className="sheet stack" aria-label={text.reckoning(year)}>
          <h2 className="sheet-title">{text.reckoning(year)}</h2>
          <Facts
            items={[
              [text.there, of.budget ? `${both(of.budget.subsidy, of.budget.reward)}（${of.budget.document}）` : text.noBudget],
              [text.asked, both(of.requested_subsidy, of.requested_reward)],
              [text.due, both(sum(of.due, "subsidy"), sum(of.due, "reward"))],
              [text.underWay, both(sum(of.under_way, "subsidy"), sum(of.under_way, "reward"))],
            ]}
          />
          {of.budget && <Mark tone={of.is_short ? "warn" : "good"}>{of.is_short ? text.short : text.enough}</Mark>}
          {of.unassessed.length > 0 && <p className="hint">{texts.declaration.unassessed(of.unassessed.join("、"))}</p>}
        </section>
      )}
    </Asked>
  );
}

function Details({ id }: { id: string }): ReactNode {
  const query = useQuery({
    queryKey: ["water", "reward-payment", id],
    queryFn: () => take(water.GET("/v1/reward/payment-requests/{request_id}", { params: { path: { request_id: id } } })),
  });
  return (
    <Asked query={query} service="water" lines={8}>
      {(one) => (
        <div className="stack">
          <Actions one={one} />
          {one.reason && <p>{text.rejectedFor(one.reason)}</p>}
          <Facts
            items={[
              [texts.state, <Word key="s" of={text.states} value={one.state} />],
              [text.financeNumber, one.finance_number ?? "—"],
              [text.subsidy, digits(one.subsidy)],
              [text.reward, digits(one.reward)],
              [text.drafter, `${person(one.drafted_by)} ${moment(one.drafted_at)}`],
              [text.approver, one.approved_by ? `${person(one.approved_by)} ${moment(one.approved_at)}` : "—"],
            ]}
          />
          <Lines lines={one.lines} />
        </div>
      )}
    </Asked>
  );
}

/** Below a figure, which stays on its line, stands its reason, which need not. */
const REASON = { whiteSpace: "normal", minWidth: "8em" } as const;

function Lines({ lines }: { lines: Schemas["RewardPaymentLineView"][] }): ReactNode {
  return (
    <section>
      <h3 className="section-title">{text.lines}</h3>
      <div className="scroll" tabIndex={0}>
        <table className="table part">
          <thead>
            <tr>
              <th scope="col">{texts.village}</th>
              <th scope="col" className="num">
                {text.subsidy}
              </th>
              <th scope="col" className="num">
                {text.reward}
              </th>
              <th scope="col">{text.account}</th>
              <th scope="col">{text.result}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.id}>
                <td>
                  {line.village_name}
                  <div className="hint">{term("unit", line.town)}</div>
                </td>
                <td className="num">
                  {digits(line.subsidy)}
                  <div className="hint" style={REASON}>
                    {line.subsidy_reason ?? line.subsidy_article}
                  </div>
                </td>
                <td className="num">
                  {digits(line.reward)}
                  <div className="hint" style={REASON}>
                    {line.reward_reason ?? line.reward_article}
                  </div>
                </td>
                <td>{line.account_number ?? "—"}</td>
                <td>
                  <Word of={text.lineStates} value={line.state} />
                  <div className="hint">
                    {line.paid_on} {line.bank_reference} {line.failure}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Actions({ one }: { one: Request }): ReactNode {
  const who = useWorker();
  if (one.state !== "draft") return null;
  const isOwn = one.drafted_by === who?.account.username;
  const params = (key: string) => ({ path: { request_id: one.id }, header: { "If-Match": String(one.version), "Idempotency-Key": key } });
  return (
    <div className="row">
      {hasRole(who, ["water_head"]) && !isOwn && (
        <Action
          label={text.approve}
          note={text.approveNote}
          service="water"
          button={{ type: "primary" }}
          act={(_, key) => take(water.POST("/v1/reward/payment-requests/{request_id}/approval", { params: params(key), body: {} }))}
          done={text.sent}
        />
      )}
      {hasRole(who, ["water_clerk"]) && (
        <Action
          label={texts.withdraw}
          service="water"
          button={{ danger: true }}
          fields={[{ name: "reason", label: texts.reason, kind: "long" }]}
          act={(values, key) =>
            take(
              water.POST("/v1/reward/payment-requests/{request_id}/withdrawal", {
                params: params(key),
                body: { reason: word(values, "reason") },
              }),
            )
          }
          done={texts.done}
        />
      )}
    </div>
  );
}
