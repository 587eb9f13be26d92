import type { components } from "./generated/gateway";
import { frame } from "../texts/frame";

export type ProblemBody = components["schemas"]["ProblemBody"];
export type FieldError = components["schemas"]["FieldErrorBody"];

/** A refusal or failure, in the words of the service that answered; ours only when none did. */
export class Problem extends Error {
  readonly body: Partial<ProblemBody> & { title: string; detail: string; status: number; code: string };
  /** Seconds after which asking again makes sense. */
  readonly retryAfter: number | undefined;

  constructor(body: Problem["body"], retryAfter?: number) {
    super(body.detail);
    this.name = "Problem";
    this.body = body;
    this.retryAfter = retryAfter;
  }

  /** The service did not answer: nothing is said about what was asked. */
  get isOutage(): boolean {
    return this.body.status === 0 || this.body.status === 502 || this.body.status === 503 || this.body.status === 504;
  }

  get fieldErrors(): FieldError[] {
    return this.body.errors ?? [];
  }
}

/** Whatever was thrown, as a problem. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return new Problem({ title: frame.problem.timeoutTitle, detail: frame.problem.timeout, status: 0, code: "timeout" });
  }
  if (error instanceof TypeError) {
    return new Problem({ title: frame.problem.offlineTitle, detail: frame.problem.offline, status: 0, code: "unreachable" });
  }
  return new Problem({ title: frame.problem.pageTitle, detail: frame.problem.page, status: -1, code: "page_failed" });
}

function isBody(value: unknown): value is ProblemBody {
  return typeof value === "object" && value !== null && "detail" in value && "code" in value;
}

/** A problem from an answer that was not a success. */
export function problemOf(error: unknown, response: Response): Problem {
  const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
  const wait = Number.isFinite(retryAfter) ? retryAfter : undefined;
  if (isBody(error)) return new Problem(error, wait);
  const requestId = response.headers.get("x-request-id");
  return new Problem(
    {
      title: frame.problem.strangeTitle,
      detail: frame.problem.strange(response.status),
      status: response.status,
      code: "unknown_answer",
      ...(requestId ? { request_id: requestId } : {}),
    },
    wait,
  );
}
