import type { ProColumns } from "@ant-design/pro-components";
import { useState, type ReactNode } from "react";
import { operations as asked, take, type ServiceName } from "../../api/client";
import type { components } from "../../api/generated/operations";
import { moment } from "../../shared/format";
import { operations } from "../../texts/operations";
import { person } from "../../texts/terms";
import { Action } from "../grammar/action";
import { ListPage, type Filter, type QueryField } from "../grammar/list";
import { Facts, figure } from "../grammar/show";
import { ServiceChoice, useService } from "./service-choice";
import { RECEIVERS } from "./services";
import "./platform.css";

type Letter = components["schemas"]["DeadLetter"];
type Opened = components["schemas"]["OpenedLetter"];
const text = operations.letter;

const FIELDS: QueryField[] = [
  {
    name: "show",
    label: text.show,
    kind: "select",
    options: [
      { value: "waiting", label: text.waiting },
      { value: "all", label: text.all },
    ],
  },
];

const COLUMNS: ProColumns<Letter>[] = [
  { title: text.kind, dataIndex: "kind" },
  { title: text.parked, dataIndex: "parked_at", render: (_, letter) => moment(letter.parked_at) },
  { title: text.reason, dataIndex: "reason", ellipsis: true, width: 360 },
  { title: text.attempts, dataIndex: "attempts", align: "right", render: (_, letter) => figure(letter.attempts) },
  { title: text.replayed, dataIndex: "replayed_at", render: (_, letter) => moment(letter.replayed_at) },
];

/** Messages that could not be handled, with the reason and the way back. */
export default function Letters(): ReactNode {
  const service = useService(RECEIVERS);
  return (
    <ListPage<Letter>
      key={service}
      id={`${service}.letters`}
      title={text.title}
      lead={text.lead}
      service={service}
      rowKey="id"
      exports="dead-letters"
      asks={({ show }): Filter => (show === "all" ? { waiting: "false" } : {})}
      fields={FIELDS}
      keep={["service"]}
      columns={COLUMNS}
      above={<ServiceChoice services={RECEIVERS} />}
      load={async ({ waiting }, page) => {
        const query = { ...page, waiting: waiting !== "false" };
        const found = await take(asked[service].GET("/v1/operations/dead-letters", { params: { query } }));
        return { ...found, items: found.items.map((letter) => ({ ...letter, kind: letter.kind || text.unreadable })) };
      }}
      drawer={{
        title: (letter) => letter.kind,
        content: (letter, close) => <Details letter={letter} service={service} close={close} />,
      }}
    />
  );
}

function Details({ letter, service, close }: { letter: Letter; service: ServiceName; close: () => void }): ReactNode {
  const [body, setBody] = useState<string | null>(null);
  const params = { path: { dead_letter_id: letter.id } };
  return (
    <div className="stack">
      <div className="row">
        {!letter.replayed_at && (
          <Action
            label={text.replay}
            note={text.replayNote}
            service={service}
            button={{ type: "primary" }}
            act={() => take(asked[service].POST("/v1/operations/dead-letters/{dead_letter_id}/replay", { params }))}
            after={close}
            done={text.done}
          />
        )}
        {body === null && (
          <Action
            label={text.open}
            note={text.openNote}
            service={service}
            act={() => take(asked[service].GET("/v1/operations/dead-letters/{dead_letter_id}", { params }))}
            after={(opened: Opened) => setBody(opened.body)}
            done={text.opened}
          />
        )}
      </div>
      <Facts
        items={[
          [text.parked, moment(letter.parked_at)],
          [text.attempts, letter.attempts],
          [text.message, <code key="m">{letter.message_id || "—"}</code>],
          [text.replayed, letter.replayed_at ? `${moment(letter.replayed_at)} ${person(letter.replayed_by)}` : "—"],
        ]}
      />
      <section>
        <h3 className="section-title">{text.reason}</h3>
        <pre className="raw">{letter.reason}</pre>
      </section>
      {body !== null && (
        <section>
          <h3 className="section-title">{text.body}</h3>
          <pre className="raw">{readable(body)}</pre>
        </section>
      )}
    </div>
  );
}

/** JSON with line breaks; anything else as it came. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
