import type { ProColumns } from "@ant-design/pro-components";
import { App, Button, Modal, Typography } from "antd";
import { useState, type ReactNode } from "react";
import { gateway, take } from "../../api/client";
import type { components } from "../../api/generated/gateway";
import { useWorker } from "../../api/session";
import { moment } from "../../shared/format";
import { platform } from "../../texts/platform";
import { term } from "../../texts/terms";
import { posts, roles, units } from "../directory";
import { Action } from "../grammar/action";
import { word } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { Facts, Mark } from "../grammar/show";
import { accountBody, accountDeeds, accountFields, accountInitial, scopeText, type AccountView } from "./account-form";
import { Links } from "./links";
import { Sessions } from "./sessions";

type Issued = components["schemas"]["IssuedPasswordView"];
const text = platform.account;

const FIELDS: QueryField[] = [
  { name: "unit", label: text.unit, kind: "select", options: units },
  { name: "role", label: text.roles, kind: "select", options: roles },
  { name: "post", label: text.posts, kind: "select", options: posts },
  {
    name: "active",
    label: text.state,
    kind: "select",
    options: [
      { value: "true", label: text.active },
      { value: "false", label: text.inactive },
    ],
  },
];

const COLUMNS: ProColumns<AccountView>[] = [
  { title: text.username, dataIndex: "username", sorter: true },
  { title: text.name, dataIndex: "name", sorter: true },
  { title: text.unit, dataIndex: "unit", sorter: true, render: (_, account) => term("unit", account.unit) },
  { title: text.posts, dataIndex: "posts", render: (_, account) => account.posts.map((post) => term("post", post)).join("、") || "—" },
  {
    title: text.effective,
    dataIndex: "effective_roles",
    render: (_, account) => account.effective_roles.map((role) => term("role", role)).join("、") || "—",
  },
  { title: text.scope, dataIndex: "scope", render: (_, account) => scopeText(account.scope) },
  { title: text.state, key: "state", render: (_, account) => <State account={account} /> },
  {
    title: text.last,
    dataIndex: "last_login_at",
    sorter: true,
    render: (_, account) => (account.last_login_at ? moment(account.last_login_at) : text.never),
  },
];

function State({ account }: { account: AccountView }): ReactNode {
  return (
    <>
      {account.active ? <Mark tone="good">{text.active}</Mark> : <Mark tone="plain">{text.inactive}</Mark>}{" "}
      {account.locked_until && <Mark tone="bad">{text.locked}</Mark>}{" "}
      {account.active && account.must_change_password && <Mark tone="warn">{text.mustChange}</Mark>}
    </>
  );
}

/** Accounts, for whoever looks after them. */
export default function Accounts(): ReactNode {
  const [issued, setIssued] = useState<Issued | null>(null);
  return (
    <>
      <ListPage<AccountView>
        id="gateway.accounts"
        title={text.title}
        lead={text.lead}
        service="gateway"
        rowKey="username"
        fields={FIELDS}
        columns={COLUMNS}
        exports="accounts"
        load={({ active, ...filter }, page) =>
          take(
            gateway.GET("/api/identity/v1/accounts", {
              params: { query: { ...filter, ...(active ? { active: active === "true" } : {}), ...page } },
            }),
          )
        }
        one={(username) => take(gateway.GET("/api/identity/v1/accounts/{username}", { params: { path: { username } } }))}
        toolbar={[
          <Action
            key="create"
            label={text.create}
            service="gateway"
            button={{ type: "primary" }}
            fields={[{ name: "username", label: text.username, hint: text.usernameHint }, ...accountFields()]}
            initial={{ "scope.kind": "own_unit" }}
            act={(values) =>
              take(gateway.POST("/api/identity/v1/accounts", { body: { username: word(values, "username"), ...accountBody(values) } }))
            }
            after={(answer: Issued) => setIssued(answer)}
            done={text.created_}
          />,
        ]}
        drawer={{
          title: (account) => `${account.username} ${account.name}`,
          content: (account) => <Details account={account} onIssued={setIssued} />,
          width: 820,
        }}
      />
      <IssuedPassword issued={issued} onClose={() => setIssued(null)} />
    </>
  );
}

function Details({ account, onIssued }: { account: AccountView; onIssued: (issued: Issued) => void }): ReactNode {
  return (
    <div className="stack">
      <Deeds account={account} onIssued={onIssued} />
      <Facts
        items={[
          [text.username, account.username],
          [text.state, <State key="s" account={account} />],
          [text.name, account.name],
          [text.unit, term("unit", account.unit)],
          [text.posts, account.posts.map((post) => term("post", post)).join("、") || "—"],
          [text.roles, account.roles.map((role) => term("role", role)).join("、") || "—"],
          [text.effective, account.effective_roles.map((role) => term("role", role)).join("、") || "—"],
          [text.scope, scopeText(account.scope)],
          [text.last, account.last_login_at ? moment(account.last_login_at) : text.never],
          [text.lockedUntil, account.locked_until ? moment(account.locked_until) : "—"],
          [text.created, moment(account.created_at)],
          [text.updated, moment(account.updated_at)],
        ]}
      />
      <Links username={account.username} />
      <section>
        <h3 className="section-title">{text.sessions}</h3>
        <Sessions
          id={account.username}
          load={() =>
            take(
              gateway.GET("/api/identity/v1/accounts/{username}/sessions", {
                params: { path: { username: account.username }, query: { limit: 100 } },
              }),
            )
          }
          end={(session_id) =>
            take(
              gateway.DELETE("/api/identity/v1/accounts/{username}/sessions/{session_id}", {
                params: { path: { username: account.username, session_id } },
              }),
            )
          }
        />
      </section>
    </div>
  );
}

function Deeds({ account, onIssued }: { account: AccountView; onIssued: (issued: Issued) => void }): ReactNode {
  const deeds = accountDeeds(account, useWorker()?.account.username);
  const params = { path: { username: account.username } };
  return (
    <div className="row">
      <Action
        label={text.edit}
        service="gateway"
        button={{ type: "primary" }}
        fields={accountFields()}
        initial={accountInitial(account)}
        act={(values) =>
          take(
            gateway.PUT("/api/identity/v1/accounts/{username}", {
              params: { ...params, header: { "If-Match": String(account.version) } },
              body: accountBody(values),
            }),
          )
        }
        done={text.saved}
      />
      {deeds.includes("reset") && (
        <Action
          label={text.reset}
          note={text.resetNote(account.name)}
          service="gateway"
          act={() => take(gateway.POST("/api/identity/v1/accounts/{username}/password-reset", { params }))}
          after={onIssued}
          done={text.resetDone}
        />
      )}
      {deeds.includes("unlock") && (
        <Action
          label={text.unlock}
          note={text.unlockNote(account.name)}
          service="gateway"
          act={() => take(gateway.POST("/api/identity/v1/accounts/{username}/unlock", { params }))}
          done={text.done}
        />
      )}
      {deeds.includes("deactivate") && (
        <Action
          label={text.deactivate}
          note={text.deactivateNote(account.name)}
          service="gateway"
          button={{ danger: true }}
          act={() => take(gateway.POST("/api/identity/v1/accounts/{username}/deactivate", { params }))}
          done={text.done}
        />
      )}
      {deeds.includes("activate") && (
        <Action
          label={text.activate}
          note={text.activateNote(account.name)}
          service="gateway"
          act={() => take(gateway.POST("/api/identity/v1/accounts/{username}/activate", { params }))}
          done={text.done}
        />
      )}
    </div>
  );
}

/** A password that the gateway shows this once. */
function IssuedPassword({ issued, onClose }: { issued: Issued | null; onClose: () => void }): ReactNode {
  const { message } = App.useApp();
  return (
    <Modal
      open={issued !== null}
      title={issued ? `${issued.account.username} ${issued.account.name}` : ""}
      onCancel={onClose}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      zIndex={1500}
      width={460}
      footer={
        <Button type="primary" onClick={onClose}>
          {text.noted}
        </Button>
      }
    >
      <div className="stack">
        <p>{text.passwordOnce}</p>
        <div className="row">
          <Typography.Text code className="secret" aria-label={text.initialPassword}>
            {issued?.password}
          </Typography.Text>
          {"clipboard" in navigator && (
            <Button
              size="small"
              onClick={() => void navigator.clipboard.writeText(issued?.password ?? "").then(() => message.success(text.copied))}
            >
              {text.copy}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}
