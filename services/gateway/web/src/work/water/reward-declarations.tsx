import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { take, water } from "../../api/client";
import { hasRole, useWorker } from "../../api/session";
import { today } from "../../shared/format";
import { reward as texts } from "../../texts/reward";
import { term } from "../../texts/terms";
import { towns } from "../directory";
import { Action } from "../grammar/action";
import { word } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { figure } from "../grammar/show";
import { DeclarationDetails } from "./reward-declaration";
import { baseData, DATA_FIELDS } from "./reward-form";
import { optionsFrom, useVillages, Word, type Schemas } from "./reward-parts";

type Declaration = Schemas["RewardDeclarationView"];
const text = texts.declaration;

const FIELDS: QueryField[] = [
  { name: "year", label: texts.year },
  { name: "town", label: texts.town, kind: "select", options: towns },
  { name: "state", label: texts.state, kind: "select", options: optionsFrom(texts.states) },
];
const COLUMNS: ProColumns<Declaration>[] = [
  { title: texts.village, dataIndex: "village_name" },
  { title: texts.year, dataIndex: "year" },
  { title: texts.town, dataIndex: "town", render: (_, one) => term("unit", one.town) },
  {
    title: texts.district,
    dataIndex: "district",
    render: (_, one) => (one.district ? term("district", one.district) : texts.noDistrict),
  },
  { title: texts.state, dataIndex: "state", render: (_, one) => <Word of={texts.states} value={one.state} /> },
  { title: text.reform, dataIndex: "reform_area", align: "right", render: (_, one) => figure(one.reform_area) },
  { title: text.grain, dataIndex: "grain_area", align: "right", render: (_, one) => figure(one.grain_area) },
  { title: text.economic, dataIndex: "economic_area", align: "right", render: (_, one) => figure(one.economic_area) },
];

export default function RewardDeclarations(): ReactNode {
  const isClerk = hasRole(useWorker(), ["town_clerk"]);
  const navigate = useNavigate();
  const villages = useVillages(isClerk);
  return (
    <ListPage<Declaration>
      id="water.reward-declarations"
      title={text.title}
      lead={text.lead}
      exports="reward-declarations"
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      load={({ year, state, ...filter }, page) =>
        take(
          water.GET("/v1/reward/declarations", {
            params: {
              query: {
                ...filter,
                ...(year ? { year: Number(year) } : {}),
                ...(state ? { state: state as Schemas["RewardDeclarationState"] } : {}),
                ...page,
              },
            },
          }),
        )
      }
      toolbar={
        isClerk
          ? [
              <Action
                key="create"
                label={text.create}
                service="water"
                button={{ type: "primary" }}
                fields={[
                  { name: "year", label: texts.year, kind: "whole", isHalf: true },
                  {
                    name: "village",
                    label: texts.village,
                    kind: "select",
                    options: villages.map((one) => ({ value: one.code, label: one.name })),
                    isHalf: true,
                  },
                  ...DATA_FIELDS,
                ]}
                initial={{ year: Number(today().slice(0, 4)) - 1, other_area: "0" }}
                act={(values, key) =>
                  take(
                    water.POST("/v1/reward/declarations", {
                      params: { header: { "Idempotency-Key": key } },
                      body: { ...baseData(values), year: Number(values["year"]), village: word(values, "village") },
                    }),
                  )
                }
                after={(made: Declaration) => void navigate(`/work/water/reward-declarations?open=${made.id}`)}
                done={texts.done}
              />,
            ]
          : []
      }
      one={(declaration_id) => take(water.GET("/v1/reward/declarations/{declaration_id}", { params: { path: { declaration_id } } }))}
      drawer={{
        title: (one) => `${one.village_name} ${String(one.year)} ${text.title}`,
        content: (one) => <DeclarationDetails id={one.id} />,
        width: 860,
      }}
    />
  );
}
