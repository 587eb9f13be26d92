import type { ReactNode } from "react";
import type { components } from "../api/generated/water";
import { frame } from "../texts/frame";
import { pricesText as text } from "../texts/public";
import { term } from "../texts/terms";

type Price = components["schemas"]["IrrigationPriceView"];
type Discrepancy = components["schemas"]["DiscrepancyView"];

/** The printed prices, a table for each district, with the state of each row's approval. */
export function PriceTables({ items }: { items: Price[] }): ReactNode {
  const names = [...new Set(items.map((item) => item.district))];
  return (
    <div className="result">
      {names.map((district) => {
        const rows = items.filter((item) => item.district === district);
        const citation = rows[0]?.citation;
        return (
          <div key={district} className="card">
            <h3>
              {rows[0]?.district_name ?? district} <small className="hint">{text.unit}</small>
            </h3>
            <div className="scroll" tabIndex={0}>
              <table className="table tight stack">
                <thead>
                  <tr>
                    <th scope="col">{text.year}</th>
                    <th scope="col">{text.crop}</th>
                    {[1, 2, 3].map((band) => (
                      <th key={band} scope="col" className="num">
                        {text.band(band)}
                      </th>
                    ))}
                    <th scope="col">{text.state}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={`${String(row.year)}${row.crop_group}`}>
                      <td>{row.year}</td>
                      <td className="crop">{row.crop_group_name}</td>
                      {row.printed.map((price, index) => (
                        <td key={index} className="num" data-label={text.band(index + 1)}>
                          {price}
                        </td>
                      ))}
                      <td className="wide">
                        <State row={row} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {citation && (
              <p className="who">
                {frame.problem.citation}：{citation.document} {citation.article}
              </p>
            )}
          </div>
        );
      })}
    </div>
  );
}

function State({ row }: { row: Price }): ReactNode {
  if (row.approved && row.approval_number)
    return <span className="tag good">{text.approved(row.approval_number, row.approved_on ?? "")}</span>;
  if (row.approved) return <span className="tag good">{text.notNeeded}</span>;
  return (
    <span className="tag warn">
      {text.waiting} {row.current_price}
    </span>
  );
}

/** The printed prices that are not what the rule gives. */
export function Discrepancies({ items }: { items: Discrepancy[] }): ReactNode {
  return (
    <div className="scroll" tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th>{text.district}</th>
            <th>{text.year}</th>
            <th>{text.crop}</th>
            <th>{text.bandColumn}</th>
            <th className="num">{text.printed}</th>
            <th className="num">{text.computed}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <tr key={`${row.district}${String(row.year)}${row.crop_group}${String(row.band)}`}>
              <td className="nowrap">{term("district", row.district)}</td>
              <td>{row.year}</td>
              <td className="crop">{term("cropGroup", row.crop_group)}</td>
              <td className="nowrap">{text.band(row.band)}</td>
              <td className="num">{row.printed}</td>
              <td className="num">{row.computed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
