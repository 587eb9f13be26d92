import type { ReactNode } from "react";
import { digits } from "../shared/format";
import { named } from "../texts/terms";
import { inputName } from "../texts/trace";

/** A rule's value: a figure as a figure, a table as a table, whatever shape the rule book gives it. */
export function RuleValue({ value }: { value: unknown }): ReactNode {
  if (value === null || value === undefined) return "—";
  if (typeof value === "boolean" || typeof value === "number" || typeof value === "string") return digits(word(String(value)));
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== "object" || item === null)) return value.map((item) => word(String(item))).join("、");
    const columns = [...new Set(value.flatMap((item) => (typeof item === "object" && item !== null ? Object.keys(item) : [])))];
    return (
      <div className="scroll" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column}>{name(column)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {value.map((item, index) => (
              <tr key={index}>
                {columns.map((column) => (
                  <td key={column}>
                    <RuleValue value={(item as Record<string, unknown>)[column]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    );
  }
  return (
    <dl className="facts">
      {Object.entries(value).map(([key, part]) => (
        <div key={key} className="pair">
          <dt>{name(key)}</dt>
          <dd>
            <RuleValue value={part} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function name(key: string): string {
  const input = inputName(key);
  if (input !== key) return input;
  return named(key, ["district", "crop", "grade", "category", "industryClass", "criterion"]) ?? key;
}

function word(value: string): string {
  return named(value, ["grade", "criterion", "starter", "yesNo", "district", "crop"]) ?? value;
}
