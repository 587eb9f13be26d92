import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { hasRole, useWorker, type Session } from "../../api/session";
import { moment, today } from "../../shared/format";
import { supervision } from "../../texts/supervision";
import { choices, person, term } from "../../texts/terms";
import { Action } from "../grammar/action";
import { filled, word, type FormField, type Values } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { Facts } from "../grammar/show";
import { optionsFrom, State } from "./supervised";

type Schemas = components["schemas"];
type Adjustment = Schemas["AdjustmentView"];
const text = supervision.adjustment;

const nameOf = (one: Adjustment) =>
  text.of(term("category", one.category), text.directions[one.direction] ?? one.direction, one.percentage);

const COLUMNS: ProColumns<Adjustment>[] = [
  { title: text.from, dataIndex: "valid_from" },
  { title: text.to, dataIndex: "valid_to" },
  { title: text.change, key: "change", render: (_, one) => nameOf(one) },
  { title: supervision.state, dataIndex: "state", render: (_, one) => <State names={text.states} value={one.state} /> },
  { title: text.approval, dataIndex: "approval_number", render: (_, one) => one.approval_number ?? "—" },
  { title: text.incident, dataIndex: "incident", render: (_, one) => one.incident ?? "—" },
  { title: text.drafted, dataIndex: "drafted_by", render: (_, one) => person(one.drafted_by) },
  { title: text.decided, dataIndex: "decided_by", render: (_, one) => person(one.decided_by) },
];
const FIELDS: QueryField[] = [
  { name: "state", label: supervision.state, kind: "select", options: optionsFrom(text.states) },
  { name: "category", label: text.category, kind: "select", options: choices("category") },
  { name: "incident", label: text.incident },
];
const APPROVAL: FormField[] = [
  { name: "number", label: text.approval },
  { name: "approved_on", label: text.approvedOn, kind: "day" },
];
const DRAFT: FormField[] = [
  { name: "category", label: text.category, kind: "select", options: choices("category"), isHalf: true },
  { name: "direction", label: text.direction, kind: "select", options: optionsFrom(text.directions), isHalf: true },
  { name: "percentage", label: text.percentage, hint: text.percentageHint },
  { name: "valid_from", label: text.from, kind: "day", isHalf: true },
  { name: "valid_to", label: text.to, kind: "day", isHalf: true },
  { name: "reason", label: text.reason, kind: "long" },
  { name: "incident", label: text.incident, hint: text.incidentHint, isOptional: true },
  { name: "approval.number", label: text.approval, hint: text.approvalHint, isOptional: true },
  {
    name: "approval.approved_on",
    label: text.approvedOn,
    kind: "day",
    when: (values) => Boolean(values["approval.number"]),
  },
];

function draftBody(values: Values): Schemas["CreateAdjustmentRequest"] {
  const number = word(values, "approval.number");
  return {
    category: word(values, "category"),
    direction: word(values, "direction"),
    percentage: word(values, "percentage"),
    valid_from: word(values, "valid_from"),
    valid_to: word(values, "valid_to"),
    reason: word(values, "reason"),
    ...filled(values, ["incident"]),
    ...(number ? { approval: { number, approved_on: word(values, "approval.approved_on") } } : {}),
  };
}

export type AdjustmentDeed = "record" | "confirm" | "withdraw" | "lift";

/** What somebody can do with an adjustment as it stands. Nobody puts in force what is their own. */
export function adjustmentDeeds(
  who: Session | null,
  one: Pick<Adjustment, "state" | "drafted_by"> & { submitted_by?: string | null },
): AdjustmentDeed[] {
  const isHead = hasRole(who, ["water_head"]);
  if (!isHead && !hasRole(who, ["water_clerk"])) return [];
  const me = who?.account.username;
  if (one.state === "recorded") return ["record", "withdraw"];
  if (one.state === "submitted") return isHead && me !== one.drafted_by && me !== one.submitted_by ? ["confirm", "withdraw"] : ["withdraw"];
  return one.state === "in_force" && isHead ? ["lift"] : [];
}

export default function Adjustments(): ReactNode {
  const who = useWorker();
  return (
    <ListPage<Adjustment>
      id="water.adjustments"
      title={text.title}
      lead={text.lead}
      exports="plan-adjustments"
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      load={(filter, page) => take(water.GET("/v1/plan-adjustments", { params: { query: { ...filter, ...page } } }))}
      one={(adjustment_id) => take(water.GET("/v1/plan-adjustments/{adjustment_id}", { params: { path: { adjustment_id } } }))}
      toolbar={
        hasRole(who, ["water_clerk", "water_head"])
          ? [
              <Action
                key="create"
                label={text.create}
                service="water"
                button={{ type: "primary" }}
                fields={DRAFT}
                initial={{ category: "non_resident", direction: "decrease", valid_from: today(), valid_to: today() }}
                act={(values, key) =>
                  take(water.POST("/v1/plan-adjustments", { params: { header: { "Idempotency-Key": key } }, body: draftBody(values) }))
                }
                done={text.created}
              />,
            ]
          : []
      }
      drawer={{ title: nameOf, content: (one) => <Details one={one} /> }}
    />
  );
}

function Details({ one }: { one: Adjustment }): ReactNode {
  return (
    <div className="stack">
      <Deeds one={one} />
      <Facts
        items={[
          [text.change, nameOf(one)],
          [supervision.state, <State key="s" names={text.states} value={one.state} />],
          [text.span, text.days(one.valid_from, one.valid_to)],
          [text.reason, one.reason],
          [text.approval, one.approval_number ?? "—"],
          [text.approvedOn, one.approved_on ?? "—"],
          [text.incident, one.incident ?? "—"],
          [text.drafted, `${person(one.drafted_by)} ${moment(one.drafted_at)}`],
          [text.submitted, person(one.submitted_by)],
          [text.decided, one.decided_by ? `${person(one.decided_by)} ${moment(one.decided_at)}` : "—"],
          ...(one.comment ? ([[text.comment, one.comment]] as [string, ReactNode][]) : []),
          ...(one.lifted_on
            ? ([
                [text.liftedOn, one.lifted_on],
                [text.liftReason, one.lift_reason ?? "—"],
              ] as [string, ReactNode][])
            : []),
        ]}
      />
    </div>
  );
}

function Deeds({ one }: { one: Adjustment }): ReactNode {
  const deeds = adjustmentDeeds(useWorker(), one);
  const params = (key: string) => ({
    path: { adjustment_id: one.id },
    header: { "If-Match": String(one.version), "Idempotency-Key": key },
  });
  if (deeds.length === 0) return null;
  return (
    <div className="row">
      {deeds.includes("record") && (
        <Action
          label={text.record}
          service="water"
          button={{ type: "primary" }}
          fields={APPROVAL}
          act={(values, key) =>
            take(
              water.POST("/v1/plan-adjustments/{adjustment_id}/county-approval", {
                params: params(key),
                body: { number: word(values, "number"), approved_on: word(values, "approved_on") },
              }),
            )
          }
          done={supervision.done}
        />
      )}
      {deeds.includes("confirm") && (
        <>
          <Action
            label={text.confirm}
            note={text.confirmNote}
            service="water"
            button={{ type: "primary" }}
            act={(_, key) => take(water.POST("/v1/plan-adjustments/{adjustment_id}/approval", { params: params(key), body: {} }))}
            done={text.confirmed}
          />
          <Action
            label={text.return}
            service="water"
            fields={[{ name: "comment", label: text.comment, kind: "long" }]}
            act={(values, key) =>
              take(
                water.POST("/v1/plan-adjustments/{adjustment_id}/return", {
                  params: params(key),
                  body: { comment: word(values, "comment") },
                }),
              )
            }
            done={supervision.done}
          />
        </>
      )}
      {deeds.includes("lift") && (
        <Action
          label={text.lift}
          note={text.liftNote}
          service="water"
          button={{ danger: true }}
          fields={[
            { name: "lifted_on", label: text.liftedOn, kind: "day" },
            { name: "reason", label: text.liftReason, kind: "long" },
          ]}
          act={(values, key) =>
            take(
              water.POST("/v1/plan-adjustments/{adjustment_id}/lifting", {
                params: params(key),
                body: { lifted_on: word(values, "lifted_on"), reason: word(values, "reason") },
              }),
            )
          }
          done={supervision.done}
        />
      )}
      {deeds.includes("withdraw") && (
        <Action
          label={text.withdraw}
          note={text.withdrawNote}
          service="water"
          button={{ danger: true }}
          act={(_, key) => take(water.POST("/v1/plan-adjustments/{adjustment_id}/withdrawal", { params: params(key), body: {} }))}
          done={supervision.done}
        />
      )}
    </div>
  );
}
