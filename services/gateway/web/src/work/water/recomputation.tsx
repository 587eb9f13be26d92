import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactNode } from "react";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { ProblemBox } from "../../lite/problem";
import { digits } from "../../shared/format";
import { rule } from "../../texts/rule";
import { water as texts } from "../../texts/water";
import { Mark } from "../grammar/show";

type Recomputed = components["schemas"]["RecomputationView"];
const text = rule.recompute;
const FIGURES = [
  ["adjusted_base", texts.bill.base],
  ["overage", texts.bill.over],
  ["basic_charge", texts.bill.basic],
  ["surcharge", texts.bill.surcharge],
  ["total", texts.bill.sum],
] as const;

/** Computes a bill again by the rules of then, when somebody asks, and shows both. */
export function Recomputation({ id }: { id: string }): ReactNode {
  const asked = useMutation({
    mutationFn: () => take(water.POST("/v1/bills/{bill_id}/recomputation", { params: { path: { bill_id: id } } })),
  });
  return (
    <div className="stack">
      <div>
        <Button onClick={() => asked.mutate()} loading={asked.isPending}>
          {text.ask}
        </Button>
      </div>
      {asked.isError && <ProblemBox error={asked.error} service="water" />}
      {asked.data && <Compared found={asked.data} />}
    </div>
  );
}

export function Compared({ found }: { found: Recomputed }): ReactNode {
  return (
    <div role="status">
      <Mark tone={found.equal ? "good" : "bad"}>{found.equal ? text.equal : text.different}</Mark>
      <p className="hint">{text.rules(found.rules_revision, found.rules_digest)}</p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{text.figure}</th>
            <th scope="col" className="num">
              {text.stored}
            </th>
            <th scope="col" className="num">
              {text.recomputed}
            </th>
          </tr>
        </thead>
        <tbody>
          {FIGURES.map(([name, label]) => (
            <tr key={name}>
              <th scope="row">{label}</th>
              <td className="num">{digits(found.stored[name])}</td>
              <td className="num">{digits(found.recomputed[name])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
