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
const listeners = new Set<() => void>();
let text = read();
let session = parse(text);

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function parse(value: string | null): Session | null {
  if (!value) return null;
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
    session = parse(stored);
    changed();
  }
  return session;
}

export function current(): Session | null {
  return session;
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
  text = JSON.stringify(made);
  try {
    localStorage.setItem(KEY, text);
  } catch {
    // A browser that stores nothing keeps the session in this tab until it is closed.
  }
  changed();
  return made;
}

export function forget(): void {
  session = null;
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

/** Whether somebody has one of these roles. An empty list means everybody who is logged in. */
export function hasRole(who: Session | null, roles: readonly string[]): boolean {
  return who !== null && (roles.length === 0 || roles.some((role) => who.account.roles.includes(role)));
}
