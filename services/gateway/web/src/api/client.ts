import createClient from "openapi-fetch";
import type { paths as EmergencyPaths } from "./generated/emergency";
import type { paths as FinancePaths } from "./generated/finance";
import type { paths as GatewayPaths } from "./generated/gateway";
import type { paths as HousingPaths } from "./generated/housing";
import type { paths as OperationsPaths } from "./generated/operations";
import type { paths as WaterPaths } from "./generated/water";
import { asProblem, problemOf } from "./problem";
import { current, expire, keep, reload, type Session } from "./session";

/** Asked of the server that the page came from. */
const ORIGIN = globalThis.location?.origin ?? "";
/** How long a page waits for an answer. */
const PATIENCE_MS = 30_000;
/** A token that ends sooner than this is exchanged before it is used. */
const MARGIN_MS = 20_000;

/** Only here is anything asked of the network. */
async function send(request: Request): Promise<Response> {
  return fetch(new Request(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(PATIENCE_MS)]) }));
}

const identity = createClient<GatewayPaths>({ baseUrl: `${ORIGIN}`, fetch: send });

let refreshing: Promise<Session | null> | null = null;

/** A refresh token is good for one use: one tab at a time, and each looks first whether another was quicker. */
async function exchange(used: Session): Promise<Session | null> {
  const now = reload();
  if (!now || now.refreshToken !== used.refreshToken) return now;
  const { data, response } = await identity.POST("/api/identity/v1/refresh", { body: { refresh_token: now.refreshToken } });
  if (data) return keep(data);
  if (response.status === 401) expire();
  return null;
}

/** One tab at a time, where the browser can see to that (over TLS, or on this machine). */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  return "locks" in navigator ? await navigator.locks.request("jiangzhou.refresh", work) : work();
}

async function refresh(used: Session): Promise<Session | null> {
  refreshing ??= alone(() => exchange(used)).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function sendAsSomebody(request: Request): Promise<Response> {
  let session = current();
  if (session && session.expiresAt - Date.now() < MARGIN_MS) session = await refresh(session);
  if (!session) return send(request);
  const again = request.clone();
  request.headers.set("authorization", `Bearer ${session.accessToken}`);
  const response = await send(request);
  if (response.status !== 401) return response;
  const renewed = await refresh(session);
  if (!renewed) return response;
  again.headers.set("authorization", `Bearer ${renewed.accessToken}`);
  return send(again);
}

export const gateway = createClient<GatewayPaths>({ baseUrl: `${ORIGIN}`, fetch: sendAsSomebody });
export const water = createClient<WaterPaths>({ baseUrl: `${ORIGIN}/api/water`, fetch: sendAsSomebody });
export const emergency = createClient<EmergencyPaths>({ baseUrl: `${ORIGIN}/api/emergency`, fetch: sendAsSomebody });
export const finance = createClient<FinancePaths>({ baseUrl: `${ORIGIN}/api/finance`, fetch: sendAsSomebody });
export const housing = createClient<HousingPaths>({ baseUrl: `${ORIGIN}/api/housing`, fetch: sendAsSomebody });

type CasePath = Extract<keyof WaterPaths, `/v1/cases${string}`>;
const casesAt = (base: string) => createClient<Pick<WaterPaths, CasePath>>({ baseUrl: `${ORIGIN}/api/${base}`, fetch: sendAsSomebody });
/** What every department with cases has for them. */
export const cases = { water: casesAt("water"), finance: casesAt("finance") };

/** How rules are read and kept, the same in every department. */
type RulePaths = Pick<WaterPaths, Extract<keyof WaterPaths, `/v1/rule${string}`>>;
const rulesAt = (base: string) => createClient<RulePaths>({ baseUrl: `${ORIGIN}/api/${base}`, fetch: sendAsSomebody });
export const ruleDesks = {
  water: rulesAt("water"),
  finance: rulesAt("finance"),
  emergency: rulesAt("emergency"),
  housing: rulesAt("housing"),
};

const operationsAt = (base: string) => createClient<OperationsPaths>({ baseUrl: `${ORIGIN}/api/${base}`, fetch: sendAsSomebody });
/** What every service has for operators and auditors; the gateway has no messages, and so no dead letters. */
export const operations = {
  gateway: operationsAt("identity"),
  water: operationsAt("water"),
  finance: operationsAt("finance"),
  emergency: operationsAt("emergency"),
  housing: operationsAt("housing"),
};
export type ServiceName = keyof typeof operations;

/** The notice boards: the same in every department that has one. */
export const boards = { water: operationsAt("water"), finance: operationsAt("finance"), housing: operationsAt("housing") };
export type BoardName = keyof typeof boards;
type ExportPaths = Pick<WaterPaths, Extract<keyof WaterPaths, `/v1/exports${string}`>>;
const exportsAt = (base: string) => createClient<ExportPaths>({ baseUrl: `${ORIGIN}/api/${base}`, fetch: sendAsSomebody });
/** The services whose lists can be exported; what they have for it is the same. */
export const exportsOf = { water: exportsAt("water"), finance: exportsAt("finance"), gateway: exportsAt("identity") };
export type ExportingService = keyof typeof exportsOf;

export interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The data of an answer; anything else is thrown as a problem. */
export async function take<T>(asked: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await asked;
  } catch (error) {
    throw asProblem(error);
  }
  if (!answer.response.ok) throw problemOf(answer.error, answer.response);
  return answer.data as T;
}

/** A key for a request that must not happen twice: made once per form, used again when the same form is sent again. */
export function newKey(): string {
  return (
    crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("")
  );
}

/** Hands a file to the browser, under the name that the service gave it. */
export async function download(asked: Promise<Answer<unknown>>, fallback: string): Promise<void> {
  let answer: Answer<unknown>;
  try {
    answer = await asked;
  } catch (error) {
    throw asProblem(error);
  }
  if (!answer.response.ok) throw problemOf(answer.error, answer.response);
  const disposition = answer.response.headers.get("content-disposition") ?? "";
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const name = encoded ? decodeURIComponent(encoded) : (/filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? fallback);
  const url = URL.createObjectURL(answer.data as Blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
