import { InboxOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Radio, Segmented, Space, Upload } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { download, gateway, take } from "../../api/client";
import type { components } from "../../api/generated/gateway";
import { asProblem } from "../../api/problem";
import { ProblemBox } from "../../lite/problem";
import { platform } from "../../texts/platform";
import { term } from "../../texts/terms";

type Result = components["schemas"]["PeopleImportView"];
type Kind = components["schemas"]["ImportKind"];
const text = platform.imports;
const MODES = ["all_or_nothing", "valid_rows"] as const;
type Mode = (typeof MODES)[number];

/** The file as a form, which the generated client knows no type for. */
const asForm = (file: File) => ({
  body: { file } as never,
  bodySerializer: () => {
    const form = new FormData();
    form.append("file", file, file.name);
    return form;
  },
});

/** Accounts and units from a file. */
export default function PeopleImport(): ReactNode {
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [kind, setKind] = useState<Kind>("accounts");
  const [mode, setMode] = useState<Mode>("all_or_nothing");
  const [isDry, setDry] = useState(true);
  const [file, setFile] = useState<File | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [result, setResult] = useState<Result | null>(null);
  const fail = (caught: unknown) => void message.error(asProblem(caught).body.detail);
  // What was shown once must not vanish by a slip.
  const isHeld = (result?.issued.length ?? 0) > 0;
  useEffect(() => {
    if (!isBusy && !isHeld) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    globalThis.addEventListener("beforeunload", ask);
    return () => globalThis.removeEventListener("beforeunload", ask);
  }, [isBusy, isHeld]);

  function clear(): void {
    setResult(null);
    setError(null);
  }

  async function start(chosen: File): Promise<void> {
    setBusy(true);
    clear();
    try {
      const params = { path: { kind }, query: { mode, dry_run: isDry } };
      setResult(await take(gateway.POST("/api/identity/v1/imports/{kind}", { params, ...asForm(chosen) })));
      await cache.invalidateQueries({ queryKey: ["gateway"] });
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  }

  const template = () =>
    download(gateway.GET("/api/identity/v1/imports/{kind}/template", { params: { path: { kind } }, parseAs: "blob" }), "template.xlsx");
  const answer = (chosen: File) =>
    download(
      gateway.POST("/api/identity/v1/imports/{kind}/answer", { params: { path: { kind } }, ...asForm(chosen), parseAs: "blob" }),
      chosen.name,
    );

  return (
    <>
      <div className="page-title">
        <div>
          <h1>{text.title}</h1>
          <p className="hint">{text.lead}</p>
        </div>
      </div>
      <div className="sheet">
        <div className="stack">
          <Space wrap>
            <Segmented
              value={kind}
              disabled={isHeld}
              onChange={(next: Kind) => {
                setKind(next);
                setFile(null);
                clear();
              }}
              options={[
                { value: "accounts", label: platform.account.title },
                { value: "units", label: platform.unit.title },
              ]}
            />
            <Button onClick={() => void template().catch(fail)}>{text.template}</Button>
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
          <Upload.Dragger
            accept=".xlsx,.csv"
            maxCount={1}
            showUploadList={false}
            disabled={isBusy || isHeld}
            beforeUpload={(next: File) => {
              setFile(next);
              clear();
              return false;
            }}
          >
            <p>
              <InboxOutlined style={{ fontSize: 30 }} />
            </p>
            <p>{file ? file.name : text.drop}</p>
            <p className="hint">{text.hint}</p>
          </Upload.Dragger>
          <div>
            <Button type="primary" disabled={!file || isHeld} loading={isBusy} onClick={() => file && void start(file)}>
              {isDry ? text.check : text.real}
            </Button>
          </div>
          {error !== null && <ProblemBox error={error} service="gateway" />}
          {result && <Outcome result={result} onAnswer={() => file && void answer(file).catch(fail)} />}
          {isHeld && result && (
            <Passwords
              result={result}
              onNoted={() => {
                setFile(null);
                clear();
              }}
            />
          )}
        </div>
      </div>
    </>
  );
}

function Outcome({ result, onAnswer }: { result: Result; onAnswer: () => void }): ReactNode {
  const isClean = result.rejected === 0;
  const headline = result.dry_run ? text.checked : result.stored > 0 ? text.done(result.stored) : text.nothingStored;
  return (
    <div className="stack" role="status">
      <Alert
        type={isClean ? "success" : "warning"}
        showIcon
        title={headline}
        description={text.counts(result.rows, result.accepted, result.rejected, result.stored)}
        action={
          // Checked anew, the rows that are stored by now would be marked as well.
          !isClean &&
          result.stored === 0 && (
            <Button size="small" onClick={onAnswer}>
              {text.answer}
            </Button>
          )
        }
      />
      {!isClean && (
        <div className="scroll" tabIndex={0}>
          <table className="table">
            <caption>{text.errors}</caption>
            <thead>
              <tr>
                <th>{text.row}</th>
                <th>{text.message}</th>
              </tr>
            </thead>
            <tbody>
              {result.errors.map((fault) => (
                <tr key={fault.row}>
                  <td>{fault.row}</td>
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

/** First passwords, which the gateway tells this once. */
function Passwords({ result, onNoted }: { result: Result; onNoted: () => void }): ReactNode {
  function save(): void {
    const lines = [
      [platform.account.username, platform.account.initialPassword],
      ...result.issued.map((one) => [one.username, one.password]),
    ];
    const url = URL.createObjectURL(new Blob([`\uFEFF${lines.map((line) => line.join(",")).join("\r\n")}`], { type: "text/csv" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = text.passwordFile;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
  return (
    <div className="stack">
      <Alert type="warning" showIcon title={text.once} description={platform.account.passwordOnce} />
      <div className="scroll" tabIndex={0}>
        <table className="table">
          <caption>{text.passwords}</caption>
          <thead>
            <tr>
              <th>{platform.account.username}</th>
              <th>{platform.account.initialPassword}</th>
            </tr>
          </thead>
          <tbody>
            {result.issued.map((one) => (
              <tr key={one.username}>
                <td>{one.username}</td>
                <td>
                  <code>{one.password}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Space wrap>
        <Button onClick={save}>{text.save}</Button>
        <Button type="primary" onClick={onNoted}>
          {platform.account.noted}
        </Button>
      </Space>
    </div>
  );
}
