/** One field of a state, before and after. */
export interface FieldChange {
  /** Where it stands: `plan.volumes.0`. */
  path: string;
  before: string | null;
  after: string | null;
  isChanged: boolean;
}

/** Every field of two states, in the order of the later one; of a field that only one of them has, the other side is null. */
export function diffOf(before: unknown, after: unknown): FieldChange[] {
  const was = new Map<string, string>();
  const is = new Map<string, string>();
  flatten(before, "", was);
  flatten(after, "", is);
  const paths = [...is.keys(), ...[...was.keys()].filter((path) => !is.has(path))];
  return paths.map((path) => {
    const [one, other] = [was.get(path) ?? null, is.get(path) ?? null];
    return { path, before: one, after: other, isChanged: one !== other };
  });
}

function flatten(state: unknown, path: string, into: Map<string, string>): void {
  if (state === undefined || (state === null && path === "")) return;
  if (typeof state === "object" && state !== null) {
    const parts = Object.entries(state);
    if (parts.length === 0) into.set(path || ".", Array.isArray(state) ? "[]" : "{}");
    for (const [name, value] of parts) flatten(value, path ? `${path}.${name}` : name, into);
    return;
  }
  into.set(path || ".", typeof state === "string" ? state : JSON.stringify(state));
}
