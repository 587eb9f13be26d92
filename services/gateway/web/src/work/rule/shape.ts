/** The shape of a rule's value, from the value that it has: what the form offers for it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export type Shape = "text" | "long" | "day" | "whole" | "flag" | "list" | "rows" | "record" | "raw";

/** How deep a value may be for the form to offer fields. */
const DEEPEST = 3;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LONG = 40;

export function isRecord(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function shapeOf(value: Json, depth = 0): Shape {
  if (value === null || depth > DEEPEST) return "raw";
  if (typeof value === "boolean") return "flag";
  if (typeof value === "number") return Number.isInteger(value) ? "whole" : "raw";
  if (typeof value === "string") return DAY.test(value) ? "day" : value.length > LONG ? "long" : "text";
  if (Array.isArray(value)) {
    if (value.length === 0) return "list";
    const isFlat = (item: Json): boolean => !isRecord(item) && !Array.isArray(item);
    if (value.every(isFlat)) return "list";
    const rows = value.filter(isRecord);
    return rows.length === value.length && rows.every((row) => Object.values(row).every(isFlat)) ? "rows" : "raw";
  }
  return Object.values(value).every((part) => shapeOf(part, depth + 1) !== "raw") ? "record" : "raw";
}

/** An empty value of the same shape: for a further item. */
export function blankOf(value: Json | undefined): Json {
  if (typeof value === "number") return 0;
  if (typeof value === "boolean") return false;
  if (Array.isArray(value)) return [];
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, blankOf(part)]));
  return "";
}

/** A value whose part at one place is another. */
export function withPart(value: Json, key: string | number, part: Json): Json {
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? part : item));
  return isRecord(value) ? { ...value, [key]: part } : part;
}

/** The text as JSON, if it is. */
export function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
