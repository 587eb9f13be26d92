import type { ProColumns } from "@ant-design/pro-components";
import { useQuery } from "@tanstack/react-query";
import { Checkbox } from "antd";
import { useState, type ReactNode } from "react";
import { operations as asked, take, type ServiceName } from "../../api/client";
import type { components } from "../../api/generated/operations";
import { useWorker } from "../../api/session";
import { Asked, Empty } from "../../lite/state";
import { moment } from "../../shared/format";
import { actionName, thingName } from "../../texts/actions";
import { operations } from "../../texts/operations";
import { person, term } from "../../texts/terms";
import { ListPage, type QueryField } from "../grammar/list";
import { Facts } from "../grammar/show";
import { diffOf } from "./diff";
import { ServiceChoice, useService } from "./service-choice";
import { auditedBy, opensEntries, span } from "./services";
import { deviceName } from "./sessions";
import { Verification } from "./verification";
import "./platform.css";

type Entry = components["schemas"]["EntryView"];
const text = operations.audit;

const FIELDS: QueryField[] = [
  { name: "actor", label: text.actor },
  { name: "action", label: text.action, hint: text.actionHint },
  { name: "from", label: text.from, kind: "day" },
  { name: "until", label: text.until, kind: "day" },
  { name: "entity", label: text.entityKind, hint: text.entityHint },
  { name: "entity_id", label: text.entityId },
  { name: "request_id", label: text.request },
];

const COLUMNS: ProColumns<Entry>[] = [
  { title: text.seq, dataIndex: "seq", width: 80, sorter: true },
  { title: text.time, dataIndex: "occurred_at", render: (_, entry) => moment(entry.occurred_at) },
  { title: text.actor, dataIndex: "actor", sorter: true, render: (_, entry) => person(entry.actor) },
  { title: text.action, dataIndex: "action", render: (_, entry) => <span title={entry.action}>{actionName(entry.action)}</span> },
  { title: text.entity, dataIndex: "entity", render: (_, entry) => thingName(entry.entity) },
  { title: text.entityId, dataIndex: "entity_id", ellipsis: true, width: 220 },
  { title: text.reason, dataIndex: "reason", render: (_, entry) => entry.reason ?? "—" },
  { title: text.unit, dataIndex: "unit", render: (_, entry) => (entry.unit ? term("unit", entry.unit) : "—") },
  { title: text.address, dataIndex: "address", render: (_, entry) => entry.address ?? "—" },
];

/** The audit log of one service after the other, with what was before and after. */
export default function Audit(): ReactNode {
  const session = useWorker();
  const services = auditedBy(session);
  const service = useService(services);
  return (
    <ListPage<Entry>
      key={service}
      id={`${service}.audit`}
      title={text.title}
      lead={text.lead}
      service={service}
      rowKey="seq"
      fields={FIELDS}
      keep={["service"]}
      columns={COLUMNS}
      above={<ServiceChoice services={services} />}
      toolbar={[<Verification key="verify" service={service} />]}
      exports="audit"
      asks={({ from, until, ...filter }) => ({ ...filter, ...span(from, until) })}
      load={(filter, page) => take(asked[service].GET("/v1/operations/audit", { params: { query: { ...filter, ...page } } }))}
      drawer={{
        title: (entry) => `${entry.seq} · ${actionName(entry.action)}`,
        content: (entry) => <Details entry={entry} service={service} isOpened={opensEntries(session)} />,
        width: 860,
      }}
    />
  );
}

function Details({ entry, service, isOpened }: { entry: Entry; service: ServiceName; isOpened: boolean }): ReactNode {
  return (
    <div className="stack">
      <Facts
        items={[
          [text.time, moment(entry.occurred_at)],
          [text.action, `${actionName(entry.action)}（${entry.action}）`],
          [text.actor, person(entry.actor)],
          [text.unit, entry.unit ? term("unit", entry.unit) : "—"],
          [text.roles, entry.roles.map((role) => term("role", role)).join("、") || "—"],
          [text.entity, thingName(entry.entity)],
          [text.entityId, <code key="i">{entry.entity_id}</code>],
          [text.reason, entry.reason ?? "—"],
          [text.address, entry.address ?? "—"],
          [text.agent, entry.agent ? <span title={entry.agent}>{deviceName(entry.agent)}</span> : "—"],
          [text.request, <code key="r">{entry.request_id}</code>],
        ]}
      />
      <section>
        <h3 className="section-title">{text.details}</h3>
        {isOpened ? <States seq={entry.seq} service={service} /> : <p className="hint">{text.refused}</p>}
      </section>
    </div>
  );
}

/** What an entry says before and after. Asked once: whoever opens it stands in the log. */
function States({ seq, service }: { seq: number; service: ServiceName }): ReactNode {
  const query = useQuery({
    queryKey: [service, "audit-entry", seq],
    queryFn: () => take(asked[service].GET("/v1/operations/audit/{seq}", { params: { path: { seq } } })),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  return (
    <Asked query={query} service={service} lines={6}>
      {(entry) => (
        <div className="stack">
          <Differences before={entry.before} after={entry.after} />
          <Facts
            column={1}
            items={[
              [text.hash, <code key="h">{entry.hash}</code>],
              [text.previous, <code key="p">{entry.previous_hash}</code>],
            ]}
          />
        </div>
      )}
    </Asked>
  );
}

/** Two states, field by field. */
export function Differences({ before, after }: { before: unknown; after: unknown }): ReactNode {
  const words = operations.diff;
  const changes = diffOf(before, after);
  const isBoth = changes.some((change) => change.before !== null) && changes.some((change) => change.after !== null);
  const [isShort, setShort] = useState(true);
  if (changes.length === 0) return <Empty title={words.none} />;
  const shown = isBoth && isShort ? changes.filter((change) => change.isChanged) : changes;
  return (
    <>
      {isBoth && (
        <Checkbox checked={isShort} onChange={(event) => setShort(event.target.checked)}>
          {words.onlyChanged}
        </Checkbox>
      )}
      {shown.length === 0 ? (
        <p className="hint">{words.same}</p>
      ) : (
        <div className="scroll" tabIndex={0}>
          <table className="table diff">
            <thead>
              <tr>
                <th scope="col">{words.field}</th>
                <th scope="col">{words.before}</th>
                <th scope="col">{words.after}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((change) => (
                <tr key={change.path} className={isBoth && change.isChanged ? "changed" : ""}>
                  <th scope="row">{change.path}</th>
                  <td>{change.before ?? "—"}</td>
                  <td>{change.after ?? "—"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
