import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { take, water } from "../../api/client";
import { hasRole, useWorker } from "../../api/session";
import { digits, today } from "../../shared/format";
import { reward as texts } from "../../texts/reward";
import { term } from "../../texts/terms";
import { Action } from "../grammar/action";
import { word } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { Facts, figure, Part } from "../grammar/show";
import { optionsFrom, type Schemas } from "./reward-parts";

type Account = Schemas["RewardUnaccountedView"];
type Voucher = Schemas["RewardVoucherView"];
const text = texts.voucher;
const FUNDS = { subsidy: text.subsidy, reward: text.reward };
const OF_REWARD = "manager_reward";

const FIELDS: QueryField[] = [{ name: "year", label: texts.year }];
const COLUMNS: ProColumns<Account>[] = [
  { title: texts.village, dataIndex: "village_name" },
  { title: texts.town, dataIndex: "town", render: (_, one) => term("unit", one.town) },
  { title: texts.year, dataIndex: "year" },
  { title: text.paidOn, dataIndex: "paid_on" },
  { title: `${text.subsidy}${text.received}`, dataIndex: "subsidy", align: "right", render: (_, one) => figure(one.subsidy) },
  {
    title: `${text.subsidy}${text.unaccounted}`,
    dataIndex: "subsidy_unaccounted",
    align: "right",
    render: (_, one) => figure(one.subsidy_unaccounted),
  },
  { title: `${text.reward}${text.received}`, dataIndex: "reward", align: "right", render: (_, one) => figure(one.reward) },
  {
    title: `${text.reward}${text.unaccounted}`,
    dataIndex: "reward_unaccounted",
    align: "right",
    render: (_, one) => figure(one.reward_unaccounted),
  },
];

/** What a year's paid villages received, and what they have no vouchers for. */
export default function RewardVouchers(): ReactNode {
  const lastYear = Number(today().slice(0, 4)) - 1;
  return (
    <ListPage<Account>
      id="water.reward-vouchers"
      title={text.title}
      lead={text.lead}
      exports="reward-unaccounted"
      asks={(filter) => ({ year: String(lastYear), ...filter })}
      service="water"
      rowKey="line_id"
      fields={FIELDS}
      columns={COLUMNS}
      load={({ year }) => take(water.GET("/v1/reward/unaccounted", { params: { query: { year: Number(year) } } }))}
      drawer={{
        title: (one) => `${one.village_name} ${String(one.year)} ${text.title}`,
        content: (one) => <Details one={one} />,
        width: 820,
      }}
    />
  );
}

function Details({ one }: { one: Account }): ReactNode {
  const isClerk = hasRole(useWorker(), ["town_clerk"]);
  const line_id = one.line_id;
  const of = (received: string, accounted: string, rest: string) =>
    `${text.received} ${digits(received)}，${text.accounted} ${digits(accounted)}，${text.unaccounted} ${digits(rest)}`;
  return (
    <div className="stack">
      {isClerk && (
        <div className="row">
          <Action
            label={text.file}
            note={text.lead}
            service="water"
            button={{ type: "primary" }}
            fields={[
              { name: "fund", label: text.fund, kind: "select", options: optionsFrom(FUNDS), isHalf: true },
              { name: "use_code", label: text.use, kind: "select", options: optionsFrom(text.uses), isHalf: true },
              { name: "amount", label: text.amount, isHalf: true },
              { name: "spent_on", label: text.spentOn, kind: "day", isHalf: true },
              { name: "number", label: text.number, isHalf: true },
              { name: "payee", label: text.payee, isHalf: true },
              { name: "kept_at", label: text.keptAt },
            ]}
            act={(values, key) =>
              take(
                water.POST("/v1/reward/vouchers", {
                  params: { header: { "Idempotency-Key": key } },
                  body: {
                    line_id,
                    fund: word(values, "fund") as Schemas["RewardPurse"],
                    use_code: word(values, "use_code") as Schemas["RewardUse"],
                    amount: word(values, "amount"),
                    spent_on: word(values, "spent_on"),
                    number: word(values, "number"),
                    payee: word(values, "payee"),
                    kept_at: word(values, "kept_at"),
                  },
                }),
              )
            }
            done={texts.done}
          />
        </div>
      )}
      <Facts
        column={1}
        items={[
          [text.subsidy, of(one.subsidy, one.subsidy_accounted, one.subsidy_unaccounted)],
          [text.reward, of(one.reward, one.reward_accounted, one.reward_unaccounted)],
        ]}
      />
      <section>
        <h3 className="section-title">{text.list}</h3>
        <Part<Voucher>
          id={["reward-vouchers-of", line_id]}
          service="water"
          load={() => take(water.GET("/v1/reward/vouchers", { params: { query: { line_id, limit: 200 } } }))}
          columns={[
            { title: text.number, render: (voucher) => voucher.number },
            { title: text.use, render: (voucher) => text.uses[voucher.use_code] ?? voucher.use_code },
            { title: text.amount, render: (voucher) => digits(voucher.amount), isNumber: true },
            { title: text.spentOn, render: (voucher) => voucher.spent_on },
            { title: text.payee, render: (voucher) => voucher.payee },
            { title: text.keptAt, render: (voucher) => voucher.kept_at },
            { title: texts.state, render: (voucher) => <Standing voucher={voucher} mayCancel={isClerk} /> },
          ]}
        />
      </section>
    </div>
  );
}

function Standing({ voucher, mayCancel }: { voucher: Voucher; mayCancel: boolean }): ReactNode {
  if (voucher.cancelled_at) return text.cancelled(voucher.cancelled_reason ?? "");
  if (!mayCancel) return voucher.use_code === OF_REWARD ? text.reward : text.subsidy;
  return (
    <Action
      label={text.cancel}
      service="water"
      button={{ size: "small", danger: true }}
      fields={[{ name: "reason", label: texts.reason, kind: "long" }]}
      act={(values, key) =>
        take(
          water.POST("/v1/reward/vouchers/{voucher_id}/cancellation", {
            params: { path: { voucher_id: voucher.id }, header: { "Idempotency-Key": key } },
            body: { reason: word(values, "reason") },
          }),
        )
      }
      done={texts.done}
    />
  );
}
