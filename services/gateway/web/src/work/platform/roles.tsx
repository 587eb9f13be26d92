import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { gateway, take } from "../../api/client";
import type { components } from "../../api/generated/gateway";
import { platform } from "../../texts/platform";
import { Action } from "../grammar/action";
import { word } from "../grammar/control";
import { ListPage } from "../grammar/list";

type Role = components["schemas"]["RoleView"];
const text = platform.role;

const COLUMNS: ProColumns<Role>[] = [
  { title: text.code, dataIndex: "code" },
  { title: text.name, dataIndex: "title" },
  {
    title: platform.account.title,
    key: "members",
    render: (_, role) => <Link to={`/work/accounts?role=${role.code}`}>{text.members}</Link>,
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
      fields={[]}
      columns={COLUMNS}
      load={() => take(gateway.GET("/api/identity/v1/roles"))}
      toolbar={[
        <Action
          key="create"
          label={text.create}
          service="gateway"
          button={{ type: "primary" }}
          fields={[
            { name: "code", label: text.code, hint: text.codeHint },
            { name: "title", label: text.name },
          ]}
          act={(values) =>
            take(gateway.POST("/api/identity/v1/roles", { body: { code: word(values, "code"), title: word(values, "title") } }))
          }
          done={text.done}
        />,
      ]}
    />
  );
}
