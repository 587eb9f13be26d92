import type { ProColumns } from "@ant-design/pro-components";
import { App, Button, Segmented } from "antd";
import { useState, type ReactNode } from "react";
import { useSearchParams } from "react-router";
import { download, take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { asProblem } from "../../api/problem";
import { hasRole, useWorker } from "../../api/session";
import { moment } from "../../shared/format";
import { sheet } from "../../texts/sheet";
import { choices, person, term } from "../../texts/terms";
import { water as texts } from "../../texts/water";
import { asForm, Importer, type ImportMode } from "../grammar/importer";
import { ListPage, type QueryField } from "../grammar/list";
import { Mark } from "../grammar/show";

type Import = components["schemas"]["FileImportView"];
const text = texts.imports;

const KINDS = {
  readings: {
    roles: ["water_clerk", "supply_operator"],
    template: () => water.GET("/v1/readings/imports/template", { parseAs: "blob" }),
    send: (given: Given) => water.POST("/v1/readings/imports", given),
  },
  water_users: {
    roles: ["water_clerk"],
    template: () => water.GET("/v1/water-users/imports/template", { parseAs: "blob" }),
    send: (given: Given) => water.POST("/v1/water-users/imports", given),
  },
  plans: {
    roles: ["water_clerk"],
    template: () => water.GET("/v1/plans/imports/template", { parseAs: "blob" }),
    send: (given: Given) => water.POST("/v1/plans/imports", given),
  },
  quotas: {
    roles: ["water_clerk"],
    template: () => water.GET("/v1/quotas/imports/template", { parseAs: "blob" }),
    send: (given: Given) => water.POST("/v1/quotas/imports", given),
  },
};
type Kind = keyof typeof KINDS;
type Given = ReturnType<typeof asForm> & {
  params: { query: { mode: ImportMode; dry_run: boolean }; header: { "Idempotency-Key": string } };
};

const FIELDS: QueryField[] = [{ name: "kind", label: text.kindOf, kind: "select", options: choices("importKind") }];

const getResult = (id: string, name: string) =>
  download(
    water.GET("/v1/imports/{import_id}/result", { params: { path: { import_id: id } }, parseAs: "blob" }),
    `${name.replace(/\.[a-z]+$/i, "")}-${sheet.importer.result}`,
  );

const COLUMNS = (fail: (error: unknown) => void, seesUsers: boolean): ProColumns<Import>[] => [
  { title: text.file, dataIndex: "file_name" },
  { title: text.kindOf, dataIndex: "kind", render: (_, one) => term("importKind", one.kind) },
  { title: text.at, dataIndex: "created_at", render: (_, one) => moment(one.created_at) },
  { title: text.by, dataIndex: "created_by", render: (_, one) => person(one.created_by) },
  {
    title: text.kind,
    dataIndex: "dry_run",
    render: (_, one) => (one.dry_run ? <Mark tone="plain">{text.dry}</Mark> : <Mark>{text.real}</Mark>),
  },
  { title: text.mode, dataIndex: "mode", render: (_, one) => term("importMode", one.mode) },
  { title: text.rows, dataIndex: "rows", align: "right" },
  { title: text.accepted, dataIndex: "accepted", align: "right" },
  {
    title: text.rejected,
    dataIndex: "rejected",
    align: "right",
    render: (_, one) => (one.rejected > 0 ? <Mark tone="bad">{one.rejected}</Mark> : 0),
  },
  { title: text.stored, dataIndex: "stored", align: "right" },
  {
    title: text.download,
    key: "download",
    render: (_, one) =>
      one.kind === "water_users" && !seesUsers ? (
        "—"
      ) : (
        <Button size="small" type="link" onClick={() => void getResult(one.id, one.file_name).catch(fail)}>
          {text.download}
        </Button>
      ),
  },
];

export default function Imports(): ReactNode {
  const session = useWorker();
  const { message } = App.useApp();
  const [params] = useSearchParams();
  const own = (Object.keys(KINDS) as Kind[]).filter((kind) => hasRole(session, KINDS[kind].roles));
  const [kind, setKind] = useState<Kind>(() => own.find((one) => one === params.get("kind")) ?? "readings");
  const fail = (error: unknown) => void message.error(asProblem(error).body.detail);
  return (
    <ListPage<Import>
      id="water.imports"
      exports="imports"
      title={text.title}
      lead={text.lead}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS(fail, hasRole(session, ["water_clerk"]))}
      above={
        own.length > 0 && (
          <>
            {own.length > 1 && (
              <Segmented
                style={{ marginBottom: 10 }}
                value={kind}
                onChange={setKind}
                options={own.map((value) => ({ value, label: term("importKind", value) }))}
              />
            )}
            <Importer
              key={kind}
              service="water"
              template={() => download(KINDS[kind].template(), "template.xlsx")}
              send={(file, query, key) =>
                take(KINDS[kind].send({ ...asForm(file), params: { query, header: { "Idempotency-Key": key } } }))
              }
              result={(done, file) => getResult(done.id, file.name)}
            />
          </>
        )
      }
      load={(filter, page) => take(water.GET("/v1/imports", { params: { query: { ...filter, ...page } } }))}
    />
  );
}
