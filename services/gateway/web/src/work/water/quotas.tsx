import type { ProColumns } from "@ant-design/pro-components";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { hasRole, useWorker } from "../../api/session";
import { Asked } from "../../lite/state";
import { today } from "../../shared/format";
import { quota as text } from "../../texts/quota";
import { term } from "../../texts/terms";
import { work } from "../../texts/work";
import { Action } from "../grammar/action";
import { filled, word, type FormField } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { figure } from "../grammar/show";
import { optionsFrom } from "./supervised";

type Schemas = components["schemas"];
type Quota = Schemas["QuotaView"];

const COLUMNS: ProColumns<Quota>[] = [
  { title: text.product, dataIndex: "product" },
  { title: text.unit, dataIndex: "unit" },
  { title: text.value, dataIndex: "value", align: "right", render: (_, one) => figure(one.value) },
  { title: text.level, dataIndex: "level", render: (_, one) => text.levels[one.level] ?? one.level },
  { title: text.standard, dataIndex: "standard" },
  { title: text.from, dataIndex: "effective_from" },
  { title: text.to, dataIndex: "effective_to", render: (_, one) => one.effective_to ?? "—" },
];
const FIELDS: QueryField[] = [
  { name: "q", label: text.q },
  { name: "level", label: text.level, kind: "select", options: optionsFrom(text.levels) },
  { name: "on", label: text.on, kind: "day" },
];
const FORM: FormField[] = [
  { name: "product", label: text.product },
  { name: "value", label: text.value, isHalf: true },
  { name: "unit", label: text.unit, hint: text.unitHint, isHalf: true },
  { name: "level", label: text.level, kind: "select", options: optionsFrom(text.levels), isHalf: true },
  { name: "standard", label: text.standard, isHalf: true },
  { name: "effective_from", label: text.from, kind: "day", isHalf: true },
  { name: "effective_to", label: text.to, kind: "day", hint: text.toHint, isOptional: true, isHalf: true },
];

/** The quota library; the crop quotas stand above it, from the rules. */
export default function Quotas(): ReactNode {
  const who = useWorker();
  const mayWork = hasRole(who, ["water_clerk", "water_head"]);
  return (
    <ListPage<Quota>
      id="water.quotas"
      title={text.title}
      lead={text.lead}
      exports="quotas"
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={[
        ...COLUMNS,
        ...(mayWork ? [{ title: "", key: "end", render: (_: unknown, one: Quota) => (one.effective_to ? "" : <End one={one} />) }] : []),
      ]}
      above={<Crops />}
      load={(filter, page) => take(water.GET("/v1/quotas", { params: { query: { ...filter, ...page } } }))}
      toolbar={[
        ...(hasRole(who, ["water_clerk"])
          ? [
              <Link key="import" to="/work/water/imports?kind=quotas">
                {work.menu.imports}
              </Link>,
            ]
          : []),
        ...(mayWork
          ? [
              <Action
                key="create"
                label={text.create}
                service="water"
                button={{ type: "primary" }}
                fields={FORM}
                initial={{ level: "provincial", effective_from: today() }}
                act={(values, key) =>
                  take(
                    water.POST("/v1/quotas", {
                      params: { header: { "Idempotency-Key": key } },
                      body: {
                        product: word(values, "product"),
                        unit: word(values, "unit"),
                        value: word(values, "value"),
                        level: word<Schemas["QuotaLevel"]>(values, "level"),
                        standard: word(values, "standard"),
                        effective_from: word(values, "effective_from"),
                        ...filled(values, ["effective_to"]),
                      },
                    }),
                  )
                }
                done={text.created}
              />,
            ]
          : []),
      ]}
    />
  );
}

function End({ one }: { one: Quota }): ReactNode {
  return (
    <Action
      label={text.end}
      note={text.endNote}
      service="water"
      button={{ size: "small" }}
      fields={[{ name: "effective_to", label: text.to, kind: "day" }]}
      act={(values, key) =>
        take(
          water.POST("/v1/quotas/{quota_id}/ending", {
            params: { path: { quota_id: one.id }, header: { "If-Match": String(one.version), "Idempotency-Key": key } },
            body: { effective_to: word(values, "effective_to") },
          }),
        )
      }
      done={text.done}
    />
  );
}

function Crops(): ReactNode {
  const query = useQuery({ queryKey: ["water", "crop-quotas"], queryFn: () => take(water.GET("/v1/crop-quotas")) });
  return (
    <section className="sheet stack" aria-label={text.crops}>
      <h2 className="sheet-title">{text.crops}</h2>
      <Asked query={query} service="water" lines={1}>
        {(crops) => (
          <dl className="figures">
            {crops.map((crop) => (
              <div key={crop.crop}>
                <dt>{term("crop", crop.crop)}</dt>
                <dd>
                  {text.cropValue(crop.value)}{" "}
                  <small>
                    {crop.citation.document} {crop.citation.article}
                  </small>
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Asked>
    </section>
  );
}
