import type { ReactNode } from "react";

/** A small table inside a drawer, of what is known already. */
export function PlainTable({ heads, rows }: { heads: string[]; rows: ReactNode[][] }): ReactNode {
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
                <td key={index} className="wrap">
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
