import { useState, type ReactNode } from "react";
import { boards, take, type BoardName } from "../api/client";
import type { components } from "../api/generated/operations";
import { FilePreview, sizeOf } from "../lite/file";
import { fileText as text } from "../texts/file";
import { fileOf, type Notice } from "./boards";

type NoticeFile = components["schemas"]["NoticeFile"];

/** The files of a published notice: anybody saves them, and looks at pictures and PDF. */
export function NoticeFiles({ notice, board }: { notice: Notice; board: BoardName }): ReactNode {
  const [shown, setShown] = useState<string | null>(null);
  return (
    <section className="section" aria-labelledby="files">
      <h2 id="files">{text.title}</h2>
      <ul className="files">
        {notice.attachments.map((file) => (
          <li key={file.id} className="card">
            <Row
              file={file}
              href={fileOf(board, notice.id, file.id)}
              isShown={shown === file.id}
              onShow={() => setShown(shown === file.id ? null : file.id)}
            />
            {shown === file.id && <FilePreview service={board} file={file} read={() => readFile(board, notice.id, file.id)} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

const readFile = (board: BoardName, notice_id: string, attachment_id: string): Promise<unknown> =>
  take(
    boards[board].GET("/v1/notices/{notice_id}/attachments/{attachment_id}", {
      params: { path: { notice_id, attachment_id }, query: { inline: true } },
      parseAs: "blob",
    }),
  );

function Row({ file, href, isShown, onShow }: { file: NoticeFile; href: string; isShown: boolean; onShow: () => void }): ReactNode {
  return (
    <div className="file">
      <div>
        <a href={href} download={file.file_name}>
          {file.file_name}
        </a>{" "}
        <span className="hint">{sizeOf(file.size_bytes)}</span>
        <div className="hint">
          {text.hash} <code>{file.sha256}</code>
        </div>
      </div>
      {file.can_preview && (
        <button type="button" className="button quiet small no-print" aria-expanded={isShown} onClick={onShow}>
          {isShown ? text.close : text.preview}
        </button>
      )}
    </div>
  );
}
