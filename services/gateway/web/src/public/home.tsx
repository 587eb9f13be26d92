import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { gateway, take } from "../api/client";
import { Asked } from "../lite/state";
import { moment } from "../shared/format";
import { noticeText } from "../texts/notice";
import { calculators as text, site } from "../texts/public";
import { supplyStops } from "../texts/supply-stop";
import { term } from "../texts/terms";
import { violation } from "../texts/violation";
import { Title } from "../lite/title";

const CALCULATORS = ["surcharge", "irrigation", "supply", "construction", "fee", "window", "vote"] as const;

/** What a visitor sees first. */
export default function Home(): ReactNode {
  return (
    <>
      <Title>{site.calculators}</Title>
      <section className="hero">
        <h1>{site.heroTitle}</h1>
        <p>{site.heroText}</p>
      </section>
      <section className="section" aria-labelledby="calculators">
        <h2 id="calculators">{site.calculators}</h2>
        <CalculatorCards />
      </section>
      <section className="section" aria-labelledby="look-up">
        <h2 id="look-up">{site.lookUp}</h2>
        <ul className="cards">
          <li>
            <Link className="card" to="/prices">
              <h3>{site.prices.title}</h3>
              <p>{site.prices.text}</p>
              <p className="who">{site.prices.who}</p>
            </Link>
          </li>
          <li>
            <Link className="card" to="/supply-stops">
              <h3>{supplyStops.title}</h3>
              <p>{supplyStops.card}</p>
              <p className="who">{supplyStops.who}</p>
            </Link>
          </li>
          <li>
            <Link className="card" to="/notices">
              <h3>{noticeText.title}</h3>
              <p>{noticeText.card}</p>
              <p className="who">{noticeText.who}</p>
            </Link>
          </li>
          <li>
            <Link className="card" to="/violations">
              <h3>{violation.title}</h3>
              <p>{violation.card}</p>
              <p className="who">{violation.who}</p>
            </Link>
          </li>
          <li>
            <Link className="card" to="/regulations">
              <h3>{site.regulations.title}</h3>
              <p>{site.regulations.text}</p>
              <p className="who">{site.regulations.who}</p>
            </Link>
          </li>
          <li>
            <a className="card" href="/docs/">
              <h3>{site.api.title}</h3>
              <p>{site.api.text}</p>
              <p className="who">{site.api.who}</p>
            </a>
          </li>
        </ul>
      </section>
      <Status />
    </>
  );
}

export function CalculatorCards(): ReactNode {
  return (
    <ul className="cards">
      {CALCULATORS.map((name) => (
        <li key={name}>
          <Link className="card" to={text[name].path}>
            <h3>{text[name].title}</h3>
            <p>{text[name].lead}</p>
            <p className="who">
              {text[name].department} · {text[name].who}
            </p>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Status(): ReactNode {
  const query = useQuery({ queryKey: ["status"], queryFn: () => take(gateway.GET("/api/status")), refetchInterval: 30_000 });
  return (
    <section className="section" aria-labelledby="status">
      <h2 id="status">{site.status}</h2>
      <Asked query={query} service="gateway" lines={2}>
        {(status) => (
          <div className="card">
            <dl className="figures">
              {status.services.map((service) => (
                <div key={service.name}>
                  <dt>{service.title}</dt>
                  <dd>
                    <small>
                      <i className={`dot ${service.state}`} />
                      {term("serviceState", service.state)}
                    </small>
                  </dd>
                </div>
              ))}
            </dl>
            <p className="who">{site.checkedAt(moment(status.checked_at))}</p>
          </div>
        )}
      </Asked>
    </section>
  );
}
