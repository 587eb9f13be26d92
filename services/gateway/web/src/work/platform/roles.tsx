import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { gateway, take } from "../../api/client";
import type { components } from "../../api/generated/gateway";
import { platform } from "../../texts/platform";
import { work } from "../../texts/work";
import { Action } from "../grammar/action";
import { filled, word, type FormField } from "../grammar/control";
import { ListPage } from "../grammar/list";
import { Mark } from "../grammar/show";
import { departmentName, departments } from "./departments";

type Role = components["schemas"]["RoleView"];
const text = platform.role;

const FIELDS: FormField[] = [
  { name: "title", label: text.name },
  { name: "department", label: text.department, kind: "select", options: departments, isOptional: true },
];

const COLUMNS: ProColumns<Role>[] = [
  { title: text.code, dataIndex: "code" },
  { title: text.name, dataIndex: "title" },
  {
    title: text.department,
    dataIndex: "department",
    render: (_, role) => <Mark tone={role.department ? "" : "plain"}>{departmentName(role.department, text.platform)}</Mark>,
  },
  {
    title: platform.account.title,
    key: "members",
    render: (_, role) => <Link to={`/work/accounts?role=${role.code}`}>{text.members}</Link>,
  },
  {
    title: work.list.actions,
    key: "edit",
    render: (_, role) => (
      <Action
        label={text.edit}
        service="gateway"
        button={{ size: "small" }}
        fields={FIELDS}
        initial={{ title: role.title, department: role.department ?? undefined }}
        act={(values) =>
          take(
            gateway.PUT("/api/identity/v1/roles/{code}", {
              params: { path: { code: role.code }, header: { "If-Match": String(role.version) } },
              body: { title: word(values, "title"), ...filled(values, ["department"]) },
            }),
          )
        }
        done={text.saved}
      />
    ),
  },
];

export default function Roles(): ReactNode {
  return (
    <ListPage<Role>
      id="gateway.roles"
      title={text.title}
      lead={text.lead}
      service="gateway"
      rowKey="code"
      exports="roles"
      fields={[{ name: "department", label: text.department, kind: "select", options: departments }]}
      columns={COLUMNS}
      load={({ department }) => take(gateway.GET("/api/identity/v1/roles", { params: { query: department ? { department } : {} } }))}
      toolbar={[
        <Action
          key="create"
          label={text.create}
          service="gateway"
          button={{ type: "primary" }}
          fields={[{ name: "code", label: text.code, hint: text.codeHint }, ...FIELDS]}
          act={(values) =>
            take(
              gateway.POST("/api/identity/v1/roles", {
                body: { code: word(values, "code"), title: word(values, "title"), ...filled(values, ["department"]) },
              }),
            )
          }
          done={text.done}
        />,
      ]}
    />
  );
}
