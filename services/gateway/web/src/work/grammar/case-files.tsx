import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Upload } from "antd";
import { useMemo, useRef, useState, type ReactNode } from "react";
import { cases as client, download, newKey, take } from "../../api/client";
import { asProblem } from "../../api/problem";
import { useWorker } from "../../api/session";
import { ProblemBox } from "../../lite/problem";
import { Asked } from "../../lite/state";
import { digits, moment } from "../../shared/format";
import { cases as text } from "../../texts/case";
import { person } from "../../texts/terms";
import { Action } from "./action";
import type { CaseDetail, CaseFile, CaseService } from "./case-client";
import { word } from "./control";

const ACCEPT = ".jpg,.jpeg,.png,.gif,.webp,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx";
const MEGABYTE = 1024 * 1024;

/** A size as people say it. */
export function sizeOf(bytes: number): string {
  if (bytes >= MEGABYTE) return `${(bytes / MEGABYTE).toFixed(1)} MB`;
  return `${digits(String(Math.max(1, Math.round(bytes / 1024))))} KB`;
}

/** The files of a case: upload, download, preview of pictures and PDF, withdrawal. */
export function CaseFiles({ service, seen }: { service: CaseService; seen: CaseDetail }): ReactNode {
  const [shown, setShown] = useState<string | null>(null);
  const isOpen = !seen.closed_at;
  return (
    <div className="stack">
      {seen.takes_part && isOpen && <Uploader service={service} seen={seen} />}
      {seen.attachments.length === 0 ? (
        <p className="hint">{text.noAttachments}</p>
      ) : (
        <ul className="case-files">
          {seen.attachments.map((file) => (
            <li key={file.id}>
              <Row
                service={service}
                seen={seen}
                file={file}
                isShown={shown === file.id}
                onShow={() => setShown(shown === file.id ? null : file.id)}
              />
              {shown === file.id && <Preview service={service} caseId={seen.id} file={file} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface RowProps {
  service: CaseService;
  seen: CaseDetail;
  file: CaseFile;
  isShown: boolean;
  onShow: () => void;
}

function Row({ service, seen, file, isShown, onShow }: RowProps): ReactNode {
  const { message } = App.useApp();
  const who = useWorker();
  const path = { case_id: seen.id, attachment_id: file.id };
  const isOwn = file.uploaded_by === who?.account.username;
  return (
    <div className="case-file">
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
            {isShown ? text.closePreview : text.preview}
          </Button>
        )}
        <Button
          size="small"
          onClick={() =>
            void download(
              client[service].GET("/v1/cases/{case_id}/attachments/{attachment_id}", { params: { path }, parseAs: "blob" }),
              file.file_name,
            ).catch((error: unknown) => void message.error(asProblem(error).body.detail))
          }
        >
          {text.download}
        </Button>
        {isOwn && !file.withdrawn_at && !seen.closed_at && (
          <Action
            label={text.withdrawFile}
            note={text.withdrawFileNote}
            service={service}
            fields={[{ name: "reason", label: text.reason, kind: "long" }]}
            button={{ size: "small", danger: true }}
            act={(values, key) =>
              take(
                client[service].POST("/v1/cases/{case_id}/attachments/{attachment_id}/withdrawal", {
                  params: { path, header: { "Idempotency-Key": key } },
                  body: { reason: word(values, "reason") },
                }),
              )
            }
            done={text.done}
          />
        )}
      </div>
    </div>
  );
}

/** Reads the file under the person's token and shows it from memory: its address gives nothing to anybody else. */
function Preview({ service, caseId, file }: { service: CaseService; caseId: string; file: CaseFile }): ReactNode {
  const query = useQuery({
    queryKey: [service, "case-file", file.id],
    queryFn: () =>
      take(
        client[service].GET("/v1/cases/{case_id}/attachments/{attachment_id}", {
          params: { path: { case_id: caseId, attachment_id: file.id }, query: { inline: true } },
          parseAs: "blob",
        }),
      ) as Promise<unknown> as Promise<Blob>,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Asked query={query} service={service} lines={4}>
      {(blob) => <Shown blob={blob} file={file} />}
    </Asked>
  );
}

/** Gives an element its file from memory, for as long as it is shown. */
const showing = (blob: Blob) => (node: HTMLImageElement | HTMLIFrameElement | null) => {
  if (!node) return undefined;
  const url = URL.createObjectURL(blob);
  node.src = url;
  return () => URL.revokeObjectURL(url);
};

function Shown({ blob, file }: { blob: Blob; file: CaseFile }): ReactNode {
  const ref = useMemo(() => showing(blob), [blob]);
  return file.media_type === "application/pdf" ? (
    <iframe ref={ref} className="preview" title={text.previewOf(file.file_name)} />
  ) : (
    <img ref={ref} className="preview" alt={text.previewOf(file.file_name)} />
  );
}

function Uploader({ service, seen }: { service: CaseService; seen: CaseDetail }): ReactNode {
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const key = useRef(newKey());

  async function send(file: File): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await take(
        client[service].POST("/v1/cases/{case_id}/attachments", {
          params: { path: { case_id: seen.id }, header: { "Idempotency-Key": key.current } },
          body: { file } as never,
          bodySerializer: () => {
            const form = new FormData();
            form.append("file", file, file.name);
            return form;
          },
        }),
      );
      void message.success(text.uploaded);
      await cache.invalidateQueries({ queryKey: [service] });
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
        <span className="hint">{text.uploadHint(Math.floor(seen.attachment_limit_bytes / MEGABYTE))}</span>
      </div>
      {error !== null && <ProblemBox error={error} service={service} />}
    </div>
  );
}
