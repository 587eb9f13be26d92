import type { ProColumns } from "@ant-design/pro-components";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { take, water } from "../../api/client";
import { hasRole, useWorker } from "../../api/session";
import { digits, moment, today } from "../../shared/format";
import { reward as texts } from "../../texts/reward";
import { person, term } from "../../texts/terms";
import { towns } from "../directory";
import { Action } from "../grammar/action";
import { CaseOf } from "../grammar/case-panel";
import { word } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { Facts, figure } from "../grammar/show";
import { signatureFields, useFiles, Word, type Schemas } from "./reward-parts";

type Summary = Schemas["RewardSummaryView"];
const text = texts.summary;

const FIELDS: QueryField[] = [{ name: "year", label: texts.year }];
const COLUMNS: ProColumns<Summary>[] = [
  { title: texts.year, dataIndex: "year" },
  { title: texts.town, dataIndex: "town", render: (_, one) => term("unit", one.town) },
  { title: texts.state, dataIndex: "state", render: (_, one) => <Word of={text.states} value={one.state} /> },
  { title: text.count, key: "count", align: "right", render: (_, one) => figure(one.declarations.length) },
  { title: texts.declaration.reform, dataIndex: "reform_area", align: "right", render: (_, one) => figure(one.reform_area) },
  { title: text.filed, dataIndex: "filed_by", render: (_, one) => person(one.filed_by) },
  { title: text.approved, dataIndex: "approved_by", render: (_, one) => person(one.approved_by) },
];

export default function RewardSummaries(): ReactNode {
  const isClerk = hasRole(useWorker(), ["town_clerk"]);
  const waiting = useQuery({
    queryKey: ["water", "reward-declarations", "submitted"],
    queryFn: () => take(water.GET("/v1/reward/declarations", { params: { query: { state: "submitted", limit: 200 } } })),
    enabled: isClerk,
  });
  const submitted = waiting.data?.items ?? [];
  return (
    <ListPage<Summary>
      id="water.reward-summaries"
      title={text.title}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      load={({ year }, page) =>
        take(water.GET("/v1/reward/town-summaries", { params: { query: { ...(year ? { year: Number(year) } : {}), ...page } } }))
      }
      toolbar={
        isClerk
          ? [
              <Action
                key="create"
                label={text.create}
                note={text.createNote}
                service="water"
                button={{ type: "primary" }}
                fields={[
                  { name: "year", label: texts.year, kind: "whole", isHalf: true },
                  { name: "town", label: texts.town, kind: "select", options: towns, isHalf: true },
                  {
                    name: "declarations",
                    label: text.declarations,
                    kind: "multi",
                    options: submitted.map((one) => ({ value: one.id, label: `${one.village_name} ${String(one.year)}` })),
                  },
                ]}
                initial={{
                  year: submitted[0]?.year ?? Number(today().slice(0, 4)) - 1,
                  ...(submitted[0] ? { town: submitted[0].town } : {}),
                }}
                act={(values, key) =>
                  take(
                    water.POST("/v1/reward/town-summaries", {
                      params: { header: { "Idempotency-Key": key } },
                      body: {
                        year: Number(values["year"]),
                        town: word(values, "town") as Schemas["Town"],
                        declarations: (values["declarations"] as string[] | undefined) ?? [],
                      },
                    }),
                  )
                }
                done={texts.done}
              />,
            ]
          : []
      }
      one={(summary_id) => take(water.GET("/v1/reward/town-summaries/{summary_id}", { params: { path: { summary_id } } }))}
      drawer={{
        title: (one) => `${term("unit", one.town)} ${String(one.year)} ${text.title}`,
        content: (one) => <Details one={one} />,
        width: 860,
      }}
    />
  );
}

function Details({ one }: { one: Summary }): ReactNode {
  const of = texts.declaration;
  return (
    <div className="stack">
      <Actions one={one} />
      <Facts
        items={[
          [texts.state, <Word key="s" of={text.states} value={one.state} />],
          [of.reform, digits(one.reform_area)],
          [of.grain, digits(one.grain_area)],
          [of.economic, digits(one.economic_area)],
          [text.signed, one.handler && one.head && one.sealed_on ? of.paper(one.handler, one.head, one.sealed_on) : "—"],
          [text.filed, one.filed_by ? `${person(one.filed_by)} ${moment(one.filed_at)}` : "—"],
          [text.approved, one.approved_by ? `${person(one.approved_by)} ${moment(one.approved_at)}` : "—"],
        ]}
      />
      <section>
        <h3 className="section-title">{text.declarations}</h3>
        <ul>
          {one.declarations.map((declaration) => (
            <li key={declaration.id}>
              <Link to={`/work/water/reward-declarations?open=${declaration.id}`}>{declaration.village_name}</Link>{" "}
              <Word of={texts.states} value={declaration.state} /> {of.reform} {digits(declaration.reform_area)}
            </li>
          ))}
        </ul>
      </section>
      <CaseOf service="water" entity="reward_town_summary" id={one.id} />
    </div>
  );
}

function Actions({ one }: { one: Summary }): ReactNode {
  const who = useWorker();
  const isOwn = one.drafted_by === who?.account.username;
  const mayFile = one.state === "draft" && hasRole(who, ["town_head"]) && !isOwn;
  const mayWithdraw = one.state === "draft" && hasRole(who, ["town_clerk"]) && isOwn;
  const mayApprove = one.state === "filed" && hasRole(who, ["water_head"]);
  const files = useFiles("reward_town_summary", one.id, mayFile);
  const params = (key: string) => ({ path: { summary_id: one.id }, header: { "If-Match": String(one.version), "Idempotency-Key": key } });
  if (!mayFile && !mayWithdraw && !mayApprove) return null;
  return (
    <div className="row">
      {mayFile && (
        <Action
          label={text.file}
          note={text.fileNote}
          service="water"
          button={{ type: "primary" }}
          fields={signatureFields(text.form, files)}
          act={(values, key) =>
            take(
              water.POST("/v1/reward/town-summaries/{summary_id}/filing", {
                params: params(key),
                body: {
                  handler: word(values, "handler"),
                  head: word(values, "head"),
                  sealed_on: word(values, "sealed_on"),
                  sealed_form: word(values, "sealed_form"),
                },
              }),
            )
          }
          done={texts.done}
        />
      )}
      {mayApprove && (
        <Action
          label={text.approve}
          note={text.approveNote}
          service="water"
          button={{ type: "primary" }}
          act={(_, key) => take(water.POST("/v1/reward/town-summaries/{summary_id}/approval", { params: params(key), body: {} }))}
          done={texts.done}
        />
      )}
      {mayWithdraw && (
        <Action
          label={texts.withdraw}
          service="water"
          button={{ danger: true }}
          act={(_, key) => take(water.POST("/v1/reward/town-summaries/{summary_id}/withdrawal", { params: params(key), body: {} }))}
          done={texts.done}
        />
      )}
    </div>
  );
}
