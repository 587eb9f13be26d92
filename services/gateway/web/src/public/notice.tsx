import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type FormEvent, type ReactNode } from "react";
import { Link, useParams } from "react-router";
import { boards, newKey, take, type BoardName } from "../api/client";
import { asProblem } from "../api/problem";
import type { components } from "../api/generated/operations";
import { TextField } from "../lite/field";
import { ProblemBox } from "../lite/problem";
import { Asked } from "../lite/state";
import { Title } from "../lite/title";
import { moment } from "../shared/format";
import { frame } from "../texts/frame";
import { noticeText as text } from "../texts/notice";
import { boardOf, toneOf, useNotice, type Notice } from "./boards";
import { NoticeFiles } from "./notice-files";

/** One notice: what it says, how long it runs, who objected to what and the answer; and the way to object. */
export default function NoticePage(): ReactNode {
  const { department, id = "" } = useParams();
  const board = boardOf(department);
  const query = useNotice(board, id);
  return (
    <>
      <p className="crumb">
        <Link to="/notices">{text.title}</Link>
      </p>
      <Asked query={query} service={board}>
        {(notice) => <One notice={notice} board={board} />}
      </Asked>
    </>
  );
}

function One({ notice, board }: { notice: Notice; board: BoardName }): ReactNode {
  const isOpen = notice.state === "posted" || notice.state === "stopped";
  return (
    <>
      <Title>{notice.title}</Title>
      <header className="page-head">
        <h1>{notice.title}</h1>
        <p>
          <span className={toneOf(notice.state)}>{text.states[notice.state] ?? notice.state}</span>{" "}
          {typeof notice.days_left === "number" && <span className="tag">{text.left(notice.days_left)}</span>}
        </p>
      </header>
      {notice.stopped_on && <p className="example-note">{text.stoppedSince(notice.stopped_on)}</p>}
      {notice.withdrawn_reason && (
        <p className="example-note">
          {text.withdrawn}：{notice.withdrawn_reason}
        </p>
      )}
      <article className="card notice-body">{notice.body}</article>
      {notice.attachments.length > 0 && <NoticeFiles notice={notice} board={board} />}
      <section className="section">
        <dl className="notice-facts">
          <Fact label={text.number}>{notice.number}</Fact>
          <Fact label={text.kind}>{notice.kind_title}</Fact>
          <Fact label={text.audience}>{notice.audience}</Fact>
          <Fact label={text.posted}>
            {frame.services[board]} {moment(notice.posted_at)}
          </Fact>
          <Fact label={text.length}>{text.period(notice.days, notice.counting)}</Fact>
          {notice.last_day && <Fact label={text.last}>{notice.last_day}</Fact>}
          {notice.citation && (
            <Fact label={text.basis}>
              {notice.citation.document} {notice.citation.article}
            </Fact>
          )}
          {notice.interpretation && <Fact label={text.interpretation}>{notice.interpretation}</Fact>}
          <Fact label={text.digest}>
            <code className="notice-digest">{notice.content_sha256}</code>
          </Fact>
        </dl>
        {notice.proofs.length > 0 && (
          <>
            <h2 className="section-title">{text.proofs}</h2>
            <ul>
              {notice.proofs.map((proof) => (
                <li key={proof.id}>{text.proof(proof.seen_on, proof.place)}</li>
              ))}
            </ul>
          </>
        )}
      </section>
      <section className="section" aria-labelledby="objections">
        <h2 id="objections">{text.objections}</h2>
        {notice.published_objections.length === 0 && <p className="hint">{text.noObjections}</p>}
        <div className="result">
          {notice.published_objections.map((objection) => (
            <article key={objection.number} className="card">
              <h3>
                {text.objection(objection.number)}{" "}
                {objection.outcome && <span className="tag">{text.outcomes[objection.outcome] ?? objection.outcome}</span>}
                {objection.late && <span className="tag warn">{text.late}</span>}
              </h3>
              <p className="who">
                {text.received(moment(objection.received_at))}
                {objection.answered_at && ` · ${text.answered(moment(objection.answered_at))}`}
              </p>
              {objection.answer ? (
                <>
                  <p>{objection.subject}</p>
                  <p className="notice-answer">{objection.answer}</p>
                </>
              ) : (
                <p>{text.waiting}</p>
              )}
            </article>
          ))}
        </div>
      </section>
      {(isOpen || notice.state === "ended") && <Objection notice={notice} board={board} isLate={!isOpen} />}
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type Receipt = components["schemas"]["ObjectionReceipt"];
const EMPTY = { name: "", phone: "", text: "" };

/** The form of an objection. Its id is made once: sending again after a silence is the same objection. */
function Objection({ notice, board, isLate }: { notice: Notice; board: BoardName; isLate: boolean }): ReactNode {
  const cache = useQueryClient();
  const id = useRef(newKey());
  const [form, setForm] = useState(EMPTY);
  const [faults, setFaults] = useState<Partial<typeof EMPTY>>({});
  const sent = useMutation<Receipt>({
    mutationFn: () =>
      take(
        boards[board].POST("/v1/notices/{notice_id}/objections", {
          params: { path: { notice_id: notice.id } },
          body: { id: id.current, ...form },
        }),
      ),
    onSuccess: () => cache.invalidateQueries({ queryKey: [board, "notices", "public"] }),
    onError: (error) => {
      const problem = asProblem(error);
      if (problem.body.code === "objection_id_reused") id.current = newKey();
      setFaults(Object.fromEntries(problem.fieldErrors.map((fault) => [fault.pointer.slice(1), fault.message])));
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const missing = Object.entries(form).filter(([, value]) => value.trim() === "");
    setFaults(Object.fromEntries(missing.map(([name]) => [name, text.fill])));
    if (missing.length === 0) sent.mutate();
  }

  if (sent.data) {
    return (
      <section className="section card" role="status">
        <h2>{text.sentTitle(sent.data.number)}</h2>
        <p>{text.sent}</p>
        {sent.data.state === "stopped" && <p>{text.sentStopped}</p>}
      </section>
    );
  }
  const change = (name: keyof typeof EMPTY) => (value: string) => setForm({ ...form, [name]: value });
  return (
    <section className="section" aria-labelledby="object">
      <h2 id="object">{text.object}</h2>
      <p className="hint">{text.objectLead}</p>
      {isLate && <p className="example-note">{text.objectLate}</p>}
      <form className="card form narrow" onSubmit={submit} noValidate>
        <TextField kind="text" name="name" label={text.name} value={form.name} onChange={change("name")} error={faults.name} />
        <TextField kind="text" name="phone" label={text.phone} value={form.phone} onChange={change("phone")} error={faults.phone} />
        <LongField label={text.text} hint={text.textHint} value={form.text} onChange={change("text")} error={faults.text} />
        {sent.isError && <ProblemBox error={sent.error} service={board} />}
        <button type="submit" className="button wide" disabled={sent.isPending}>
          {sent.isPending ? text.sending : text.send}
        </button>
      </form>
    </section>
  );
}

function LongField({
  label,
  hint,
  value,
  onChange,
  error,
}: {
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}): ReactNode {
  return (
    <div className="field">
      <label htmlFor="objection-text">{label}</label>
      <textarea
        id="objection-text"
        className="control"
        name="text"
        rows={6}
        maxLength={2000}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? "objection-text-error" : "objection-text-hint"}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className="hint" id="objection-text-hint">
        {hint}
      </span>
      {error && (
        <span className="field-error" id="objection-text-error">
          {error}
        </span>
      )}
    </div>
  );
}
