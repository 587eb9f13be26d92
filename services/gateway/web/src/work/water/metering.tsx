import type { ProColumns } from "@ant-design/pro-components";
import { Segmented } from "antd";
import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { hasRole, useWorker } from "../../api/session";
import { digits, moment, today } from "../../shared/format";
import { metering } from "../../texts/metering";
import { person } from "../../texts/terms";
import { Action } from "../grammar/action";
import { filled, word, type FormField, type Values } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { Facts, figure, Mark } from "../grammar/show";
import { Shortages } from "./shortages";
import { findUsers, optionsFrom } from "./supervised";

type Schemas = components["schemas"];
type Method = Schemas["FlowAssessmentView"];
type Usage = Schemas["AssessedUsageView"];
const { method: text, usage } = metering;

const WORKERS = ["water_clerk", "water_head"] as const;
const KEEPERS = ["water_clerk", "supply_operator"] as const;
const TONES = { approved: "good", submitted: "warn", returned: "bad", ended: "plain" } as const;

type View = "methods" | "usages" | "shortages";

/** Flow assessment of users without a meter, and water owed to users. */
export default function Metering(): ReactNode {
  const [params, setParams] = useSearchParams();
  const asked = params.get("view");
  const view: View = asked === "usages" || asked === "shortages" ? asked : "methods";
  const above = (
    <Segmented<View>
      style={{ marginBottom: 12 }}
      value={view}
      options={optionsFrom(metering.tabs) as { value: View; label: string }[]}
      onChange={(next) => setParams(next === "methods" ? {} : { view: next }, { replace: true })}
    />
  );
  if (view === "shortages") return <Shortages above={above} />;
  return view === "usages" ? <Usages above={above} /> : <Methods above={above} />;
}

const userLink = (id: string, code: string, name: string): ReactNode => (
  <Link to={`/work/water/users?open=${id}`}>
    {code} {name}
  </Link>
);

function State({ value }: { value: Method["state"] }): ReactNode {
  return <Mark tone={TONES[value]}>{text.states[value] ?? value}</Mark>;
}

const COLUMNS: ProColumns<Method>[] = [
  { title: text.number, dataIndex: "number" },
  { title: metering.user, key: "user", render: (_, one) => userLink(one.user_id, one.user_code, one.user_name) },
  { title: text.ground, dataIndex: "ground", render: (_, one) => text.grounds[one.ground] ?? one.ground },
  { title: text.kind, dataIndex: "kind", render: (_, one) => text.kinds[one.kind] ?? one.kind },
  { title: text.valid, key: "valid", render: (_, one) => metering.span(one.valid_from, one.ended_on ?? one.valid_to) },
  { title: metering.state, dataIndex: "state", render: (_, one) => <State value={one.state} /> },
];
const FIELDS: QueryField[] = [
  { name: "user_code", label: metering.userCode },
  { name: "state", label: metering.state, kind: "select", options: optionsFrom(text.states) },
];
const isFlow = (values: Values) => values["kind"] === "flow_time";
const isPump = (values: Values) => values["kind"] === "pump_electricity";
const FORM: FormField[] = [
  { name: "user_id", label: metering.user, kind: "find", find: findUsers, hint: metering.userHint },
  { name: "number", label: text.number, isHalf: true },
  { name: "ground", label: text.ground, kind: "select", options: optionsFrom(text.grounds), isHalf: true },
  { name: "ground_detail", label: text.groundDetail, kind: "long" },
  { name: "kind", label: text.kind, kind: "select", options: optionsFrom(text.kinds) },
  { name: "rate", label: text.rate, isHalf: true },
  { name: "hours_per_day", label: text.hours, isHalf: true, when: isFlow },
  { name: "power", label: text.power, isHalf: true, when: isPump },
  { name: "assessed_by", label: text.assessedBy, isHalf: true },
  { name: "assessed_on", label: text.assessedOn, kind: "day", isHalf: true },
  { name: "valid_from", label: text.from, kind: "day", isHalf: true },
  { name: "valid_to", label: text.to, kind: "day", hint: text.toHint, isOptional: true, isHalf: true },
];

function Methods({ above }: { above: ReactNode }): ReactNode {
  const mayWork = hasRole(useWorker(), WORKERS);
  return (
    <ListPage<Method>
      key="methods"
      id="water.flow-assessments"
      title={metering.title}
      lead={metering.lead}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      above={above}
      exports="flow-assessments"
      load={(filter, page) => take(water.GET("/v1/flow-assessments", { params: { query: { ...filter, ...page } } }))}
      one={(assessment_id) => take(water.GET("/v1/flow-assessments/{assessment_id}", { params: { path: { assessment_id } } }))}
      toolbar={
        mayWork
          ? [
              <Action
                key="create"
                label={text.create}
                note={text.createNote}
                service="water"
                button={{ type: "primary" }}
                fields={FORM}
                initial={{ kind: "flow_time", ground: "harsh_environment", assessed_on: today(), valid_from: today() }}
                act={(values, key) =>
                  take(
                    water.POST("/v1/flow-assessments", {
                      params: { header: { "Idempotency-Key": key } },
                      body: {
                        user_id: word(values, "user_id"),
                        number: word(values, "number"),
                        ground: word<Schemas["AssessmentGround"]>(values, "ground"),
                        ground_detail: word(values, "ground_detail"),
                        kind: word<Schemas["AssessmentKind"]>(values, "kind"),
                        rate: word(values, "rate"),
                        assessed_by: word(values, "assessed_by"),
                        assessed_on: word(values, "assessed_on"),
                        valid_from: word(values, "valid_from"),
                        ...filled(values, [isFlow(values) ? "hours_per_day" : "power", "valid_to"]),
                      },
                    }),
                  )
                }
                done={text.created}
              />,
            ]
          : []
      }
      drawer={{ title: (one) => `${text.number} ${one.number}`, content: (one) => <Details one={one} /> }}
    />
  );
}

function Details({ one }: { one: Method }): ReactNode {
  const who = useWorker();
  const mayDecide = one.state === "submitted" && hasRole(who, ["water_head"]) && one.drafted_by !== who?.account.username;
  const mayEnd = one.state === "approved" && hasRole(who, WORKERS);
  const mayUse = (one.state === "approved" || one.state === "ended") && hasRole(who, KEEPERS);
  const params = (key: string) => ({
    path: { assessment_id: one.id },
    header: { "If-Match": String(one.version), "Idempotency-Key": key },
  });
  return (
    <div className="stack">
      {(mayDecide || mayEnd || mayUse) && (
        <div className="row">
          {mayDecide && (
            <Action
              label={text.approve}
              note={text.approveNote}
              service="water"
              button={{ type: "primary" }}
              act={(_, key) => take(water.POST("/v1/flow-assessments/{assessment_id}/approval", { params: params(key), body: {} }))}
              done={metering.done}
            />
          )}
          {mayDecide && (
            <Action
              label={text.return}
              service="water"
              fields={[{ name: "comment", label: text.comment, kind: "long" }]}
              act={(values, key) =>
                take(
                  water.POST("/v1/flow-assessments/{assessment_id}/return", {
                    params: params(key),
                    body: { comment: word(values, "comment") },
                  }),
                )
              }
              done={metering.done}
            />
          )}
          {mayUse && (
            <Action
              label={usage.create}
              service="water"
              button={{ type: "primary" }}
              fields={[
                { name: "period", label: usage.period, hint: usage.periodHint, isHalf: true },
                { name: "quantity", label: one.kind === "flow_time" ? usage.days : usage.electricity, isHalf: true },
                { name: "basis", label: usage.basis, kind: "long", hint: usage.basisHint },
              ]}
              act={(values, key) =>
                take(
                  water.POST("/v1/flow-assessments/{assessment_id}/usages", {
                    params: { path: { assessment_id: one.id }, header: { "Idempotency-Key": key } },
                    body: { period: word(values, "period"), quantity: word(values, "quantity"), basis: word(values, "basis") },
                  }),
                )
              }
              done={(used: Usage) => usage.created(digits(used.volume))}
            />
          )}
          {mayEnd && (
            <Action
              label={text.end}
              note={text.endNote}
              service="water"
              fields={[
                { name: "ended_on", label: text.endedOn, kind: "day" },
                { name: "reason", label: text.endReason, kind: "long" },
              ]}
              act={(values, key) =>
                take(
                  water.POST("/v1/flow-assessments/{assessment_id}/ending", {
                    params: params(key),
                    body: { ended_on: word(values, "ended_on"), reason: word(values, "reason") },
                  }),
                )
              }
              done={metering.done}
            />
          )}
        </div>
      )}
      <Facts
        items={[
          [metering.user, userLink(one.user_id, one.user_code, one.user_name)],
          [metering.state, <State key="state" value={one.state} />],
          [text.ground, text.grounds[one.ground] ?? one.ground],
          [text.groundDetail, one.ground_detail],
          [text.kind, text.kinds[one.kind] ?? one.kind],
          [text.rate, digits(one.rate)],
          one.kind === "flow_time" ? [text.hours, one.hours_per_day ?? "—"] : [text.power, one.power ?? "—"],
          [text.assessedBy, metering.by(one.assessed_by, one.assessed_on)],
          [text.valid, metering.span(one.valid_from, one.ended_on ?? one.valid_to)],
          [text.drafted, metering.by(person(one.drafted_by), moment(one.drafted_at))],
          [text.decided, one.decided_by ? metering.by(person(one.decided_by), moment(one.decided_at)) : "—"],
          ...(one.comment ? ([[text.comment, one.comment]] as [string, ReactNode][]) : []),
          ...(one.end_reason ? ([[text.endReason, one.end_reason]] as [string, ReactNode][]) : []),
          [
            metering.tabs.usages,
            <Link key="usages" to={`/work/water/metering?view=usages&user_code=${one.user_code}`}>
              {metering.tabs.usages}
            </Link>,
          ],
        ]}
      />
    </div>
  );
}

const USAGE_COLUMNS: ProColumns<Usage>[] = [
  { title: usage.period, dataIndex: "period" },
  { title: metering.user, key: "user", render: (_, one) => userLink(one.user_id, one.user_code, one.user_name) },
  { title: usage.number, dataIndex: "number" },
  { title: usage.quantity, dataIndex: "quantity", align: "right", render: (_, one) => figure(one.quantity) },
  { title: usage.volume, dataIndex: "volume", align: "right", render: (_, one) => figure(one.volume) },
  { title: usage.basis, dataIndex: "basis" },
  { title: metering.state, key: "standing", render: (_, one) => <Standing one={one} /> },
];
const USAGE_FIELDS: QueryField[] = [
  { name: "user_code", label: metering.userCode },
  { name: "period", label: usage.period, hint: usage.periodHint },
];

function Standing({ one }: { one: Usage }): ReactNode {
  return one.is_replaced ? <Mark tone="plain">{usage.replaced}</Mark> : <Mark tone="good">{usage.standing}</Mark>;
}

function Usages({ above }: { above: ReactNode }): ReactNode {
  return (
    <ListPage<Usage>
      key="usages"
      id="water.assessed-usages"
      title={metering.title}
      lead={metering.lead}
      service="water"
      rowKey="id"
      fields={USAGE_FIELDS}
      columns={USAGE_COLUMNS}
      above={above}
      keep={["view"]}
      exports="assessed-usages"
      load={(filter, page) => take(water.GET("/v1/assessed-usages", { params: { query: { ...filter, ...page } } }))}
      drawer={{ title: (one) => `${one.user_name} ${one.period}`, content: (one) => <UsageDetails one={one} /> }}
    />
  );
}

function UsageDetails({ one }: { one: Usage }): ReactNode {
  const mayCorrect = hasRole(useWorker(), KEEPERS) && !one.is_replaced;
  return (
    <div className="stack">
      {mayCorrect && (
        <div>
          <Action
            label={usage.correct}
            note={usage.correctNote}
            service="water"
            fields={[
              { name: "quantity", label: usage.quantity },
              { name: "basis", label: usage.basis, kind: "long", hint: usage.basisHint },
              { name: "reason", label: usage.reason, kind: "long" },
            ]}
            initial={{ quantity: one.quantity, basis: one.basis }}
            act={(values, key) =>
              take(
                water.POST("/v1/flow-assessments/{assessment_id}/usages", {
                  params: { path: { assessment_id: one.assessment_id }, header: { "Idempotency-Key": key } },
                  body: {
                    period: one.period,
                    quantity: word(values, "quantity"),
                    basis: word(values, "basis"),
                    correction: { replaces: one.id, reason: word(values, "reason") },
                  },
                }),
              )
            }
            done={(used: Usage) => usage.created(digits(used.volume))}
          />
        </div>
      )}
      <Facts
        items={[
          [metering.user, userLink(one.user_id, one.user_code, one.user_name)],
          [metering.state, <Standing key="standing" one={one} />],
          [
            usage.number,
            <Link key="method" to={`/work/water/metering?open=${one.assessment_id}`}>
              {one.number}
            </Link>,
          ],
          [usage.period, one.period],
          [usage.quantity, digits(one.quantity)],
          [usage.volume, digits(one.volume)],
          [usage.basis, one.basis],
          ...(one.reason ? ([[usage.reason, one.reason]] as [string, ReactNode][]) : []),
          [usage.recorded, metering.by(person(one.recorded_by), moment(one.recorded_at))],
        ]}
      />
    </div>
  );
}
