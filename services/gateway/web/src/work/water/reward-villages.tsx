import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { take, water } from "../../api/client";
import { hasRole, useWorker } from "../../api/session";
import { reward as texts } from "../../texts/reward";
import { choices, term } from "../../texts/terms";
import { towns } from "../directory";
import { Action } from "../grammar/action";
import { word, type FormField, type Values } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { Facts } from "../grammar/show";
import type { Schemas } from "./reward-parts";

type Village = Schemas["RewardVillageView"];
const text = texts.village_;

const FIELDS: QueryField[] = [{ name: "town", label: texts.town, kind: "select", options: towns }];
const COLUMNS: ProColumns<Village>[] = [
  { title: text.code, dataIndex: "code" },
  { title: text.name, dataIndex: "name" },
  { title: texts.town, dataIndex: "town", render: (_, village) => term("unit", village.town) },
  {
    title: texts.district,
    dataIndex: "district",
    render: (_, village) => (village.district ? term("district", village.district) : texts.noDistrict),
  },
  { title: text.holder, dataIndex: "account_name", render: (_, village) => village.account_name ?? text.none },
  { title: text.number, dataIndex: "account_number", render: (_, village) => village.account_number ?? "—" },
];

const FACTS: FormField[] = [
  { name: "name", label: text.name },
  { name: "district", label: texts.district, kind: "select", options: () => choices("district"), isOptional: true, hint: texts.noDistrict },
  { name: "account_name", label: text.holder, isOptional: true },
  { name: "account_bank", label: text.bank, isOptional: true },
  { name: "account_number", label: text.number, isOptional: true, hint: text.numberHint },
];

/** What is said of a village; what is left blank is not there. */
export function factsOf(values: Values): Schemas["RewardVillageFactsRequest"] {
  const filled = (name: string) => word(values, name) || null;
  return {
    name: word(values, "name"),
    district: filled("district") as Schemas["District"] | null,
    account_name: filled("account_name"),
    account_bank: filled("account_bank"),
    account_number: filled("account_number"),
  };
}

export default function RewardVillages(): ReactNode {
  const isClerk = hasRole(useWorker(), ["water_clerk", "town_clerk"]);
  return (
    <ListPage<Village>
      id="water.reward-villages"
      title={text.title}
      service="water"
      rowKey="code"
      fields={FIELDS}
      columns={COLUMNS}
      load={(filter, page) => take(water.GET("/v1/reward/villages", { params: { query: { ...filter, ...page } } }))}
      toolbar={
        isClerk
          ? [
              <Action
                key="create"
                label={text.create}
                service="water"
                button={{ type: "primary" }}
                fields={[
                  { name: "code", label: text.code, hint: text.codeHint },
                  { name: "town", label: texts.town, kind: "select", options: towns },
                  ...FACTS,
                ]}
                act={(values, key) =>
                  take(
                    water.POST("/v1/reward/villages", {
                      params: { header: { "Idempotency-Key": key } },
                      body: { ...factsOf(values), code: word(values, "code"), town: word(values, "town") as Schemas["Town"] },
                    }),
                  )
                }
                done={texts.done}
              />,
            ]
          : []
      }
      drawer={{
        title: (village) => village.name,
        content: (village) => (
          <div className="stack">
            {isClerk && (
              <div className="row">
                <Action
                  label={text.change}
                  service="water"
                  fields={FACTS}
                  initial={{
                    name: village.name,
                    ...(village.district ? { district: village.district } : {}),
                    ...(village.account_name ? { account_name: village.account_name } : {}),
                    ...(village.account_bank ? { account_bank: village.account_bank } : {}),
                  }}
                  act={(values) =>
                    take(
                      water.PUT("/v1/reward/villages/{code}", {
                        params: { path: { code: village.code }, header: { "If-Match": String(village.version) } },
                        body: factsOf(values),
                      }),
                    )
                  }
                  done={texts.done}
                />
              </div>
            )}
            <Facts
              items={[
                [text.code, village.code],
                [text.name, village.name],
                [texts.town, term("unit", village.town)],
                [texts.district, village.district ? term("district", village.district) : texts.noDistrict],
                [text.holder, village.account_name ?? text.none],
                [text.bank, village.account_bank ?? "—"],
                [text.number, village.account_number ?? "—"],
              ]}
            />
          </div>
        ),
      }}
    />
  );
}
