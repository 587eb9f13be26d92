import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { gateway, take } from "../../api/client";
import type { components } from "../../api/generated/gateway";
import { platform } from "../../texts/platform";
import { term } from "../../texts/terms";
import { work } from "../../texts/work";
import { roles, units } from "../directory";
import { Action } from "../grammar/action";
import { word, type FormField, type Values } from "../grammar/control";
import { ListPage } from "../grammar/list";
import { Mark } from "../grammar/show";

type Post = components["schemas"]["PostView"];
const text = platform.post;

const ROLES: FormField = { name: "roles", label: text.roles, kind: "multi", options: roles, hint: text.rolesHint, isOptional: true };
const TITLE: FormField = { name: "title", label: text.name };
const chosen = (values: Values): string[] => (Array.isArray(values["roles"]) ? values["roles"] : []);

const COLUMNS: ProColumns<Post>[] = [
  { title: text.code, dataIndex: "code" },
  { title: text.unit, dataIndex: "unit", render: (_, post) => term("unit", post.unit) },
  { title: text.name, dataIndex: "title" },
  {
    title: text.roles,
    dataIndex: "roles",
    render: (_, post) => (post.roles.length ? post.roles.map((role) => <Mark key={role}>{term("role", role)}</Mark>) : "—"),
  },
  {
    title: platform.account.title,
    key: "members",
    render: (_, post) => <Link to={`/work/accounts?post=${post.code}`}>{text.members}</Link>,
  },
  {
    title: work.list.actions,
    key: "edit",
    render: (_, post) => (
      <Action
        label={text.edit}
        service="gateway"
        button={{ size: "small" }}
        fields={[TITLE, ROLES]}
        initial={{ title: post.title, roles: post.roles }}
        act={(values) =>
          take(
            gateway.PUT("/api/identity/v1/posts/{code}", {
              params: { path: { code: post.code }, header: { "If-Match": String(post.version) } },
              body: { title: word(values, "title"), roles: chosen(values) },
            }),
          )
        }
        done={text.saved}
      />
    ),
  },
];

/** Posts, for whoever looks after accounts. */
export default function Posts(): ReactNode {
  return (
    <ListPage<Post>
      id="gateway.posts"
      title={text.title}
      lead={text.lead}
      service="gateway"
      rowKey="code"
      exports="posts"
      fields={[{ name: "unit", label: text.unit, kind: "select", options: units }]}
      columns={COLUMNS}
      load={(filter, page) => take(gateway.GET("/api/identity/v1/posts", { params: { query: { ...filter, ...page } } }))}
      toolbar={[
        <Action
          key="create"
          label={text.create}
          service="gateway"
          button={{ type: "primary" }}
          fields={[
            { name: "code", label: text.code, hint: text.codeHint },
            { name: "unit", label: text.unit, kind: "select", options: units },
            TITLE,
            ROLES,
          ]}
          act={(values) =>
            take(
              gateway.POST("/api/identity/v1/posts", {
                body: { code: word(values, "code"), unit: word(values, "unit"), title: word(values, "title"), roles: chosen(values) },
              }),
            )
          }
          done={text.done}
        />,
      ]}
    />
  );
}
