import type { ReactNode } from "react";
import { RuleValue } from "../../public/rule-value";
import { rule as texts } from "../../texts/rule";
import type { Difference } from "./desk";

const text = texts.change;

/** What stood and what stands, place by place. */
export function Differences({ differences }: { differences: Difference[] }): ReactNode {
  if (differences.length === 0) return <p className="hint">{text.noDifference}</p>;
  return (
    <div className="scroll" tabIndex={0}>
      <table className="table diff">
        <thead>
          <tr>
            <th scope="col">{text.place}</th>
            <th scope="col">{text.before}</th>
            <th scope="col">{text.after}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((difference) => (
            <tr key={difference.pointer}>
              <th scope="row">{texts.placeName(difference.pointer)}</th>
              <td className="was">
                <RuleValue value={difference.before} />
              </td>
              <td className="is">
                <RuleValue value={difference.after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
