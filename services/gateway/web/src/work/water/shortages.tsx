import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { hasRole, useWorker } from "../../api/session";
import { digits, moment, today } from "../../shared/format";
import { metering } from "../../texts/metering";
import { person, term } from "../../texts/terms";
import { suppliers } from "../directory";
import { Action } from "../grammar/action";
import { filled, word, type FormField, type Values } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { Facts, figure, Mark } from "../grammar/show";
import { findUsers, optionsFrom } from "./supervised";

type Schemas = components["schemas"];
type Shortage = Schemas["ShortageView"];
const text = metering.shortage;

const KEEPERS = ["water_clerk", "supply_operator"] as const;
const TONES = { owed: "warn", made_good: "good", compensated: "good" } as const;

function State({ value }: { value: Shortage["state"] }): ReactNode {
  return <Mark tone={TONES[value]}>{text.states[value] ?? value}</Mark>;
}

const COLUMNS: ProColumns<Shortage>[] = [
  { title: text.span, dataIndex: "short_from", render: (_, one) => metering.span(one.short_from, one.short_to) },
  {
    title: metering.user,
    key: "user",
    render: (_, one) => (
      <Link to={`/work/water/users?open=${one.user_id}`}>
        {one.user_code} {one.user_name}
      </Link>
    ),
  },
  { title: text.supplier, dataIndex: "supplier", render: (_, one) => term("unit", one.supplier) },
  { title: text.cause, dataIndex: "cause" },
  { title: text.volume, dataIndex: "volume", align: "right", render: (_, one) => figure(one.volume) },
  { title: text.left, dataIndex: "left", align: "right", render: (_, one) => figure(one.left) },
  { title: metering.state, dataIndex: "state", render: (_, one) => <State value={one.state} /> },
];
const FIELDS: QueryField[] = [
  { name: "user_code", label: metering.userCode },
  { name: "supplier", label: text.supplier, kind: "select", options: suppliers },
  { name: "state", label: metering.state, kind: "select", options: optionsFrom(text.states) },
];
const FORM: FormField[] = [
  { name: "user_id", label: metering.user, kind: "find", find: findUsers, hint: metering.userHint },
  { name: "volume", label: text.volume },
  { name: "short_from", label: text.from, kind: "day", isHalf: true },
  { name: "short_to", label: text.to, kind: "day", isHalf: true },
  { name: "cause", label: text.cause, kind: "long" },
];
const isPaid = (values: Values) => values["kind"] === "compensated";

/** Water that companies owe to users. */
export function Shortages({ above }: { above: ReactNode }): ReactNode {
  const mayKeep = hasRole(useWorker(), KEEPERS);
  return (
    <ListPage<Shortage>
      key="shortages"
      id="water.water-shortages"
      title={metering.title}
      lead={metering.lead}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      above={above}
      keep={["view"]}
      exports="water-shortages"
      load={(filter, page) => take(water.GET("/v1/water-shortages", { params: { query: { ...filter, ...page } } }))}
      one={(shortage_id) => take(water.GET("/v1/water-shortages/{shortage_id}", { params: { path: { shortage_id } } }))}
      toolbar={
        mayKeep
          ? [
              <Action
                key="create"
                label={text.create}
                service="water"
                button={{ type: "primary" }}
                fields={FORM}
                initial={{ short_from: today(), short_to: today() }}
                act={(values, key) =>
                  take(
                    water.POST("/v1/water-shortages", {
                      params: { header: { "Idempotency-Key": key } },
                      body: Object.fromEntries(FORM.map(({ name }) => [name, word(values, name)])) as Schemas["CreateShortageRequest"],
                    }),
                  )
                }
                done={text.created}
              />,
            ]
          : []
      }
      drawer={{
        title: (one) => `${one.user_name} ${one.short_from}`,
        content: (one) => <Details one={one} maySettle={mayKeep && one.state === "owed"} />,
      }}
    />
  );
}

function Details({ one, maySettle }: { one: Shortage; maySettle: boolean }): ReactNode {
  return (
    <div className="stack">
      {maySettle && (
        <div>
          <Action
            label={text.settle}
            note={text.settleNote}
            service="water"
            button={{ type: "primary" }}
            fields={[
              { name: "kind", label: text.kind, kind: "select", options: optionsFrom(text.kinds), isHalf: true },
              { name: "settled_on", label: text.day, kind: "day", isHalf: true },
              { name: "volume", label: text.part, isHalf: true },
              { name: "amount", label: text.amount, isHalf: true, when: isPaid },
              { name: "detail", label: text.detail, kind: "long" },
            ]}
            initial={{ kind: "made_good", settled_on: today(), volume: one.left }}
            act={(values, key) =>
              take(
                water.POST("/v1/water-shortages/{shortage_id}/settlements", {
                  params: { path: { shortage_id: one.id }, header: { "If-Match": String(one.version), "Idempotency-Key": key } },
                  body: {
                    kind: word<Schemas["SettlementKind"]>(values, "kind"),
                    volume: word(values, "volume"),
                    settled_on: word(values, "settled_on"),
                    detail: word(values, "detail"),
                    ...(isPaid(values) ? filled(values, ["amount"]) : {}),
                  },
                }),
              )
            }
            done={metering.done}
          />
        </div>
      )}
      <Facts
        items={[
          [
            metering.user,
            <Link key="user" to={`/work/water/users?open=${one.user_id}`}>
              {one.user_code} {one.user_name}
            </Link>,
          ],
          [metering.state, <State key="state" value={one.state} />],
          [text.supplier, term("unit", one.supplier)],
          [text.span, metering.span(one.short_from, one.short_to)],
          [text.cause, one.cause],
          [text.volume, digits(one.volume)],
          [text.left, digits(one.left)],
          [
            text.settlements,
            one.settlements.length === 0 ? (
              text.none
            ) : (
              <div key="parts" className="stack">
                {one.settlements.map((part) => (
                  <div key={part.id}>
                    {text.line(
                      part.settled_on,
                      text.kinds[part.kind] ?? part.kind,
                      digits(part.volume),
                      part.amount ? digits(part.amount) : "",
                      part.detail,
                    )}
                  </div>
                ))}
              </div>
            ),
          ],
          [text.settled, one.settled_on ?? "—"],
          [text.recorded, metering.by(person(one.recorded_by), moment(one.recorded_at))],
        ]}
      />
    </div>
  );
}
