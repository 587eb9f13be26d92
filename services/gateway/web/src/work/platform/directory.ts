import { useQuery } from "@tanstack/react-query";
import { gateway, take } from "../../api/client";
import type { components } from "../../api/generated/gateway";
import type { Option } from "../grammar/control";

type Unit = components["schemas"]["UnitView"];

const MOST = 200;

/** Every unit, page after page: forms and lists need them all. */
async function everyUnit(): Promise<Unit[]> {
  const units: Unit[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await take(gateway.GET("/api/identity/v1/units", { params: { query: { limit: MOST, ...(cursor ? { cursor } : {}) } } }));
    units.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return units;
}

export interface Directory {
  units: Option[];
  roles: Option[];
  /** The name of a unit; its code when it is not known. */
  unit: (code: string) => string;
  role: (code: string) => string;
}

/** Units and roles by their names, as the gateway keeps them. */
export function useDirectory(): Directory {
  const units = useQuery({ queryKey: ["gateway", "directory", "units"], queryFn: everyUnit });
  const roles = useQuery({ queryKey: ["gateway", "directory", "roles"], queryFn: () => take(gateway.GET("/api/identity/v1/roles")) });
  const unitOptions = (units.data ?? []).map((unit) => ({ value: unit.code, label: unit.name }));
  const roleOptions = (roles.data?.items ?? []).map((role) => ({ value: role.code, label: role.title }));
  const nameIn = (options: Option[]) => (code: string) => options.find((option) => option.value === code)?.label ?? code;
  return { units: unitOptions, roles: roleOptions, unit: nameIn(unitOptions), role: nameIn(roleOptions) };
}
