import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { take, water } from "../api/client";
import { Asked, Empty } from "../lite/state";
import { Title } from "../lite/title";
import { moment } from "../shared/format";
import { supplyStops as text } from "../texts/supply-stop";

/** Planned supply stops that are not over. */
export default function SupplyStops(): ReactNode {
  const query = useQuery({
    queryKey: ["water", "supply-stops"],
    queryFn: () => take(water.GET("/v1/supply-stops", { params: { query: { limit: 100 } } })),
  });
  return (
    <>
      <Title>{text.title}</Title>
      <header className="page-head">
        <h1>{text.title}</h1>
        <p>{text.lead}</p>
      </header>
      <Asked query={query} service="water" lines={4}>
        {(list) =>
          list.items.length === 0 ? (
            <Empty title={text.none} />
          ) : (
            <ul className="cards">
              {list.items.map((stop) => (
                <li key={stop.id} className="card">
                  <h2>{stop.area}</h2>
                  <dl className="facts">
                    <dt>{text.from}</dt>
                    <dd>{moment(stop.starts_at)}</dd>
                    <dt>{text.until}</dt>
                    <dd>{moment(stop.ends_at)}</dd>
                    <dt>{text.reason}</dt>
                    <dd>{stop.reason}</dd>
                  </dl>
                  <p className="who">
                    {stop.system_name} · {text.announced(moment(stop.announced_at))}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Asked>
    </>
  );
}
