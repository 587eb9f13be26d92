import type { ReactNode } from "react";
import type { components } from "../../api/generated/gateway";
import { moment } from "../../shared/format";
import { work } from "../../texts/work";
import { Action } from "../grammar/action";
import { Mark, Part } from "../grammar/show";

type Session = components["schemas"]["SessionView"];
const text = work.account;

/** The devices that somebody is logged in on, each with a way to end it. */
export function Sessions({
  id,
  load,
  end,
}: {
  id: string;
  load: () => Promise<{ items: Session[] }>;
  end: (sessionId: string) => Promise<unknown>;
}): ReactNode {
  return (
    <Part<Session>
      id={["sessions", id]}
      service="gateway"
      load={load}
      empty={text.noSessions}
      columns={[
        {
          title: text.agent,
          render: (one) => (
            <>
              <span title={one.user_agent}>{deviceName(one.user_agent)}</span> {one.current && <Mark tone="good">{text.here}</Mark>}
            </>
          ),
        },
        { title: text.address, render: (one) => one.address },
        { title: text.since, render: (one) => moment(one.created_at) },
        { title: text.used, render: (one) => moment(one.last_used_at) },
        { title: text.until, render: (one) => moment(one.expires_at) },
        {
          title: work.list.actions,
          render: (one) => (
            <Action
              label={text.end}
              note={text.sureEnd}
              service="gateway"
              button={{ size: "small", danger: true }}
              act={() => end(one.id)}
              done={text.ended}
            />
          ),
        },
      ]}
    />
  );
}

const BROWSERS = [
  ["Edg/", "Edge"],
  ["OPR/", "Opera"],
  ["Firefox/", "Firefox"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
] as const;
const SYSTEMS = [
  ["Windows", "Windows"],
  ["Android", "Android"],
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Mac OS", "macOS"],
  ["Linux", "Linux"],
] as const;

/** What a browser calls itself, short: `Chrome · Windows`. What is not known is shown as it came. */
export function deviceName(agent: string): string {
  const find = (names: readonly (readonly [string, string])[]) => names.find(([mark]) => agent.includes(mark))?.[1];
  const parts = [find(BROWSERS), find(SYSTEMS)].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(" · ") : agent || "—";
}
