import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Link, useParams } from "react-router";
import { boards, take, type BoardName } from "../../api/client";
import type { components } from "../../api/generated/operations";
import { hasRole, useWorker } from "../../api/session";
import { Asked } from "../../lite/state";
import { boardOf, toneOf } from "../../public/boards";
import { moment, today } from "../../shared/format";
import { fileText } from "../../texts/file";
import { noticeText } from "../../texts/notice";
import { person, term } from "../../texts/terms";
import { Action } from "../grammar/action";
import { word } from "../grammar/control";
import { Facts } from "../grammar/show";
import { DRAFTERS, POSTERS } from "./board-roles";
import { NoticeFiles } from "./notice-files";
import { draftOf, useDraftFields } from "./notices";

type Managed = components["schemas"]["ManagedNotice"];
type Objection = components["schemas"]["ManagedObjection"];
const text = noticeText.staff;

/** One notice for those who work on it. */
export default function StaffNotice(): ReactNode {
  const { department, id = "" } = useParams();
  const board = boardOf(department);
  const query = useQuery({
    queryKey: [board, "notices", "managed", id],
    queryFn: () => take(boards[board].GET("/v1/managed-notices/{notice_id}", { params: { path: { notice_id: id } } })),
  });
  return (
    <Asked query={query} service={board}>
      {(notice) => <One notice={notice} board={board} />}
    </Asked>
  );
}

function One({ notice, board }: { notice: Managed; board: BoardName }): ReactNode {
  const isDraft = notice.state === "draft";
  return (
    <>
      <div className="page-title">
        <div>
          <h1>{notice.title}</h1>
          <p className="hint">
            <span className={toneOf(notice.state)}>{noticeText.states[notice.state] ?? notice.state}</span>{" "}
            {typeof notice.days_left === "number" && <span className="tag">{noticeText.left(notice.days_left)}</span>}
          </p>
        </div>
        <Buttons notice={notice} board={board} />
      </div>
      <div className="stack">
        <div className="sheet">
          {notice.stopped_on && <p>{noticeText.stoppedSince(notice.stopped_on)}</p>}
          <Facts
            items={[
              [noticeText.number, notice.number],
              [noticeText.kind, notice.kind_title],
              [noticeText.audience, notice.audience],
              [text.form.unit, term("unit", notice.unit)],
              [noticeText.length, noticeText.period(notice.days, notice.counting)],
              [noticeText.last, notice.last_day],
              [text.drafted, person(notice.drafted_by)],
              [text.poster, notice.posted_by ? `${person(notice.posted_by)} ${moment(notice.posted_at)}` : "—"],
              ...(notice.withdrawn_reason ? [[noticeText.withdrawn, notice.withdrawn_reason] as [string, ReactNode]] : []),
            ]}
          />
          {!isDraft && (
            <p>
              <Link to={`/notices/${board}/${notice.id}`}>{text.toPublic}</Link>
            </p>
          )}
        </div>
        <section className="sheet">
          <h2 className="section-title">{text.body}</h2>
          <p className="notice-body">{notice.body}</p>
        </section>
        {(isDraft || notice.managed_attachments.length > 0) && (
          <section className="sheet">
            <h2 className="section-title">{fileText.title}</h2>
            <NoticeFiles notice={notice} board={board} />
          </section>
        )}
        {notice.proofs.length > 0 && (
          <section className="sheet">
            <h2 className="section-title">{noticeText.proofs}</h2>
            <ul>
              {notice.proofs.map((proof) => (
                <li key={proof.id}>
                  {noticeText.proof(proof.seen_on, proof.place)}（{proof.record}）
                </li>
              ))}
            </ul>
          </section>
        )}
        {!isDraft && (
          <section className="sheet">
            <h2 className="section-title">{noticeText.objections}</h2>
            {notice.managed_objections.length === 0 && <p className="hint">{noticeText.noObjections}</p>}
            {notice.managed_objections.map((objection) => (
              <OneObjection key={objection.number} objection={objection} notice={notice} board={board} />
            ))}
          </section>
        )}
      </div>
    </>
  );
}

/** What may be done with the notice now. */
function Buttons({ notice, board }: { notice: Managed; board: BoardName }): ReactNode {
  const worker = useWorker();
  const fields = useDraftFields(board);
  const path = { notice_id: notice.id };
  const guarded = { path, header: { "If-Match": `"${String(notice.version)}"` } };
  const [drafts, posts] = [hasRole(worker, DRAFTERS[board]), hasRole(worker, POSTERS[board])];
  return (
    <div className="row">
      {notice.state === "draft" && drafts && (
        <Action
          label={text.edit}
          service={board}
          width={720}
          fields={fields}
          initial={{ kind: notice.kind, title: notice.title, body: notice.body, audience: notice.audience, unit: notice.unit }}
          act={(values) => take(boards[board].PUT("/v1/managed-notices/{notice_id}", { params: guarded, body: draftOf(values) }))}
          done={text.saved}
        />
      )}
      {notice.state === "draft" && posts && (
        <Action
          label={text.post}
          note={text.postNote}
          service={board}
          button={{ type: "primary" }}
          act={() => take(boards[board].POST("/v1/managed-notices/{notice_id}/posting", { params: guarded }))}
          done={text.posted}
        />
      )}
      {notice.state !== "draft" && drafts && (
        <Action
          label={text.proof}
          note={text.proofNote}
          service={board}
          fields={[
            { name: "place", label: text.place },
            { name: "seen_on", label: text.seen, kind: "day" },
            { name: "record", label: text.record },
          ]}
          act={(values, key) =>
            take(
              boards[board].POST("/v1/managed-notices/{notice_id}/proofs", {
                params: { path, header: { "Idempotency-Key": key } },
                body: { place: word(values, "place"), seen_on: word(values, "seen_on") || today(), record: word(values, "record") },
              }),
            )
          }
          done={text.proofDone}
        />
      )}
      {(notice.state === "posted" || notice.state === "stopped") && posts && (
        <Action
          label={text.withdraw}
          note={text.withdrawNote}
          service={board}
          button={{ danger: true }}
          fields={[{ name: "reason", label: text.reason, kind: "long" }]}
          act={(values) =>
            take(
              boards[board].POST("/v1/managed-notices/{notice_id}/withdrawal", {
                params: guarded,
                body: { reason: word(values, "reason") },
              }),
            )
          }
          done={text.withdrawDone}
        />
      )}
    </div>
  );
}

function OneObjection({ objection, notice, board }: { objection: Objection; notice: Managed; board: BoardName }): ReactNode {
  const worker = useWorker();
  const [phone, setPhone] = useState<string | null>(null);
  const path = { notice_id: notice.id, number: objection.number };
  const mayAnswer = hasRole(worker, DRAFTERS[board]);
  return (
    <article className="todo">
      <strong>
        {noticeText.objection(objection.number)} {objection.late && <span className="tag warn">{noticeText.late}</span>}
        {objection.outcome && <span className="tag">{noticeText.outcomes[objection.outcome] ?? objection.outcome}</span>}
      </strong>
      <span className="todo-facts">
        <span>{noticeText.received(moment(objection.received_at))}</span>
        <span>
          {text.who} {objection.name} {phone ?? objection.phone}
        </span>
        {mayAnswer && phone === null && (
          <Action
            label={text.contact}
            note={text.contactNote}
            service={board}
            button={{ size: "small", type: "link" }}
            act={() => take(boards[board].GET("/v1/managed-notices/{notice_id}/objections/{number}/contact", { params: { path } }))}
            after={(contact: components["schemas"]["ObjectorContact"]) => setPhone(contact.phone)}
            done={text.contactDone}
          />
        )}
      </span>
      <p className="notice-body">{objection.text}</p>
      {objection.answer ? (
        <p className="notice-body">
          {text.answer}：{objection.subject} — {objection.answer}
        </p>
      ) : (
        mayAnswer && (
          <div>
            <Action
              label={text.answer}
              note={text.answerNote}
              service={board}
              button={{ type: "primary" }}
              fields={[
                { name: "subject", label: text.subject },
                {
                  name: "outcome",
                  label: text.outcome,
                  kind: "select",
                  options: Object.entries(noticeText.outcomes).map(([value, label]) => ({ value, label })),
                },
                { name: "answer", label: text.answerText, kind: "long" },
              ]}
              act={(values) =>
                take(
                  boards[board].POST("/v1/managed-notices/{notice_id}/objections/{number}/answer", {
                    params: { path, header: { "If-Match": `"${String(notice.version)}"` } },
                    body: {
                      subject: word(values, "subject"),
                      outcome: word(values, "outcome") as "accepted",
                      answer: word(values, "answer"),
                    },
                  }),
                )
              }
              done={text.answerDone}
            />
          </div>
        )
      )}
    </article>
  );
}
