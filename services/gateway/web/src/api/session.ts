import { useSyncExternalStore } from "react";
import type { components } from "./generated/gateway";

type LoginView = components["schemas"]["LoginView"];
export type Account = components["schemas"]["LoginAccountView"];

/** Who is logged in, in this browser; all its tabs share it. */
export interface Session {
  account: Account;
  accessToken: string;
  refreshToken: string;
  /** When the access token ends, by this machine's clock, in milliseconds. */
  expiresAt: number;
  mustChangePassword: boolean;
}

const KEY = "jiangzhou.session";
/** Stored in place of a session that has ended by itself; after a logout nothing is stored. */
const ENDED = '"ended"';
const listeners = new Set<() => void>();
let text = read();
let session = parse(text);
/** The session has ended by itself: whoever it was may log in again and go on where they are. */
let hasEnded = false;

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function parse(value: string | null): Session | null {
  if (!value || value === ENDED) return null;
  try {
    return JSON.parse(value) as Session;
  } catch {
    return null;
  }
}

function changed(): void {
  for (const listener of listeners) listener();
}

globalThis.addEventListener?.("storage", (event) => {
  if (event.key === KEY || event.key === null) reload();
});

/** Takes over what another tab has stored. */
export function reload(): Session | null {
  const stored = read();
  if (stored !== text) {
    text = stored;
    hasEnded = stored === ENDED && session !== null;
    if (!hasEnded) session = parse(stored);
    changed();
  }
  return current();
}

/** The session that requests are made in. */
export function current(): Session | null {
  return hasEnded ? null : session;
}

export function keep(view: LoginView): Session {
  const made: Session = {
    account: view.account,
    accessToken: view.access_token,
    refreshToken: view.refresh_token,
    expiresAt: Date.now() + view.expires_in * 1000,
    mustChangePassword: view.must_change_password,
  };
  session = made;
  hasEnded = false;
  store(JSON.stringify(made));
  changed();
  return made;
}

function store(value: string): void {
  text = value;
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // A browser that stores nothing keeps the session in this tab until it is closed.
  }
}

/** The gateway has ended the session. Pages stay as they are, with what was typed, until somebody logs in again or leaves. */
export function expire(): void {
  if (!session) return;
  hasEnded = true;
  store(ENDED);
  changed();
}

/** A logout: nothing of the session stays. */
export function forget(): void {
  session = null;
  hasEnded = false;
  text = null;
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was stored.
  }
  changed();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The session; a change, in this tab or another, draws anew. */
export function useSession(): Session | null {
  return useSyncExternalStore(subscribe, current);
}

/** Who works here, even when the session has just ended: pages go on showing what they showed. */
export function useWorker(): Session | null {
  return useSyncExternalStore(subscribe, () => session);
}

/** Whether the session has ended by itself. */
export function useHasEnded(): boolean {
  return useSyncExternalStore(subscribe, () => hasEnded);
}

/** Whether somebody has one of these roles. An empty list means everybody who is logged in. */
export function hasRole(who: Session | null, roles: readonly string[]): boolean {
  return who !== null && (roles.length === 0 || roles.some((role) => who.account.roles.includes(role)));
}
