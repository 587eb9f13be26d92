import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { take, water } from "../api/client";
import type { components } from "../api/generated/water";
import { SelectField } from "../lite/field";
import { Asked, Empty } from "../lite/state";
import { Title } from "../lite/title";
import { priceNotice as text } from "../texts/price-notice";
import { choices } from "../texts/terms";
import "./price-notice.css";

type Schemas = components["schemas"];
type Price = Schemas["IrrigationPriceView"];
const YEARS = ["2023", "2024", "2025"];

/** The price notice of a district and year, to be printed and posted in every town and village that benefits (25号 六（四）). */
export default function PriceNotice(): ReactNode {
  const [params, setParams] = useSearchParams();
  const district = params.get("district") ?? "muzan";
  const year = params.get("year") ?? "2025";
  const choose = (name: string) => (value: string) => {
    const next = new URLSearchParams(params);
    next.set(name, value);
    setParams(next, { replace: true });
  };
  const query = useQuery({
    queryKey: ["water", "price-notice", district, year],
    queryFn: async () => {
      const [prices, districts] = await Promise.all([
        take(water.GET("/v1/irrigation/prices", { params: { query: { district: district as Schemas["District"], year: Number(year) } } })),
        take(water.GET("/v1/irrigation/districts")),
      ]);
      return { prices: prices.items, facts: districts.items.find((one) => one.district === district) };
    },
  });
  return (
    <>
      <Title>{text.title}</Title>
      <header className="page-head no-print">
        <h1>{text.title}</h1>
        <p>{text.lead}</p>
      </header>
      <div className="row no-print">
        <div className="narrow">
          <SelectField name="district" label={text.district} value={district} onChange={choose("district")} options={choices("district")} />
        </div>
        <div className="narrow">
          <SelectField
            name="year"
            label={text.year}
            value={year}
            onChange={choose("year")}
            options={YEARS.map((value) => ({ value, label: value }))}
          />
        </div>
        <button type="button" className="button quiet" onClick={() => globalThis.print()}>
          {text.print}
        </button>
      </div>
      <section className="section">
        <Asked query={query} service="water" lines={10}>
          {({ prices, facts }) =>
            prices.length === 0 ? (
              <Empty title={text.none} />
            ) : (
              <Poster prices={prices} towns={facts?.towns ?? []} name={facts?.name ?? ""} year={year} />
            )
          }
        </Asked>
      </section>
    </>
  );
}

function Poster({ prices, towns, name, year }: { prices: Price[]; towns: string[]; name: string; year: string }): ReactNode {
  const approval = prices.find((row) => row.crop_group === "economic_other");
  const citation = prices[0]?.citation;
  return (
    <article className="card poster">
      <h2>{text.heading(name, year)}</h2>
      <p>{text.to(towns.join("、"))}</p>
      <p className="indent">{text.body(citation?.document ?? "")}</p>
      <div className="scroll" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{text.crop}</th>
              {[1, 2, 3].map((band) => (
                <th key={band} scope="col" className="num">
                  {text.band(band)}
                  <small> {text.unit}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {prices.map((row) => (
              <tr key={row.crop_group}>
                <td>{row.crop_group_name}</td>
                {row.printed.map((price, index) => (
                  <td key={index} className="num">
                    {price}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ol>
        <li>{text.grain}</li>
        <li>
          {approval?.approved && approval.approval_number
            ? text.approved(approval.approval_number, approval.approved_on ?? "")
            : text.waiting(approval?.current_price ?? "")}
        </li>
        <li>{text.quota}</li>
        <li>{text.ask}</li>
      </ol>
      <footer>
        <span>
          {text.place}
          <br />
          {text.posted}
        </span>
        <b>{text.sign}</b>
      </footer>
    </article>
  );
}
