import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { gateway, take } from "../api/client";
import type { components } from "../api/generated/gateway";
import { Asked } from "../lite/state";
import { moment } from "../shared/format";
import { term } from "../texts/terms";
import { work } from "../texts/work";
import { Action } from "./grammar/action";
import { Facts, Mark, Part } from "./grammar/show";

const text = work.account;

export default function Account(): ReactNode {
  const me = useQuery({ queryKey: ["gateway", "me"], queryFn: () => take(gateway.GET("/api/identity/v1/me")) });
  return (
    <div className="stack">
      <div className="sheet">
        <h1 className="sheet-title">
          {text.title}
          <Link to="/password">{work.frame.password}</Link>
        </h1>
        <Asked query={me} service="gateway">
          {(account) => (
            <Facts
              items={[
                [text.username, account.username],
                [text.name, account.name],
                [text.unit, term("unit", account.unit)],
                [text.roles, account.roles.map((role) => <Mark key={role}>{term("role", role)}</Mark>)],
                [text.last, moment(account.last_login_at)],
              ]}
            />
          )}
        </Asked>
      </div>
      <div className="sheet">
        <h2 className="sheet-title">{text.sessions}</h2>
        <Part<components["schemas"]["SessionView"]>
          id={["sessions"]}
          service="gateway"
          load={() => take(gateway.GET("/api/identity/v1/sessions", { params: { query: { limit: 100 } } }))}
          columns={[
            { title: text.agent, render: (one) => one.user_agent },
            { title: text.address, render: (one) => one.address },
            { title: text.since, render: (one) => moment(one.created_at) },
            { title: text.used, render: (one) => moment(one.last_used_at) },
            {
              title: work.list.actions,
              render: (one) => (
                <Action
                  label={text.end}
                  note={text.sureEnd}
                  service="gateway"
                  button={{ size: "small", danger: true }}
                  act={() => take(gateway.DELETE("/api/identity/v1/sessions/{session_id}", { params: { path: { session_id: one.id } } }))}
                  done={text.ended}
                />
              ),
            },
          ]}
        />
      </div>
    </div>
  );
}
