import type { ProColumns } from "@ant-design/pro-components";
import { Segmented } from "antd";
import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { gateway, take } from "../../api/client";
import type { components } from "../../api/generated/gateway";
import { platform } from "../../texts/platform";
import { term } from "../../texts/terms";
import { units } from "../directory";
import { Action } from "../grammar/action";
import { filled, word } from "../grammar/control";
import { ListPage } from "../grammar/list";
import { Mark } from "../grammar/show";
import { departmentName, departments } from "./departments";
import { UnitBrowser } from "./unit-browser";
import type { Unit } from "./unit-tree";

const text = platform.unit;
const KINDS = Object.entries(platform.kinds).map(([value, label]) => ({ value, label }));

const COLUMNS: ProColumns<Unit>[] = [
  { title: text.code, dataIndex: "code", sorter: true },
  { title: text.name, dataIndex: "name", sorter: true },
  { title: text.kind, dataIndex: "kind", sorter: true, render: (_, unit) => <Mark>{platform.kinds[unit.kind] ?? unit.kind}</Mark> },
  { title: text.parent, dataIndex: "parent", sorter: true, render: (_, unit) => (unit.parent ? term("unit", unit.parent) : "—") },
  { title: text.service, dataIndex: "service", render: (_, unit) => departmentName(unit.service, "—") },
  {
    title: text.members,
    key: "members",
    render: (_, unit) => <Link to={`/work/accounts?unit=${unit.code}`}>{platform.account.title}</Link>,
  },
];

/** Registers a unit, below another one if that is known. */
export function CreateUnit({ below }: { below?: string }): ReactNode {
  return (
    <Action
      label={below ? text.addBelow : text.create}
      service="gateway"
      button={below ? {} : { type: "primary" }}
      fields={[
        { name: "code", label: text.code, hint: text.codeHint },
        { name: "name", label: text.name },
        { name: "kind", label: text.kind, kind: "select", options: KINDS, isHalf: true },
        { name: "parent", label: text.parent, kind: "select", options: units, isOptional: true, isHalf: true },
        {
          name: "service",
          label: text.service,
          kind: "select",
          options: departments,
          hint: text.serviceHint,
          isOptional: true,
          when: (values) => values["kind"] === "department",
        },
      ]}
      initial={{ parent: below ?? "county" }}
      act={(values) =>
        take(
          gateway.POST("/api/identity/v1/units", {
            body: {
              code: word(values, "code"),
              name: word(values, "name"),
              kind: word<components["schemas"]["UnitKindName"]>(values, "kind"),
              ...filled(values, ["parent"]),
              ...(values["kind"] === "department" ? filled(values, ["service"]) : {}),
            },
          }),
        )
      }
      done={text.done}
    />
  );
}

/** Units, as a tree or as a list. */
export default function Units(): ReactNode {
  const [params, setParams] = useSearchParams();
  const isList = params.get("view") === "list";
  const views = (
    <Segmented
      value={isList ? "list" : "tree"}
      options={[
        { value: "tree", label: text.tree },
        { value: "list", label: text.list },
      ]}
      onChange={(view) => setParams(view === "list" ? { view } : {}, { replace: true })}
    />
  );
  if (!isList) return <UnitBrowser views={views} />;
  return (
    <ListPage<Unit>
      id="gateway.units"
      title={text.title}
      lead={text.lead}
      service="gateway"
      rowKey="code"
      above={<div style={{ marginBottom: 14 }}>{views}</div>}
      keep={["view"]}
      fields={[
        { name: "parent", label: text.parent, kind: "select", options: units },
        { name: "kind", label: text.kind, kind: "select", options: KINDS },
      ]}
      columns={COLUMNS}
      exports="units"
      load={({ kind, ...filter }, page) =>
        take(
          gateway.GET("/api/identity/v1/units", {
            params: { query: { ...filter, ...(kind ? { kind: kind as components["schemas"]["UnitKindName"] } : {}), ...page } },
          }),
        )
      }
      toolbar={[<CreateUnit key="create" />]}
    />
  );
}
