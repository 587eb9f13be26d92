import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { take, water } from "../../api/client";
import { asProblem } from "../../api/problem";
import { hasRole, useWorker } from "../../api/session";
import { Asked } from "../../lite/state";
import { Trace } from "../../lite/trace";
import { quota as text } from "../../texts/quota";
import { Action } from "../grammar/action";
import { filled, word, type FormField, type Option } from "../grammar/control";
import { periodsOf, type Plan } from "./plan-form";

async function findQuotas(q: string): Promise<Option[]> {
  const page = await take(water.GET("/v1/quotas", { params: { query: { ...(q.trim() ? { q: q.trim() } : {}), limit: 20 } } }));
  return page.items.map((one) => ({ value: one.id, label: text.of(one.product, one.value, one.unit, one.standard) }));
}

const outputField = (period: string) => `outputs.${period}`;

/** What the volumes of a plan rest on: quota × declared output. The clerk computes a draft by it. */
export function QuotaBasis({ plan }: { plan: Plan }): ReactNode {
  const mayCompute = hasRole(useWorker(), ["water_clerk"]) && plan.state === "draft" && !plan.ground;
  const query = useQuery({
    queryKey: ["water", "quota-basis", plan.id, plan.version],
    queryFn: async () => {
      try {
        return await take(water.GET("/v1/plans/{plan_id}/quota-basis", { params: { path: { plan_id: plan.id } } }));
      } catch (error) {
        // Most plans rest on words alone.
        if (asProblem(error).body.status === 404) return null;
        throw error;
      }
    },
    enabled: plan.basis === "quota",
  });
  if (plan.basis !== "quota") return null;
  const periods = periodsOf(plan.year, plan.period_kind);
  const fields: FormField[] = [
    { name: "quota_id", label: text.quota, kind: "find", find: findQuotas, hint: text.quotaHint },
    ...periods.map((period) => ({ name: outputField(period), label: text.output(period), isHalf: true, isOptional: true })),
    { name: "present_use", label: text.presentUse, hint: text.presentUseHint, isOptional: true },
  ];
  return (
    <section className="stack">
      <h3 className="section-title">{text.basis}</h3>
      {mayCompute && (
        <div className="row">
          <Action
            label={text.compute}
            note={text.computeNote}
            service="water"
            fields={fields}
            act={(values, key) =>
              take(
                water.POST("/v1/plans/{plan_id}/quota-basis", {
                  params: { path: { plan_id: plan.id }, header: { "If-Match": String(plan.version), "Idempotency-Key": key } },
                  body: {
                    quota_id: word(values, "quota_id"),
                    outputs: Object.fromEntries(
                      periods.flatMap((period) =>
                        values[outputField(period)] === undefined ? [] : [[period, word(values, outputField(period))]],
                      ),
                    ),
                    ...filled(values, ["present_use"]),
                  },
                }),
              )
            }
            done={text.computed}
          />
        </div>
      )}
      <Asked query={query} service="water" lines={1}>
        {(basis) =>
          basis && (
            <>
              <p>{text.of(basis.quota.product, basis.quota.value, basis.quota.unit, basis.quota.standard)}</p>
              {!basis.is_current && <p className="hint">{text.isStale}</p>}
              <Trace steps={basis.trace} department="water" open={false} />
            </>
          )
        }
      </Asked>
    </section>
  );
}
