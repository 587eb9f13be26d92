import type { ProColumns } from "@ant-design/pro-components";
import { Segmented } from "antd";
import type { ReactNode } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { hasRole, useWorker } from "../../api/session";
import { reclaimed as text, reclaimedChoices, reclaimedName } from "../../texts/reclaimed";
import { term } from "../../texts/terms";
import { towns } from "../directory";
import { Action } from "../grammar/action";
import { word, type FormField, type Values } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { Mark } from "../grammar/show";
import { ReclaimedDetails } from "./reclaimed-details";
import { ReclaimedSchemes } from "./reclaimed-schemes";

export type System = components["schemas"]["SystemView"];

const FIELDS: QueryField[] = [{ name: "state", label: text.state, kind: "select", options: reclaimedChoices("state") }];
const namesOf = (codes: readonly string[]) => codes.map((code) => reclaimedName("use", code)).join("、");

const COLUMNS: ProColumns<System>[] = [
  { title: text.name, dataIndex: "name" },
  { title: text.manager, dataIndex: "manager" },
  { title: text.town, dataIndex: "town", render: (_, one) => term("unit", one.town) },
  { title: text.kind, dataIndex: "kind", render: (_, one) => reclaimedName("kind", one.kind) },
  { title: text.source, dataIndex: "source", render: (_, one) => reclaimedName("source", one.source) },
  { title: text.uses, key: "uses", render: (_, one) => namesOf(one.uses) },
  {
    title: text.state,
    dataIndex: "state",
    render: (_, one) => <Mark tone={one.state === "running" ? "good" : "bad"}>{reclaimedName("state", one.state)}</Mark>,
  },
  { title: text.userCount, key: "users", align: "right", render: (_, one) => one.users.length },
  {
    title: text.testDue,
    dataIndex: "test_due",
    render: (_, one) => (
      <>
        {one.test_due} {one.test_overdue && <Mark tone="bad">{text.overdue}</Mark>}
      </>
    ),
  },
];

const fields = (): FormField[] => [
  { name: "name", label: text.name },
  { name: "kind", label: text.kind, kind: "select", options: reclaimedChoices("kind"), isHalf: true },
  { name: "town", label: text.town, kind: "select", options: towns, isHalf: true },
  { name: "manager", label: text.manager, isHalf: true },
  { name: "manager_phone", label: text.managerPhone, isOptional: true, isHalf: true },
  { name: "source", label: text.source, kind: "select", options: reclaimedChoices("source"), hint: text.sourceHint },
  { name: "uses", label: text.uses, kind: "multi", options: reclaimedChoices("use") },
  { name: "disinfected", label: text.disinfected, kind: "switch", isHalf: true },
  { name: "separate_pipes", label: text.separate, kind: "switch", isHalf: true },
  { name: "labelled", label: text.labelled, kind: "switch", isHalf: true },
];

function body(values: Values): components["schemas"]["CreateSystemRequest"] {
  const phone = word(values, "manager_phone");
  return {
    name: word(values, "name"),
    kind: word(values, "kind"),
    town: word(values, "town"),
    manager: word(values, "manager"),
    ...(phone ? { manager_phone: phone } : {}),
    source: word(values, "source"),
    uses: (values["uses"] ?? []) as components["schemas"]["CreateSystemRequest"]["uses"],
    disinfected: values["disinfected"] === true,
    separate_pipes: values["separate_pipes"] === true,
    labelled: values["labelled"] === true,
  };
}

/** Systems, and the schemes of new ones. */
export default function Reclaimed(): ReactNode {
  const [params, setParams] = useSearchParams();
  const view = params.get("view") === "schemes" ? "schemes" : "systems";
  const above = (
    <Segmented<"systems" | "schemes">
      style={{ marginBottom: 12 }}
      value={view}
      options={[
        { value: "systems", label: text.views.systems },
        { value: "schemes", label: text.views.schemes },
      ]}
      onChange={(next) => setParams(next === "systems" ? {} : { view: next }, { replace: true })}
    />
  );
  return view === "schemes" ? <ReclaimedSchemes above={above} /> : <Systems above={above} />;
}

function Systems({ above }: { above: ReactNode }): ReactNode {
  const worker = useWorker();
  const navigate = useNavigate();
  return (
    <ListPage<System>
      key="systems"
      id="water.reclaimed"
      title={text.title}
      lead={text.lead}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      above={above}
      exports="reclaimed-systems"
      load={(filter, page) => take(water.GET("/v1/reclaimed-systems", { params: { query: { ...filter, ...page } } }))}
      toolbar={
        hasRole(worker, ["water_clerk"])
          ? [
              <Action
                key="register"
                label={text.register}
                service="water"
                width={680}
                button={{ type: "primary" }}
                fields={fields()}
                initial={{ kind: "central", source: "municipal", disinfected: true, separate_pipes: true, labelled: true }}
                act={(values, key) =>
                  take(water.POST("/v1/reclaimed-systems", { params: { header: { "Idempotency-Key": key } }, body: body(values) }))
                }
                after={(made: System) => void navigate(`/work/water/reclaimed?open=${made.id}`)}
                done={text.registered}
              />,
            ]
          : []
      }
      one={(system_id) => take(water.GET("/v1/reclaimed-systems/{system_id}", { params: { path: { system_id } } }))}
      drawer={{ title: (system) => system.name, content: (system) => <ReclaimedDetails system={system} />, width: 820 }}
    />
  );
}
