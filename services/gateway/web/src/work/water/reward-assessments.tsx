import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { take, water } from "../../api/client";
import { hasRole, useWorker, type Session } from "../../api/session";
import { digits, moment, percent, today } from "../../shared/format";
import { reward as texts } from "../../texts/reward";
import { person, term } from "../../texts/terms";
import { towns } from "../directory";
import { Action } from "../grammar/action";
import { word, type FormField, type Values } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { Facts, Mark } from "../grammar/show";
import { optionsFrom, useVillages, Word, type Schemas } from "./reward-parts";

type Assessment = Schemas["RewardAssessmentView"];
const text = texts.assessment;
const DISTRICTS = ["muzan", "gujiao", "wanan"];

const FIELDS: QueryField[] = [
  { name: "year", label: texts.year },
  { name: "subject", label: text.subject, kind: "select", options: optionsFrom(text.subjects) },
];
const whose = (one: Assessment) => (one.town ? term("unit", one.town) : (text.subjects["district"] ?? ""));
const COLUMNS: ProColumns<Assessment>[] = [
  { title: texts.year, dataIndex: "year" },
  { title: text.subject, key: "whose", render: (_, one) => whose(one) },
  { title: texts.state, dataIndex: "state", render: (_, one) => <Word of={text.states} value={one.state} /> },
  { title: text.ranking, key: "places", render: (_, one) => text.ceiling(one.excellent_places, one.good_places) },
  { title: text.drafter, dataIndex: "drafted_by", render: (_, one) => person(one.drafted_by) },
  { title: text.decider, dataIndex: "decided_by", render: (_, one) => person(one.decided_by) },
];

interface Assessed {
  code: string;
  name: string;
  town?: string;
}

/** A score, a grade and a reason for everybody who is assessed; villages only once their town is chosen. */
export function scoreFields(assessed: readonly Assessed[]): FormField[] {
  return assessed.flatMap(({ code, name, town }) => {
    const when = town ? { when: (values: Values) => values["town"] === town } : {};
    return [
      { name: `score.${code}`, label: text.score(name), isHalf: true, ...when },
      {
        name: `grade.${code}`,
        label: text.grade(name),
        kind: "select" as const,
        options: optionsFrom(texts.grades),
        hint: text.gradeHint,
        isOptional: true,
        isHalf: true,
        ...when,
      },
      {
        name: `reason.${code}`,
        label: text.failReason(name),
        isOptional: true,
        when: (values: Values) => values[`grade.${code}`] === "fail" && (!town || values["town"] === town),
      },
    ];
  });
}

/** The scores that were filled in, in the order of those assessed. */
export function scoresOf(values: Values, assessed: readonly Assessed[]): Schemas["RewardScoreRequest"][] {
  const town = values["town"];
  return assessed
    .filter((one) => !one.town || one.town === town)
    .map(({ code }) => ({
      code,
      score: word(values, `score.${code}`),
      grade: (word(values, `grade.${code}`) || null) as Schemas["RewardGrade"] | null,
      reason: word(values, `reason.${code}`) || null,
    }));
}

const districts = (): Assessed[] => DISTRICTS.map((code) => ({ code, name: term("district", code) }));

export default function RewardAssessments(): ReactNode {
  const who = useWorker();
  const isCounty = hasRole(who, ["water_clerk"]);
  const isTown = hasRole(who, ["town_clerk"]);
  const villages: Assessed[] = useVillages(isTown || isCounty);
  const lastYear = Number(today().slice(0, 4)) - 1;
  const draft = (label: string, assessed: Assessed[], isOfTown: boolean) => (
    <Action
      key={label}
      label={label}
      note={text.note}
      service="water"
      button={isOfTown === isTown ? { type: "primary" } : {}}
      fields={[
        { name: "year", label: texts.year, kind: "whole" },
        ...(isOfTown ? [{ name: "town", label: texts.town, kind: "select" as const, options: towns }] : []),
        ...scoreFields(assessed),
      ]}
      initial={{ year: lastYear }}
      act={(values, key) =>
        take(
          water.POST("/v1/reward/assessments", {
            params: { header: { "Idempotency-Key": key } },
            body: {
              year: Number(values["year"]),
              town: (word(values, "town") || null) as Schemas["Town"] | null,
              items: scoresOf(values, assessed),
            },
          }),
        )
      }
      done={texts.done}
      width={720}
    />
  );
  return (
    <ListPage<Assessment>
      id="water.reward-assessments"
      title={text.title}
      lead={text.lead}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      load={({ year, ...filter }, page) =>
        take(water.GET("/v1/reward/assessments", { params: { query: { ...filter, ...(year ? { year: Number(year) } : {}), ...page } } }))
      }
      toolbar={[
        ...(isCounty ? [draft(text.districtDraft, districts(), false)] : []),
        ...(isTown || isCounty ? [draft(text.villageDraft, villages, true)] : []),
      ]}
      one={(assessment_id) => take(water.GET("/v1/reward/assessments/{assessment_id}", { params: { path: { assessment_id } } }))}
      drawer={{
        title: (one) => `${String(one.year)} ${whose(one)} ${text.title}`,
        content: (one) => <Details one={one} who={who} />,
        width: 820,
      }}
    />
  );
}

/** What somebody can do with an assessment. Nobody confirms what they have drafted. */
export function assessmentDeeds(who: Session | null, one: Pick<Assessment, "state" | "drafted_by" | "town">): ("redraft" | "decide")[] {
  if (one.state === "confirmed") return [];
  const deeds: ("redraft" | "decide")[] = [];
  if (hasRole(who, one.town ? ["water_clerk", "town_clerk"] : ["water_clerk"])) deeds.push("redraft");
  if (one.state === "proposed" && hasRole(who, ["water_head"]) && one.drafted_by !== who?.account.username) deeds.push("decide");
  return deeds;
}

function Details({ one, who }: { one: Assessment; who: Session | null }): ReactNode {
  const deeds = assessmentDeeds(who, one);
  const params = (key: string) => ({
    path: { assessment_id: one.id },
    header: { "If-Match": String(one.version), "Idempotency-Key": key },
  });
  const assessed = one.items.map(({ code, name }) => ({ code, name }));
  const initial: Values = Object.fromEntries(
    one.items.flatMap((item) => [
      [`score.${item.code}`, item.score],
      [`grade.${item.code}`, item.grade],
      [`reason.${item.code}`, item.reason ?? ""],
    ]),
  );
  return (
    <div className="stack">
      <div className="row">
        {deeds.includes("decide") && (
          <>
            <Action
              label={text.confirm}
              note={text.confirmNote}
              service="water"
              button={{ type: "primary" }}
              act={(_, key) => take(water.POST("/v1/reward/assessments/{assessment_id}/confirmation", { params: params(key), body: {} }))}
              done={text.confirmed}
            />
            <Action
              label={texts.return_}
              service="water"
              fields={[{ name: "reason", label: texts.reason, kind: "long" }]}
              act={(values, key) =>
                take(
                  water.POST("/v1/reward/assessments/{assessment_id}/return", {
                    params: params(key),
                    body: { reason: word(values, "reason") },
                  }),
                )
              }
              done={texts.done}
            />
          </>
        )}
        {deeds.includes("redraft") && (
          <Action
            label={text.redraft}
            note={text.note}
            service="water"
            fields={scoreFields(assessed)}
            initial={initial}
            width={720}
            act={(values) =>
              take(
                water.PUT("/v1/reward/assessments/{assessment_id}", {
                  params: { path: { assessment_id: one.id }, header: { "If-Match": String(one.version) } },
                  body: { items: scoresOf(values, assessed) },
                }),
              )
            }
            done={texts.done}
          />
        )}
      </div>
      {one.comment && <p className="hint">{text.returned(one.comment)}</p>}
      <Facts
        items={[
          [texts.state, <Word key="s" of={text.states} value={one.state} />],
          [text.ranking, `${text.ceiling(one.excellent_places, one.good_places)}（${one.citation.article}）`],
          [text.drafter, `${person(one.drafted_by)} ${moment(one.drafted_at)}`],
          [text.decider, one.decided_by ? `${person(one.decided_by)} ${moment(one.decided_at)}` : "—"],
        ]}
      />
      <Ranking one={one} />
      {one.right_cuts.map((cut) => (
        <p key={cut.district}>
          <Mark tone="bad">{term("district", cut.district)}</Mark> {text.cut(cut.year, percent(cut.share))}，{cut.reason}（
          {cut.applied_at ? text.cutDone : text.cutWaits}）
        </p>
      ))}
    </div>
  );
}

/** The ranking as bars, the ceilings above it. */
function Ranking({ one }: { one: Assessment }): ReactNode {
  const used = (grade: string) => one.items.filter((item) => item.grade === grade).length;
  return (
    <section className="stack" aria-label={text.ranking}>
      <h3 className="section-title">{text.ranking}</h3>
      <div className="row">
        <Mark tone="good">{text.used(texts.grades["excellent"] ?? "", used("excellent"), one.excellent_places)}</Mark>
        <Mark tone="good">{text.used(texts.grades["good"] ?? "", used("good"), one.good_places)}</Mark>
      </div>
      <div className="scroll" tabIndex={0}>
        <table className="table part">
          <thead>
            <tr>
              <th scope="col" className="num">
                {text.rank}
              </th>
              <th scope="col">{text.subject}</th>
              <th scope="col" className="num">
                {text.points}
              </th>
              <th scope="col">
                <span className="hint">0 – 100</span>
              </th>
              <th scope="col">{text.result}</th>
            </tr>
          </thead>
          <tbody>
            {one.items.map((item) => (
              <tr key={item.code}>
                <td className="num">{item.rank}</td>
                <td>{item.name}</td>
                <td className="num">{digits(item.score)}</td>
                <td>
                  <meter min={0} max={100} value={Number(item.score)} aria-label={`${item.name} ${item.score}`} />
                </td>
                <td>
                  <Word of={texts.grades} value={item.grade} />
                  {item.reason && <div className="hint">{item.reason}</div>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
