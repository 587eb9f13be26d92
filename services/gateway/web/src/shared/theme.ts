import { useSyncExternalStore } from "react";

export type ThemeChoice = "light" | "dark" | "system";
const KEY = "jiangzhou.theme";
const listeners = new Set<() => void>();
const system = globalThis.matchMedia?.("(prefers-color-scheme: dark)");
let choice: ThemeChoice = read();

function read(): ThemeChoice {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    return "system";
  }
}

function isDark(): boolean {
  return choice === "dark" || (choice === "system" && (system?.matches ?? false));
}

function apply(): void {
  document.documentElement.dataset["theme"] = isDark() ? "dark" : "light";
  for (const listener of listeners) listener();
}

system?.addEventListener?.("change", apply);
apply();

export function chooseTheme(next: ThemeChoice): void {
  choice = next;
  try {
    if (next === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
  } catch {
    // The choice holds until the page is closed.
  }
  apply();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The choice, and whether it comes to dark just now. */
export function useTheme(): { choice: ThemeChoice; dark: boolean } {
  const now = useSyncExternalStore(subscribe, () => `${choice}|${String(isDark())}`);
  const [chosen, dark] = now.split("|");
  return { choice: chosen as ThemeChoice, dark: dark === "true" };
}

const still = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)");

/** Whether whoever looks wants nothing to move. */
export function wantsStillness(): boolean {
  return still?.matches ?? false;
}
