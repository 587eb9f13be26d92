import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { hasRole, useWorker } from "../../api/session";
import { choices, person, term } from "../../texts/terms";
import { water as texts } from "../../texts/water";
import { suppliers } from "../directory";
import { Action } from "../grammar/action";
import { word } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { figure } from "../grammar/show";
import { Proposals } from "./price-proposals";

type Price = components["schemas"]["BasePriceView"];
const text = texts.price;
const FIELDS: QueryField[] = [
  { name: "supplier", label: text.supplier, kind: "select", options: suppliers },
  { name: "category", label: text.category, kind: "select", options: choices("category") },
];
const COLUMNS: ProColumns<Price>[] = [
  { title: text.supplier, dataIndex: "supplier", render: (_, price) => term("unit", price.supplier) },
  { title: text.category, dataIndex: "category", render: (_, price) => term("category", price.category) },
  { title: text.price, dataIndex: "price", align: "right", render: (_, price) => figure(price.price) },
  { title: text.from, dataIndex: "effective_from" },
  { title: text.document, dataIndex: "document" },
  { title: text.article, dataIndex: "article" },
  { title: text.by, dataIndex: "recorded_by", render: (_, price) => person(price.recorded_by) },
  { title: text.approvedBy, dataIndex: "approved_by", render: (_, price) => (price.approved_by ? person(price.approved_by) : "—") },
];

export default function Prices(): ReactNode {
  const session = useWorker();
  return (
    <ListPage<Price>
      id="water.prices"
      exports="base-prices"
      title={text.title}
      lead={text.note}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      above={<Proposals />}
      load={(filter, page) => take(water.GET("/v1/base-prices", { params: { query: { ...filter, ...page } } }))}
      toolbar={
        hasRole(session, ["water_clerk", "water_billing_clerk", "water_head"])
          ? [
              <Action
                key="create"
                label={text.create}
                note={text.note}
                service="water"
                button={{ type: "primary" }}
                fields={[
                  { name: "supplier", label: text.supplier, kind: "select", options: suppliers },
                  {
                    name: "category",
                    label: text.category,
                    kind: "select",
                    options: choices("category", ["non_resident", "special_trade"]),
                  },
                  { name: "price", label: text.price },
                  { name: "effective_from", label: text.from, kind: "day" },
                  { name: "document", label: text.document },
                  { name: "article", label: text.article },
                ]}
                act={(values, key) =>
                  take(
                    water.POST("/v1/base-prices", {
                      params: { header: { "Idempotency-Key": key } },
                      body: {
                        supplier: word(values, "supplier"),
                        category: word<components["schemas"]["Category"]>(values, "category"),
                        price: word(values, "price"),
                        effective_from: word(values, "effective_from"),
                        document: word(values, "document"),
                        article: word(values, "article"),
                      },
                    }),
                  )
                }
                done={text.saved}
              />,
            ]
          : []
      }
    />
  );
}
