import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Upload } from "antd";
import { useRef, useState, type ReactNode } from "react";
import { download, newKey, take, type Answer } from "../../api/client";
import type { components } from "../../api/generated/operations";
import { asProblem } from "../../api/problem";
import { FilePreview, sizeOf } from "../../lite/file";
import { ProblemBox } from "../../lite/problem";
import { moment } from "../../shared/format";
import { fileText as text } from "../../texts/file";
import type { frame } from "../../texts/frame";
import { person } from "../../texts/terms";
import { Action } from "./action";
import { word } from "./control";

const ACCEPT = ".jpg,.jpeg,.png,.gif,.webp,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx";
const MEGABYTE = 1024 * 1024;

export type WorkFile = components["schemas"]["AttachmentView"];

/** The files of a thing, and what may be done with them now. */
export interface FileDesk {
  service: keyof typeof frame.services;
  files: WorkFile[];
  read: (id: string, inline: boolean) => Promise<Answer<unknown>>;
  /** Absent where no file may be added. */
  add?: ((file: File, key: string) => Promise<Answer<unknown>>) | undefined;
  /** Largest file, bytes, once it is known. */
  limit: number | undefined;
  mayWithdraw: (file: WorkFile) => boolean;
  withdraw: (id: string, reason: string, key: string) => Promise<Answer<unknown>>;
}

/** What is sent to add a file: a form with the one field `file`. */
export const inForm = (file: File) => ({
  body: { file } as never,
  bodySerializer: () => {
    const form = new FormData();
    form.append("file", file, file.name);
    return form;
  },
});

/** Files: upload, download, preview of pictures and PDF, withdrawal. */
export function Files({ desk }: { desk: FileDesk }): ReactNode {
  const [shown, setShown] = useState<string | null>(null);
  return (
    <div className="stack">
      {desk.add && <Uploader desk={desk} add={desk.add} />}
      {desk.files.length === 0 ? (
        <p className="hint">{text.none}</p>
      ) : (
        <ul className="files">
          {desk.files.map((file) => (
            <li key={file.id}>
              <Row desk={desk} file={file} isShown={shown === file.id} onShow={() => setShown(shown === file.id ? null : file.id)} />
              {shown === file.id && <FilePreview service={desk.service} file={file} read={() => take(desk.read(file.id, true))} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Row({ desk, file, isShown, onShow }: { desk: FileDesk; file: WorkFile; isShown: boolean; onShow: () => void }): ReactNode {
  const { message } = App.useApp();
  return (
    <div className="file">
      <div>
        <span className={file.withdrawn_at ? "struck" : ""}>{file.file_name}</span>
        <div className="hint">
          {sizeOf(file.size_bytes)} · {text.by(person(file.uploaded_by), moment(file.uploaded_at))}
        </div>
        <div className="hint digest" title={file.sha256}>
          {text.hash} {file.sha256}
        </div>
        {file.withdrawn_at && <div className="hint">{text.withdrawn(person(file.withdrawn_by), file.withdrawn_reason ?? "")}</div>}
      </div>
      <div className="row no-print">
        {file.can_preview && (
          <Button size="small" aria-expanded={isShown} onClick={onShow}>
            {isShown ? text.close : text.preview}
          </Button>
        )}
        <Button
          size="small"
          onClick={() =>
            void download(desk.read(file.id, false), file.file_name).catch(
              (error: unknown) => void message.error(asProblem(error).body.detail),
            )
          }
        >
          {text.download}
        </Button>
        {!file.withdrawn_at && desk.mayWithdraw(file) && (
          <Action
            label={text.withdraw}
            note={text.withdrawNote}
            service={desk.service}
            fields={[{ name: "reason", label: text.reason, kind: "long" }]}
            button={{ size: "small", danger: true }}
            act={(values, key) => take(desk.withdraw(file.id, word(values, "reason"), key))}
            done={text.withdrawDone}
          />
        )}
      </div>
    </div>
  );
}

function Uploader({ desk, add }: { desk: FileDesk; add: NonNullable<FileDesk["add"]> }): ReactNode {
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const key = useRef(newKey());

  async function send(file: File): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await take(add(file, key.current));
      void message.success(text.uploaded);
      await cache.invalidateQueries({ queryKey: [desk.service] });
    } catch (caught) {
      setError(caught);
    } finally {
      key.current = newKey();
      setBusy(false);
    }
  }

  return (
    <div className="stack no-print">
      <div className="row">
        <Upload
          accept={ACCEPT}
          showUploadList={false}
          disabled={isBusy}
          beforeUpload={(file) => {
            void send(file);
            return false;
          }}
        >
          <Button loading={isBusy}>{text.upload}</Button>
        </Upload>
        {desk.limit !== undefined && <span className="hint">{text.uploadHint(Math.floor(desk.limit / MEGABYTE))}</span>}
      </div>
      {error !== null && <ProblemBox error={error} service={desk.service} />}
    </div>
  );
}
