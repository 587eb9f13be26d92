import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { gateway, take } from "../../api/client";
import type { components } from "../../api/generated/gateway";
import { moment } from "../../shared/format";
import { LOGIN_KINDS } from "../../texts/actions";
import { operations } from "../../texts/operations";
import { ListPage, type QueryField } from "../grammar/list";
import { Mark, Part } from "../grammar/show";
import { deviceName } from "./sessions";
import { span } from "./services";

type Event = components["schemas"]["LoginEventView"];
type Kind = Event["kind"];
const text = operations.logins;

const TONES: Partial<Record<string, "good" | "warn" | "bad" | "plain">> = {
  logged_in: "good",
  refused: "warn",
  locked: "bad",
  token_reused: "bad",
  logged_out: "plain",
};

const FIELDS: QueryField[] = [
  { name: "username", label: text.username },
  {
    name: "kind",
    label: text.kind,
    kind: "select",
    options: Object.entries(LOGIN_KINDS).map(([value, label]) => ({ value, label })),
  },
  { name: "from", label: text.from, kind: "day" },
  { name: "until", label: text.until, kind: "day" },
  { name: "address", label: text.address },
];

const kindMark = (kind: string): ReactNode => <Mark tone={TONES[kind] ?? ""}>{LOGIN_KINDS[kind] ?? kind}</Mark>;
const device = (agent: string | null | undefined): ReactNode => (agent ? <span title={agent}>{deviceName(agent)}</span> : "—");

const COLUMNS: ProColumns<Event>[] = [
  { title: text.time, dataIndex: "occurred_at", render: (_, event) => moment(event.occurred_at) },
  {
    title: text.username,
    dataIndex: "username",
    sorter: true,
    render: (_, event) => (event.username === "unknown" ? text.unknown : event.username),
  },
  { title: text.kind, dataIndex: "kind", render: (_, event) => kindMark(event.kind) },
  { title: text.address, dataIndex: "address", render: (_, event) => event.address ?? "—" },
  { title: text.agent, dataIndex: "agent", render: (_, event) => device(event.agent) },
  { title: text.actor, dataIndex: "actor", render: (_, event) => (event.actor === event.username ? "—" : event.actor) },
];

/** Log-ins of everybody, for whoever looks after accounts and whoever checks. */
export default function Logins(): ReactNode {
  return (
    <ListPage<Event>
      id="gateway.logins"
      title={text.title}
      lead={text.lead}
      service="gateway"
      rowKey="seq"
      fields={FIELDS}
      columns={COLUMNS}
      exports="login-log"
      asks={({ from, until, ...filter }) => ({ ...filter, ...span(from, until) })}
      load={({ kind, ...filter }, page) =>
        take(
          gateway.GET("/api/identity/v1/login-log", {
            params: { query: { ...filter, ...(kind ? { kind: kind as Kind } : {}), ...page } },
          }),
        )
      }
    />
  );
}

/** One's own last log-ins. */
export function OwnLogins(): ReactNode {
  return (
    <Part<Event>
      id={["own-logins"]}
      service="gateway"
      load={() => take(gateway.GET("/api/identity/v1/login-log/own", { params: { query: { limit: 20 } } }))}
      empty={text.none}
      columns={[
        { title: text.time, render: (event) => moment(event.occurred_at) },
        { title: text.kind, render: (event) => kindMark(event.kind) },
        { title: text.address, render: (event) => event.address ?? "—" },
        { title: text.agent, render: (event) => device(event.agent) },
      ]}
    />
  );
}
