import type { ReactNode } from "react";
import { cases as client } from "../../api/client";
import { useWorker } from "../../api/session";
import type { CaseDetail, CaseService } from "./case-client";
import { Files, inForm, type FileDesk } from "./files";

/** The files of a case: whoever takes part adds some, and withdraws their own, until it is closed. */
export function CaseFiles({ service, seen }: { service: CaseService; seen: CaseDetail }): ReactNode {
  const who = useWorker();
  const isOpen = !seen.closed_at;
  const path = { case_id: seen.id };
  const desk: FileDesk = {
    service,
    files: seen.attachments,
    limit: seen.attachment_limit_bytes,
    read: (attachment_id, inline) =>
      client[service].GET("/v1/cases/{case_id}/attachments/{attachment_id}", {
        params: { path: { ...path, attachment_id }, query: inline ? { inline } : {} },
        parseAs: "blob",
      }),
    add:
      seen.takes_part && isOpen
        ? (file, key) =>
            client[service].POST("/v1/cases/{case_id}/attachments", {
              params: { path, header: { "Idempotency-Key": key } },
              ...inForm(file),
            })
        : undefined,
    mayWithdraw: (file) => isOpen && file.uploaded_by === who?.account.username,
    withdraw: (attachment_id, reason, key) =>
      client[service].POST("/v1/cases/{case_id}/attachments/{attachment_id}/withdrawal", {
        params: { path: { ...path, attachment_id }, header: { "Idempotency-Key": key } },
        body: { reason },
      }),
  };
  return <Files desk={desk} />;
}
