const KEY = "jiangzhou.wanted";

const ours = (path: string): string => (path.startsWith("/work") ? path : "/work");

/** Where somebody wanted to go before the login came between; only ever a page of ours. */
export function wanted(state: unknown): string {
  return ours(typeof state === "object" && state !== null && "from" in state ? String(state.from) : "");
}

/** Keeps it while the login takes place elsewhere. */
export function remember(path: string): void {
  try {
    sessionStorage.setItem(KEY, path);
  } catch {
    // Then the workplace's home it is.
  }
}

/** What was kept, once. */
export function recall(): string {
  try {
    const path = sessionStorage.getItem(KEY) ?? "";
    sessionStorage.removeItem(KEY);
    return ours(path);
  } catch {
    return ours("");
  }
}
