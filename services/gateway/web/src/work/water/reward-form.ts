import { reward as texts } from "../../texts/reward";
import { word, type FormField, type Values } from "../grammar/control";
import type { Schemas } from "./reward-parts";

const text = texts.declaration;

/** The base data of a village. */
export const DATA_FIELDS: FormField[] = [
  { name: "effective_area", label: text.effective, isHalf: true },
  { name: "reform_area", label: text.reform, isHalf: true },
  { name: "grain_area", label: text.grain, isHalf: true, hint: text.areaHint },
  { name: "economic_area", label: text.economic, isHalf: true },
  { name: "other_area", label: text.other },
  { name: "water_managers", label: text.managers, kind: "long", hint: text.managersHint },
];

/** One line is one water manager: the name, a space, what they look after. */
export function managersOf(lines: string): Schemas["RewardManagerRequest"][] {
  return lines
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [name = "", ...duty] = line.split(/\s+/);
      return { name, duty: duty.join(" ") };
    });
}

export function baseData(values: Values): Schemas["RewardBaseDataRequest"] {
  return {
    effective_area: word(values, "effective_area"),
    reform_area: word(values, "reform_area"),
    grain_area: word(values, "grain_area"),
    economic_area: word(values, "economic_area"),
    other_area: word(values, "other_area"),
    water_managers: managersOf(word(values, "water_managers")),
  };
}

export function dataOf(one: Schemas["RewardDeclarationDetailView"]): Values {
  return {
    effective_area: one.effective_area,
    reform_area: one.reform_area,
    grain_area: one.grain_area,
    economic_area: one.economic_area,
    other_area: one.other_area,
    water_managers: one.water_managers.map(({ name, duty }) => `${name} ${duty}`).join("\n"),
  };
}
