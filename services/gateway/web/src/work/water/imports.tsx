import type { ProColumns } from "@ant-design/pro-components";
import { InboxOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Radio, Segmented, Space, Upload } from "antd";
import { useRef, useState, type ReactNode } from "react";
import { download, newKey, take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { asProblem } from "../../api/problem";
import { hasRole, useWorker } from "../../api/session";
import { ProblemBox } from "../../lite/problem";
import { moment } from "../../shared/format";
import { person, term } from "../../texts/terms";
import { water as texts } from "../../texts/water";
import { ListPage } from "../grammar/list";
import { Mark } from "../grammar/show";

type Import = components["schemas"]["ReadingImportView"];
type Result = components["schemas"]["ReadingImportResultView"];
const text = texts.imports;
const MODES = ["all_or_nothing", "valid_rows"] as const;
type Mode = (typeof MODES)[number];

const getResult = (one: Import) =>
  download(
    water.GET("/v1/readings/imports/{import_id}/result", { params: { path: { import_id: one.id } }, parseAs: "blob" }),
    `${one.file_name.replace(/\.[a-z]+$/i, "")}-${text.result}.${one.format}`,
  );

const COLUMNS = (fail: (error: unknown) => void): ProColumns<Import>[] => [
  { title: text.file, dataIndex: "file_name" },
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
    render: (_, one) => (
      <Button size="small" type="link" onClick={() => void getResult(one).catch(fail)}>
        {text.download}
      </Button>
    ),
  },
];

export default function Imports(): ReactNode {
  const session = useWorker();
  const { message } = App.useApp();
  const fail = (error: unknown) => void message.error(asProblem(error).body.detail);
  return (
    <ListPage<Import>
      id="water.imports"
      title={text.title}
      lead={text.lead}
      service="water"
      rowKey="id"
      fields={[]}
      columns={COLUMNS(fail)}
      above={hasRole(session, ["water_clerk", "supply_operator"]) ? <Importer fail={fail} /> : null}
      load={(_, page) => take(water.GET("/v1/readings/imports", { params: { query: page } }))}
    />
  );
}

function Importer({ fail }: { fail: (error: unknown) => void }): ReactNode {
  const cache = useQueryClient();
  const [mode, setMode] = useState<Mode>("all_or_nothing");
  const [isDry, setDry] = useState(true);
  const [file, setFile] = useState<File | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [result, setResult] = useState<Result | null>(null);
  const key = useRef(newKey());

  async function start(chosen: File): Promise<void> {
    setBusy(true);
    setError(null);
    setResult(null);
    try {
      const answer = await take(
        water.POST("/v1/readings/imports", {
          params: { query: { mode, dry_run: isDry }, header: { "Idempotency-Key": key.current } },
          body: { file: chosen } as never,
          bodySerializer: () => {
            const form = new FormData();
            form.append("file", chosen, chosen.name);
            return form;
          },
        }),
      );
      setResult(answer);
      await cache.invalidateQueries({ queryKey: ["water"] });
    } catch (caught) {
      setError(caught);
    } finally {
      key.current = newKey();
      setBusy(false);
    }
  }

  const choose = (next: File) => {
    setFile(next);
    setResult(null);
    setError(null);
    key.current = newKey();
    return false;
  };

  return (
    <div className="sheet" style={{ marginBottom: 14 }}>
      <div className="stack">
        <Space wrap>
          <Button
            onClick={() => void download(water.GET("/v1/readings/imports/template", { parseAs: "blob" }), "template.xlsx").catch(fail)}
          >
            {text.template}
          </Button>
          <Segmented
            value={isDry}
            onChange={setDry}
            options={[
              { value: true, label: text.check },
              { value: false, label: text.real },
            ]}
          />
          <Radio.Group
            value={mode}
            onChange={(event) => setMode(event.target.value as Mode)}
            options={MODES.map((value) => ({ value, label: term("importMode", value) }))}
          />
        </Space>
        <Upload.Dragger accept=".xlsx,.csv" maxCount={1} beforeUpload={choose} showUploadList={false} disabled={isBusy}>
          <p>
            <InboxOutlined style={{ fontSize: 30 }} />
          </p>
          <p>{file ? file.name : text.drop}</p>
          <p className="hint">{text.hint}</p>
        </Upload.Dragger>
        <div>
          <Button type="primary" disabled={!file} loading={isBusy} onClick={() => file && void start(file)}>
            {isDry ? text.check : text.real}
          </Button>
        </div>
        {error !== null && <ProblemBox error={error} service="water" />}
        {result && <Outcome result={result} fail={fail} />}
      </div>
    </div>
  );
}

function Outcome({ result, fail }: { result: Result; fail: (error: unknown) => void }): ReactNode {
  const isClean = result.rejected === 0;
  const headline = result.dry_run ? text.checked : result.stored > 0 ? text.done(result.stored) : text.nothingStored;
  return (
    <div className="stack" role="status">
      <Alert
        type={isClean ? "success" : "warning"}
        showIcon
        title={headline}
        description={`${text.rows} ${String(result.rows)}，${text.accepted} ${String(result.accepted)}，${text.rejected} ${String(result.rejected)}，${text.stored} ${String(result.stored)}`}
        action={
          <Button size="small" onClick={() => void getResult(result).catch(fail)}>
            {text.download}
          </Button>
        }
      />
      {!isClean && (
        <div className="scroll" tabIndex={0}>
          <table className="table">
            <caption>{text.errors}</caption>
            <thead>
              <tr>
                <th>{text.row}</th>
                <th>{text.column}</th>
                <th>{text.message}</th>
              </tr>
            </thead>
            <tbody>
              {result.errors.map((fault, index) => (
                <tr key={index}>
                  <td>{fault.row}</td>
                  <td>{fault.column ?? "—"}</td>
                  <td>{fault.message}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
