import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { hasRole, useWorker } from "../../api/session";
import { today } from "../../shared/format";
import { reclaimed, reclaimedChoices, reclaimedName } from "../../texts/reclaimed";
import { term } from "../../texts/terms";
import { towns } from "../directory";
import { Action } from "../grammar/action";
import { filled, word, type FormField, type Values } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { Facts, Mark } from "../grammar/show";

type Schemas = components["schemas"];
type Scheme = Schemas["SchemeView"];

const text = reclaimed.scheme;
const namesOf = (codes: readonly string[]) => codes.map((code) => reclaimedName("use", code)).join("、");
const TONES = { received: "warn", agreed: "good", disagreed: "bad" } as const;

function State({ one }: { one: Scheme }): ReactNode {
  return <Mark tone={TONES[one.state]}>{reclaimedName("review", one.state)}</Mark>;
}

const FIELDS: QueryField[] = [
  { name: "state", label: text.state, kind: "select", options: reclaimedChoices("review") },
  { name: "project_code", label: text.projectCode },
];

const COLUMNS: ProColumns<Scheme>[] = [
  { title: text.number, dataIndex: "number" },
  { title: text.projectName, dataIndex: "project_name" },
  { title: text.builder, dataIndex: "builder" },
  { title: reclaimed.town, dataIndex: "town", render: (_, one) => term("unit", one.town) },
  { title: text.measure, dataIndex: "measure", render: (_, one) => reclaimedName("measure", one.measure) },
  { title: text.submittedOn, dataIndex: "submitted_on" },
  { title: text.objections, key: "objections", align: "right", render: (_, one) => one.objections.length },
  { title: text.state, dataIndex: "state", render: (_, one) => <State one={one} /> },
  { title: text.opinionNumber, dataIndex: "opinion_number", render: (_, one) => one.opinion_number ?? "—" },
];

const fields = (): FormField[] => [
  { name: "project_code", label: text.projectCode, isHalf: true },
  { name: "project_name", label: text.projectName, isHalf: true },
  { name: "builder", label: text.builder, isHalf: true },
  { name: "town", label: reclaimed.town, kind: "select", options: towns, isHalf: true },
  { name: "works", label: text.works, kind: "select", options: reclaimedChoices("works"), isHalf: true },
  { name: "measure", label: text.measure, kind: "select", options: reclaimedChoices("measure"), isHalf: true },
  { name: "inside_network", label: text.insideNetwork, kind: "switch", isHalf: true },
  { name: "other_system", label: text.otherSystem, kind: "switch", isHalf: true },
  {
    name: "source",
    label: reclaimed.source,
    kind: "select",
    options: reclaimedChoices("source"),
    hint: text.sourceHint,
    isOptional: true,
  },
  { name: "uses", label: reclaimed.uses, kind: "multi", options: reclaimedChoices("use") },
  { name: "disinfected", label: reclaimed.disinfected, kind: "switch", isHalf: true },
  { name: "separate_pipes", label: reclaimed.separate, kind: "switch", isHalf: true },
  { name: "labelled", label: reclaimed.labelled, kind: "switch", isHalf: true },
  { name: "submitted_on", label: text.submittedOn, kind: "day", isHalf: true },
  { name: "designer", label: text.designer, isHalf: true },
  { name: "designer_certificate", label: text.certificate, isOptional: true, isHalf: true },
];

function body(values: Values): Schemas["RecordSchemeRequest"] {
  return {
    project_code: word(values, "project_code"),
    project_name: word(values, "project_name"),
    builder: word(values, "builder"),
    town: word(values, "town"),
    works: word(values, "works"),
    measure: word(values, "measure"),
    inside_network: values["inside_network"] === true,
    other_system: values["other_system"] === true,
    ...(values["source"] ? { source: word<Schemas["Source"]>(values, "source") } : {}),
    uses: (values["uses"] ?? []) as Schemas["RecordSchemeRequest"]["uses"],
    disinfected: values["disinfected"] === true,
    separate_pipes: values["separate_pipes"] === true,
    labelled: values["labelled"] === true,
    designer: word(values, "designer"),
    ...filled(values, ["designer_certificate"]),
    submitted_on: word(values, "submitted_on"),
  };
}

/** Design schemes that wait for the water bureau's opinion, or have it. */
export function ReclaimedSchemes({ above }: { above: ReactNode }): ReactNode {
  const worker = useWorker();
  return (
    <ListPage<Scheme>
      key="schemes"
      id="water.reclaimed-schemes"
      title={reclaimed.title}
      lead={text.lead}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      above={above}
      keep={["view"]}
      exports="reclaimed-schemes"
      load={(filter, page) => take(water.GET("/v1/reclaimed-schemes", { params: { query: { ...filter, ...page } } }))}
      toolbar={
        hasRole(worker, ["water_clerk"])
          ? [
              <Action
                key="record"
                label={text.record}
                service="water"
                width={720}
                button={{ type: "primary" }}
                fields={fields()}
                initial={{
                  works: "building",
                  measure: "own_system",
                  source: "municipal",
                  disinfected: true,
                  separate_pipes: true,
                  labelled: true,
                  submitted_on: today(),
                }}
                act={(values, key) =>
                  take(water.POST("/v1/reclaimed-schemes", { params: { header: { "Idempotency-Key": key } }, body: body(values) }))
                }
                done={text.recorded}
              />,
            ]
          : []
      }
      one={(scheme_id) => take(water.GET("/v1/reclaimed-schemes/{scheme_id}", { params: { path: { scheme_id } } }))}
      drawer={{ title: (one) => one.number, content: (one) => <Details one={one} />, width: 720 }}
    />
  );
}

function Details({ one }: { one: Scheme }): ReactNode {
  const mayDecide = hasRole(useWorker(), ["water_head"]) && one.state === "received";
  const said = (is: boolean) => (is ? text.yes : text.no);
  return (
    <div className="stack">
      {mayDecide && (
        <div className="row">
          <Action
            label={text.agree}
            note={text.agreeNote}
            service="water"
            button={{ type: "primary" }}
            fields={[
              { name: "agrees", label: text.agrees, kind: "switch" },
              { name: "opinion", label: text.opinion, kind: "long" },
            ]}
            initial={{ agrees: one.objections.length === 0 }}
            act={(values, key) =>
              take(
                water.POST("/v1/reclaimed-schemes/{scheme_id}/opinion", {
                  params: { path: { scheme_id: one.id }, header: { "If-Match": String(one.version), "Idempotency-Key": key } },
                  body: { agrees: values["agrees"] === true, opinion: word(values, "opinion") },
                }),
              )
            }
            done={text.given}
          />
        </div>
      )}
      <Facts
        items={[
          [text.state, <State key="s" one={one} />],
          [text.opinionNumber, one.opinion_number ?? "—"],
          [text.opinionOn, one.opinion_on ?? "—"],
          [text.opinion, one.opinion ?? "—"],
          [text.projectName, one.project_name],
          [text.projectCode, one.project_code],
          [text.builder, one.builder],
          [reclaimed.town, term("unit", one.town)],
          [text.works, reclaimedName("works", one.works)],
          [text.measure, reclaimedName("measure", one.measure)],
          [text.duty, one.duty],
          [text.insideNetwork, said(one.inside_network)],
          [text.otherSystem, said(one.other_system)],
          [reclaimed.source, one.source ? reclaimedName("source", one.source) : "—"],
          [reclaimed.uses, namesOf(one.uses)],
          [reclaimed.disinfected, said(one.disinfected)],
          [reclaimed.separate, said(one.separate_pipes)],
          [reclaimed.labelled, said(one.labelled)],
          [text.designer, one.designer],
          [text.certificate, one.designer_certificate ?? "—"],
          [text.submittedOn, one.submitted_on],
        ]}
      />
      <h3 className="section-title">{text.objections}</h3>
      {one.objections.length === 0 ? (
        <p className="hint">{text.inOrder}</p>
      ) : (
        <ul>
          {one.objections.map((objection) => (
            <li key={objection}>{objection}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
