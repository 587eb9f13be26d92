import type { ProColumns } from "@ant-design/pro-components";
import { Link } from "react-router";
import type { ReactNode } from "react";
import { operations, take } from "../../api/client";
import type { components } from "../../api/generated/operations";
import { moment } from "../../shared/format";
import { messageText as text } from "../../texts/notice";
import { Action } from "../grammar/action";
import { ListPage, type QueryField } from "../grammar/list";
import { Facts, figure } from "../grammar/show";

type Delivery = components["schemas"]["DeliveryView"];
type State = components["schemas"]["DeliveryState"];

const FIELDS: QueryField[] = [
  { name: "state", label: text.state, kind: "select", options: Object.entries(text.states).map(([value, label]) => ({ value, label })) },
  { name: "name", label: text.recipient },
];

const tone = (state: string) =>
  state === "sent" ? "tag good" : state === "given_up" ? "tag bad" : state === "failed" ? "tag warn" : "tag";

const COLUMNS: ProColumns<Delivery>[] = [
  { title: text.recipient, dataIndex: "name", sorter: true },
  { title: text.address, dataIndex: "address" },
  { title: text.kind, dataIndex: "kind", render: (_, one) => text.kinds[one.kind] ?? one.kind },
  {
    title: text.state,
    dataIndex: "state",
    render: (_, one) => <span className={tone(one.state)}>{text.states[one.state] ?? one.state}</span>,
  },
  { title: text.attempts, dataIndex: "attempts", sorter: true, align: "right", render: (_, one) => figure(one.attempts) },
  { title: text.created, dataIndex: "created_at", sorter: true, render: (_, one) => moment(one.created_at) },
  { title: text.sent, dataIndex: "sent_at", sorter: true, render: (_, one) => moment(one.sent_at) },
  { title: text.error, dataIndex: "last_error", ellipsis: true, width: 220, render: (_, one) => one.last_error ?? "—" },
];

/** Messages to people, a row for each recipient, and the way to send again what did not go out. */
export default function Messages(): ReactNode {
  return (
    <ListPage<Delivery>
      id="water.messages"
      title={text.title}
      lead={text.lead}
      service="water"
      rowKey="id"
      fields={FIELDS}
      keep={["service"]}
      columns={COLUMNS}
      exports="outgoing-messages"
      load={({ state, ...filter }, page) =>
        take(
          operations.water.GET("/v1/outgoing-messages", {
            params: { query: { ...filter, ...page, ...(state ? { state: state as State } : {}) } },
          }),
        )
      }
      drawer={{
        title: (one) => one.name,
        content: (one, close) => (
          <div className="stack">
            {(one.state === "failed" || one.state === "given_up") && (
              <div className="row">
                <Action
                  label={text.retry}
                  note={text.retryNote}
                  service="water"
                  button={{ type: "primary" }}
                  act={() =>
                    take(
                      operations.water.POST("/v1/outgoing-messages/{delivery_id}/retry", {
                        params: { path: { delivery_id: one.id }, header: { "If-Match": `"${String(one.version)}"` } },
                      }),
                    )
                  }
                  after={close}
                  done={text.retried}
                />
              </div>
            )}
            <Facts
              items={[
                [text.state, text.states[one.state] ?? one.state],
                [text.attempts, one.attempts],
                [text.created, moment(one.created_at)],
                [text.sent, moment(one.sent_at)],
                [text.next, moment(one.next_try_at)],
                [text.adaptor, one.adaptor ? (text.adaptors[one.adaptor] ?? one.adaptor) : "—"],
                [text.reference, one.reference],
                [text.error, one.last_error],
              ]}
            />
            <section>
              <h3 className="section-title">{text.text}</h3>
              <p>{one.text}</p>
              <Link to={one.link}>{text.open}</Link>
            </section>
          </div>
        ),
      }}
    />
  );
}
