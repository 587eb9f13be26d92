import type { ReactNode } from "react";
import { boards, type BoardName } from "../../api/client";
import type { components } from "../../api/generated/operations";
import { hasRole, useWorker } from "../../api/session";
import { Files, inForm, type FileDesk } from "../grammar/files";
import { DRAFTERS } from "./board-roles";
import { useNoticeKinds } from "./kinds";

type Managed = components["schemas"]["ManagedNotice"];

/** The files of a notice: whoever drafts adds and withdraws them until it is posted. */
export function NoticeFiles({ notice, board }: { notice: Managed; board: BoardName }): ReactNode {
  const worker = useWorker();
  const kinds = useNoticeKinds(board);
  const mayChange = notice.state === "draft" && hasRole(worker, DRAFTERS[board]);
  const path = { notice_id: notice.id };
  const desk: FileDesk = {
    service: board,
    files: notice.managed_attachments,
    limit: kinds.data?.attachment_limit_bytes,
    read: (attachment_id, inline) =>
      boards[board].GET("/v1/managed-notices/{notice_id}/attachments/{attachment_id}", {
        params: { path: { ...path, attachment_id }, query: inline ? { inline } : {} },
        parseAs: "blob",
      }),
    add: mayChange
      ? (file, key) =>
          boards[board].POST("/v1/managed-notices/{notice_id}/attachments", {
            params: { path, header: { "Idempotency-Key": key } },
            ...inForm(file),
          })
      : undefined,
    mayWithdraw: () => mayChange,
    withdraw: (attachment_id, reason, key) =>
      boards[board].POST("/v1/managed-notices/{notice_id}/attachments/{attachment_id}/withdrawal", {
        params: { path: { ...path, attachment_id }, header: { "Idempotency-Key": key } },
        body: { reason },
      }),
  };
  return <Files desk={desk} />;
}
