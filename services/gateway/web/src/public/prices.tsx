import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { take, water } from "../api/client";
import type { components } from "../api/generated/water";
import { SelectField } from "../lite/field";
import { Asked, Empty } from "../lite/state";
import { Title } from "../lite/title";
import { digits } from "../shared/format";
import { frame } from "../texts/frame";
import { pricesText as text } from "../texts/public";
import { choices, term } from "../texts/terms";

type Price = components["schemas"]["IrrigationPriceView"];

/** The printed irrigation prices with the state of their approval; good to print and to post. */
export default function Prices(): ReactNode {
  const [district, setDistrict] = useState("");
  const prices = useQuery({
    queryKey: ["water", "irrigation-prices", district],
    queryFn: () => take(water.GET("/v1/irrigation/prices", { params: { query: district ? { district } : {} } })),
  });
  const districts = useQuery({ queryKey: ["water", "districts"], queryFn: () => take(water.GET("/v1/irrigation/districts")) });
  const consistency = useQuery({ queryKey: ["water", "consistency"], queryFn: () => take(water.GET("/v1/irrigation/price-consistency")) });
  return (
    <>
      <Title>{text.title}</Title>
      <header className="page-head">
        <h1>{text.title}</h1>
        <p>{text.lead}</p>
      </header>
      <div className="row no-print">
        <div className="narrow">
          <SelectField
            name="district"
            label={text.district}
            value={district}
            onChange={setDistrict}
            options={[{ value: "", label: text.all }, ...choices("district")]}
          />
        </div>
        <button type="button" className="button quiet" onClick={() => globalThis.print()}>
          {text.print}
        </button>
      </div>
      <section className="section">
        <Asked query={prices} service="water" lines={8}>
          {(list) => (list.items.length === 0 ? <Empty title={text.empty} /> : <Tables items={list.items} />)}
        </Asked>
      </section>
      <section className="section">
        <h2>{text.districts}</h2>
        <Asked query={districts} service="water">
          {(list) => (
            <ul className="cards">
              {list.items
                .filter((one) => !district || one.district === district)
                .map((one) => (
                  <li key={one.district} className="card">
                    <h3>{one.name}</h3>
                    <dl className="facts">
                      <dt>{text.permit}</dt>
                      <dd>
                        {digits(one.permit_volume)} {text.perYear}
                      </dd>
                      <dt>{text.effective}</dt>
                      <dd>
                        {digits(one.effective_area)} {text.mu}
                      </dd>
                      <dt>{text.cost}</dt>
                      <dd>
                        {one.cost_price} {text.unit}
                      </dd>
                      <dt>{text.towns}</dt>
                      <dd>{one.towns.join("、")}</dd>
                    </dl>
                    <p className="who">
                      {one.citation.document} {one.citation.article}
                    </p>
                  </li>
                ))}
            </ul>
          )}
        </Asked>
      </section>
      <section className="section">
        <h2>{text.consistency}</h2>
        <Asked query={consistency} service="water" lines={2}>
          {(report) => (
            <div className="card">
              <p>{text.consistencyText(report.checked, report.discrepancies.length)}</p>
              {report.discrepancies.length > 0 && (
                <div className="scroll" tabIndex={0}>
                  <table className="table">
                    <thead>
                      <tr>
                        <th>{text.district}</th>
                        <th>{text.year}</th>
                        <th>{text.crop}</th>
                        <th>{text.band(2)}</th>
                        <th className="num">{text.printed}</th>
                        <th className="num">{text.computed}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {report.discrepancies.map((row) => (
                        <tr key={`${row.district}${String(row.year)}${row.crop_group}${String(row.band)}`}>
                          <td>{term("district", row.district)}</td>
                          <td>{row.year}</td>
                          <td>{term("cropGroup", row.crop_group)}</td>
                          <td>{text.band(row.band)}</td>
                          <td className="num">{row.printed}</td>
                          <td className="num">{row.computed}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
            </div>
          )}
        </Asked>
      </section>
    </>
  );
}

function Tables({ items }: { items: Price[] }): ReactNode {
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
              <table className="table tight">
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
                      <td>{row.crop_group_name}</td>
                      {row.printed.map((price, index) => (
                        <td key={index} className="num">
                          {price}
                        </td>
                      ))}
                      <td>
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
