import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Link } from "react-router";
import { take, water } from "../api/client";
import type { components } from "../api/generated/water";
import { SelectField } from "../lite/field";
import { Discrepancies, PriceTables } from "../lite/irrigation-prices";
import { Asked, Empty } from "../lite/state";
import { Title } from "../lite/title";
import { digits } from "../shared/format";
import { priceNotice } from "../texts/price-notice";
import { pricesText as text } from "../texts/public";
import { choices } from "../texts/terms";

/** The printed irrigation prices with the state of their approval; good to print and to post. */
export default function Prices(): ReactNode {
  const [district, setDistrict] = useState("");
  const prices = useQuery({
    queryKey: ["water", "irrigation-prices", district],
    queryFn: () =>
      take(
        water.GET("/v1/irrigation/prices", {
          params: { query: district ? { district: district as components["schemas"]["District"] } : {} },
        }),
      ),
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
        <Link className="button quiet" to={`/prices/notice?district=${district || "muzan"}`}>
          {priceNotice.open}
        </Link>
      </div>
      <section className="section">
        <Asked query={prices} service="water" lines={8}>
          {(list) => (list.items.length === 0 ? <Empty title={text.empty} /> : <PriceTables items={list.items} />)}
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
              {report.discrepancies.length > 0 && <Discrepancies items={report.discrepancies} />}
            </div>
          )}
        </Asked>
      </section>
    </>
  );
}
