import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { gateway, take } from "../api/client";
import { Asked } from "../lite/state";
import { moment } from "../shared/format";
import { operations } from "../texts/operations";
import { term } from "../texts/terms";
import { work } from "../texts/work";
import { Facts, Mark } from "./grammar/show";
import { scopeText } from "./platform/account-form";
import { OwnLogins } from "./platform/logins";
import { Sessions } from "./platform/sessions";

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
                [text.posts, account.posts.length ? account.posts.map((post) => <Mark key={post}>{term("post", post)}</Mark>) : "—"],
                [text.roles, account.effective_roles.map((role) => <Mark key={role}>{term("role", role)}</Mark>)],
                [text.scope, scopeText(account.scope)],
                [text.last, moment(account.last_login_at)],
              ]}
            />
          )}
        </Asked>
      </div>
      <div className="sheet">
        <h2 className="sheet-title">{text.sessions}</h2>
        <p className="hint">{text.sessionsHint}</p>
        <Sessions
          id="own"
          load={() => take(gateway.GET("/api/identity/v1/sessions", { params: { query: { limit: 100 } } }))}
          end={(session_id) => take(gateway.DELETE("/api/identity/v1/sessions/{session_id}", { params: { path: { session_id } } }))}
        />
      </div>
      <div className="sheet">
        <h2 className="sheet-title">{operations.logins.own}</h2>
        <p className="hint">{operations.logins.ownHint}</p>
        <OwnLogins />
      </div>
    </div>
  );
}
