import type { components } from "../../api/generated/gateway";

export type Unit = components["schemas"]["UnitView"];

/** A unit with what is below it. */
export interface Branch {
  key: string;
  unit: Unit;
  children: Branch[];
}

/** Kinds in the order in which a county names them. */
const ORDER = ["county", "department", "town", "community", "village", "station", "company", "bank"];
const rank = (unit: Unit): number => ORDER.indexOf(unit.kind);

/** The units as a tree, departments before towns before companies. A unit whose parent is not there stands at the top. */
export function treeOf(units: readonly Unit[]): Branch[] {
  const branches = new Map(units.map((unit) => [unit.code, { key: unit.code, unit, children: [] as Branch[] }]));
  const top: Branch[] = [];
  for (const branch of branches.values()) {
    const above = branch.unit.parent ? branches.get(branch.unit.parent) : undefined;
    (above ? above.children : top).push(branch);
  }
  const sort = (some: Branch[]): void => {
    some.sort((one, other) => rank(one.unit) - rank(other.unit) || one.unit.code.localeCompare(other.unit.code));
    for (const { children } of some) sort(children);
  };
  sort(top);
  return top;
}

/** The branches that hold what was typed, in name or code, with everything above; all of them when nothing was. */
export function filtered(tree: readonly Branch[], typed: string): Branch[] {
  const wanted = typed.trim().toLowerCase();
  if (!wanted) return [...tree];
  return tree.flatMap((branch) => {
    const children = filtered(branch.children, wanted);
    const isMeant = branch.unit.name.toLowerCase().includes(wanted) || branch.unit.code.includes(wanted);
    return isMeant || children.length > 0 ? [{ ...branch, children: isMeant && children.length === 0 ? branch.children : children }] : [];
  });
}

/** How many units there are below. */
export const countBelow = (branch: Branch): number => branch.children.reduce((sum, child) => sum + 1 + countBelow(child), 0);

/** Every key of the branches that can be unfolded. */
export const keysOf = (tree: readonly Branch[]): string[] =>
  tree.flatMap((branch) => (branch.children.length > 0 ? [branch.key, ...keysOf(branch.children)] : []));

/** The branch of a code. */
export function find(tree: readonly Branch[], code: string): Branch | undefined {
  for (const branch of tree) {
    const found = branch.key === code ? branch : find(branch.children, code);
    if (found) return found;
  }
  return undefined;
}
