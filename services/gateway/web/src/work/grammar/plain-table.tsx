import type { ReactNode } from "react";

/** A small table inside a drawer, of what is known already; `none`: what stands there when there is nothing. */
export function PlainTable({ heads, rows, none }: { heads: string[]; rows: ReactNode[][]; none?: string }): ReactNode {
  if (none && rows.length === 0) return <p className="hint">{none}</p>;
  return (
    <div className="scroll" tabIndex={0}>
      <table className="table part">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, index) => (
                <td key={index} className="words">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
