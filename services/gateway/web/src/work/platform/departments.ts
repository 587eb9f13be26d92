import { frame } from "../../texts/frame";
import type { Option } from "../grammar/control";

const NAMES = ["water", "finance", "emergency", "housing"] as const;

/** The departments whose services there are, as choices. */
export const departments = (): Option[] => NAMES.map((name) => ({ value: name, label: frame.services[name] }));

/** What a department's service is called; what is not known is shown as it came. */
export const departmentName = (name: string | null | undefined, none: string): string =>
  name ? (departments().find((option) => option.value === name)?.label ?? name) : none;
