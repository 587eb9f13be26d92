import type { ReactNode } from "react";
import { asProblem } from "../api/problem";
import { frame } from "../texts/frame";

/** What went wrong, in the service's own words, with the request id for whoever has to look it up. */
export function ProblemBox({
  error,
  service,
  onRetry,
}: {
  error: unknown;
  service?: keyof typeof frame.services;
  onRetry?: () => void;
}): ReactNode {
  const problem = asProblem(error);
  const { body } = problem;
  // Its detail names the fields as programs know them; people read the sentences.
  const isInput = body.code === "invalid_input" && problem.fieldErrors.length > 0;
  const faults = isInput ? problem.fieldErrors : problem.fieldErrors.filter((fault) => !body.detail.includes(fault.message));
  return (
    <div className={`problem${problem.isOutage ? " outage" : ""}`} role="alert">
      <h3>{isInput ? frame.problem.inputTitle : body.title}</h3>
      {!isInput && <p>{body.detail}</p>}
      {problem.isOutage && service && <p>{frame.problem.outage(frame.services[service])}</p>}
      {faults.length > 0 && (
        <ul>
          {faults.map((fault) => (
            <li key={`${fault.pointer}${fault.code}`}>{fault.message}</li>
          ))}
        </ul>
      )}
      {body.missing && body.missing.length > 0 && (
        <p>
          {frame.problem.missing}：{body.missing.join("；")}
        </p>
      )}
      {body.who_may && body.who_may.length > 0 && (
        <p>
          {frame.problem.whoMay}：{body.who_may.join("、")}
        </p>
      )}
      {body.citation && (
        <p>
          {frame.problem.citation}：{body.citation.document} {body.citation.article}
        </p>
      )}
      {problem.retryAfter !== undefined && <p>{frame.problem.retryAfter(problem.retryAfter)}</p>}
      {body.request_id && (
        <p className="id">
          {frame.problem.requestId}：<code>{body.request_id}</code>
        </p>
      )}
      {onRetry && (
        <p>
          <button type="button" className="button quiet small" onClick={onRetry}>
            {frame.retry}
          </button>
        </p>
      )}
    </div>
  );
}
