import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { gateway, take } from "../../api/client";
import type { components } from "../../api/generated/gateway";
import { platform } from "../../texts/platform";
import { term } from "../../texts/terms";
import { units } from "../directory";
import { Action } from "../grammar/action";
import { filled, word } from "../grammar/control";
import { ListPage } from "../grammar/list";
import { Mark } from "../grammar/show";

type Unit = components["schemas"]["UnitView"];
const text = platform.unit;
const KINDS = Object.entries(platform.kinds).map(([value, label]) => ({ value, label }));

const COLUMNS: ProColumns<Unit>[] = [
  { title: text.code, dataIndex: "code" },
  { title: text.name, dataIndex: "name" },
  { title: text.kind, dataIndex: "kind", render: (_, unit) => <Mark>{platform.kinds[unit.kind] ?? unit.kind}</Mark> },
  { title: text.parent, dataIndex: "parent", render: (_, unit) => (unit.parent ? term("unit", unit.parent) : "—") },
  {
    title: text.members,
    key: "members",
    render: (_, unit) => <Link to={`/work/accounts?unit=${unit.code}`}>{platform.account.title}</Link>,
  },
];

export default function Units(): ReactNode {
  return (
    <ListPage<Unit>
      id="gateway.units"
      title={text.title}
      lead={text.lead}
      service="gateway"
      rowKey="code"
      fields={[{ name: "parent", label: text.parent, kind: "select", options: units }]}
      columns={COLUMNS}
      load={(filter, page) => take(gateway.GET("/api/identity/v1/units", { params: { query: { ...filter, ...page } } }))}
      toolbar={[
        <Action
          key="create"
          label={text.create}
          service="gateway"
          button={{ type: "primary" }}
          fields={[
            { name: "code", label: text.code, hint: text.codeHint },
            { name: "name", label: text.name },
            { name: "kind", label: text.kind, kind: "select", options: KINDS, isHalf: true },
            { name: "parent", label: text.parent, kind: "select", options: units, isOptional: true, isHalf: true },
          ]}
          initial={{ parent: "county" }}
          act={(values) =>
            take(
              gateway.POST("/api/identity/v1/units", {
                body: {
                  code: word(values, "code"),
                  name: word(values, "name"),
                  kind: word<components["schemas"]["UnitKindName"]>(values, "kind"),
                  ...filled(values, ["parent"]),
                },
              }),
            )
          }
          done={text.done}
        />,
      ]}
    />
  );
}
