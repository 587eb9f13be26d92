import type { components } from "../../api/generated/gateway";
import { platform } from "../../texts/platform";
import { term } from "../../texts/terms";
import { posts, roles, units } from "../directory";
import { word, type FormField, type Values } from "../grammar/control";

type Schemas = components["schemas"];
export type AccountView = Schemas["AccountView"];
const text = platform.account;

/** What is asked for an account; the units of the data scope only where single units are chosen. */
export function accountFields(): FormField[] {
  return [
    { name: "name", label: text.name, isHalf: true },
    { name: "unit", label: text.unit, kind: "select", options: units, isHalf: true },
    { name: "posts", label: text.posts, kind: "multi", options: posts, isOptional: true },
    { name: "roles", label: text.roles, kind: "multi", options: roles, hint: text.rolesHint, isOptional: true },
    {
      name: "scope.kind",
      label: text.scope,
      kind: "select",
      options: Object.entries(platform.scopes).map(([value, label]) => ({ value, label })),
    },
    {
      name: "scope.units",
      label: text.scopeUnits,
      kind: "multi",
      options: units,
      when: (values) => values["scope.kind"] === "units",
    },
  ];
}

const list = (value: Values[string]): string[] => (Array.isArray(value) ? value : []);

export function accountBody(values: Values): Schemas["UpdateAccountRequest"] {
  const kind = word(values, "scope.kind");
  return {
    name: word(values, "name"),
    unit: word(values, "unit"),
    roles: list(values["roles"]),
    posts: list(values["posts"]),
    scope: { kind, ...(kind === "units" ? { units: list(values["scope.units"]) } : {}) },
  };
}

export function accountInitial(account: AccountView): Values {
  return {
    name: account.name,
    unit: account.unit,
    roles: account.roles,
    posts: account.posts,
    "scope.kind": account.scope.kind,
    "scope.units": account.scope.units ?? [],
  };
}

/** What may be done to an account as it stands. Nobody shuts themselves out. */
export function accountDeeds(account: AccountView, me: string | undefined): ("edit" | "reset" | "unlock" | "activate" | "deactivate")[] {
  const isMe = account.username === me;
  return [
    "edit",
    ...(isMe ? [] : (["reset"] as const)),
    ...(account.locked_until ? (["unlock"] as const) : []),
    ...(account.active ? (isMe ? [] : (["deactivate"] as const)) : (["activate"] as const)),
  ];
}

/** A data scope in words. */
export function scopeText(scope: Schemas["ScopeBody"]): string {
  const kind = platform.scopes[scope.kind] ?? scope.kind;
  return scope.kind === "units" ? `${kind}：${(scope.units ?? []).map((unit) => term("unit", unit)).join("、")}` : kind;
}
