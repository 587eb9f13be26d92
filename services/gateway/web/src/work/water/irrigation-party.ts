import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { irrigationWater as text } from "../../texts/irrigation-water";
import type { Option } from "../grammar/control";

export type Schemas = components["schemas"];
type Kind = Schemas["PartyKind"];

/** Choices of a vocabulary that only irrigation has. */
export const optionsOf = (words: Record<string, string>): Option[] => Object.entries(words).map(([value, label]) => ({ value, label }));

/** Parties of some kinds whose code, name or village contains what was typed. */
export function findParty(...kinds: Kind[]): (typed: string) => Promise<Option[]> {
  return async (typed) => {
    const pages = await Promise.all(
      kinds.map((kind) =>
        take(water.GET("/v1/irrigation/parties", { params: { query: { kind, limit: 20, ...(typed ? { q: typed } : {}) } } })),
      ),
    );
    return pages.flatMap((page) =>
      page.items.map((party) => ({ value: party.id, label: `${party.code} ${party.name}（${text.kinds[party.kind] ?? party.kind}）` })),
    );
  };
}
