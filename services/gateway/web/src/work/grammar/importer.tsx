import { InboxOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Space, Upload } from "antd";
import { useRef, useState, type ReactNode } from "react";
import { newKey } from "../../api/client";
import { asProblem } from "../../api/problem";
import { ProblemBox } from "../../lite/problem";
import type { frame } from "../../texts/frame";
import { sheet } from "../../texts/sheet";

const text = sheet.importer;

export type ImportMode = "all_or_nothing" | "valid_rows";

/** What a service says of a file that was checked or imported. */
export interface ImportResult {
  id: string;
  rows: number;
  accepted: number;
  rejected: number;
  stored: number;
  dry_run: boolean;
  errors: { row: number; column?: string | null; message: string }[];
}

interface ImporterProps {
  service: keyof typeof frame.services;
  template: () => Promise<void>;
  /** Sends the file. The key stays the same until an answer has come, so that trying again never imports twice. */
  send: (file: File, how: { mode: ImportMode; dry_run: boolean }, key: string) => Promise<ImportResult>;
  /** Hands out the same workbook with its error column. */
  result: (done: ImportResult, file: File) => Promise<void>;
}

/** A file as the generated client sends it. */
export function asForm(file: File): { body: never; bodySerializer: () => FormData } {
  return {
    body: { file } as never,
    bodySerializer: () => {
      const form = new FormData();
      form.append("file", file, file.name);
      return form;
    },
  };
}

/** The way of every import: choose a file, see what is wrong with it, get it back marked, and only then import it. */
export function Importer({ service, template, send, result }: ImporterProps): ReactNode {
  const cache = useQueryClient();
  const { message } = App.useApp();
  const [file, setFile] = useState<File | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [outcome, setOutcome] = useState<ImportResult | null>(null);
  const key = useRef(newKey());
  const fail = (caught: unknown) => void message.error(asProblem(caught).body.detail);

  async function run(chosen: File, how: { mode: ImportMode; dry_run: boolean }): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      setOutcome(await send(chosen, how, key.current));
      key.current = newKey();
      await cache.invalidateQueries({ queryKey: [service] });
    } catch (caught) {
      // Only when nobody knows what became of it must the same key be used again.
      if (!asProblem(caught).isOutage) key.current = newKey();
      setError(caught);
    } finally {
      setBusy(false);
    }
  }

  function choose(chosen: File): false {
    setFile(chosen);
    setOutcome(null);
    key.current = newKey();
    void run(chosen, { mode: "all_or_nothing", dry_run: true });
    return false;
  }

  return (
    <div className="sheet" style={{ marginBottom: 14 }}>
      <div className="stack">
        <div>
          <Button onClick={() => void template().catch(fail)}>{text.template}</Button>
        </div>
        <Upload.Dragger accept=".xlsx,.csv" maxCount={1} beforeUpload={choose} showUploadList={false} disabled={isBusy}>
          <p>
            <InboxOutlined style={{ fontSize: 30 }} />
          </p>
          <p>{isBusy ? text.checking : (file?.name ?? text.drop)}</p>
          <p className="hint">{text.hint}</p>
        </Upload.Dragger>
        {error !== null && (
          <ProblemBox
            error={error}
            service={service}
            {...(file ? { onRetry: () => void run(file, { mode: "all_or_nothing", dry_run: true }) } : {})}
          />
        )}
        {outcome && file && (
          <Outcome outcome={outcome} onDownload={() => void result(outcome, file).catch(fail)}>
            {outcome.dry_run && outcome.accepted > 0 && (
              <Button
                type="primary"
                loading={isBusy}
                onClick={() => void run(file, { mode: outcome.rejected === 0 ? "all_or_nothing" : "valid_rows", dry_run: false })}
              >
                {outcome.rejected === 0 ? text.importAll(outcome.rows) : text.importValid(outcome.accepted)}
              </Button>
            )}
          </Outcome>
        )}
      </div>
    </div>
  );
}

function headline(outcome: ImportResult): string {
  if (!outcome.dry_run) return outcome.stored > 0 ? text.done(outcome.stored) : text.nothingStored;
  return `${text.checked}${outcome.rejected === 0 ? text.clean(outcome.rows) : text.faulty(outcome.rejected)}`;
}

function Outcome({ outcome, onDownload, children }: { outcome: ImportResult; onDownload: () => void; children: ReactNode }): ReactNode {
  const isGood = outcome.rejected === 0 || outcome.stored > 0;
  const figures = [
    [text.rows, outcome.rows],
    [text.accepted, outcome.accepted],
    [text.rejected, outcome.rejected],
    [text.stored, outcome.stored],
  ] as const;
  return (
    <div className="stack" role="status">
      <Alert
        type={isGood ? "success" : "warning"}
        showIcon
        title={headline(outcome)}
        description={figures.map(([label, count]) => `${label} ${String(count)}`).join("，")}
      />
      <Space wrap>
        {children}
        {outcome.rejected > 0 && <Button onClick={onDownload}>{text.download}</Button>}
      </Space>
      {outcome.errors.length > 0 && (
        <div className="scroll" tabIndex={0}>
          <table className="table">
            <caption>{outcome.rejected > outcome.errors.length ? text.more(outcome.errors.length, outcome.rejected) : text.errors}</caption>
            <thead>
              <tr>
                <th scope="col">{text.row}</th>
                <th scope="col">{text.column}</th>
                <th scope="col">{text.message}</th>
              </tr>
            </thead>
            <tbody>
              {outcome.errors.map((fault) => (
                <tr key={fault.row}>
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
