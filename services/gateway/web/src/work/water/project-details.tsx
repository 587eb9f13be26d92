import { Steps } from "antd";
import type { ReactNode } from "react";
import { take, water } from "../../api/client";
import { hasRole, useWorker, type Session } from "../../api/session";
import { digits, today } from "../../shared/format";
import { project as text, projectChoices, projectName } from "../../texts/project";
import { person, term } from "../../texts/terms";
import { Action } from "../grammar/action";
import { CaseOf } from "../grammar/case-panel";
import { word } from "../grammar/control";
import { PlainTable } from "../grammar/plain-table";
import { Facts, Mark } from "../grammar/show";
import {
  documentBody,
  documentFields,
  evidenceBody,
  factBody,
  factFields,
  factInitial,
  fieldOf,
  findingBody,
  type Project,
} from "./project-form";

export type ProjectDeed = "edit" | "file" | "evidence" | "begin" | "request" | "withdraw" | "decide" | "use" | "finding";

/** What somebody can do with a project as it stands. Nobody accepts what they have asked to have accepted. */
export function projectDeeds(who: Session | null, project: Project): ProjectDeed[] {
  const deeds: ProjectDeed[] = [];
  const isClerk = hasRole(who, ["water_clerk"]);
  const isMine = project.requested_by === who?.account.username;
  if (isClerk && ["design", "construction", "retrofit"].includes(project.stage)) {
    deeds.push("edit", "file", "evidence", project.stage === "design" ? "begin" : "request");
  }
  if (project.stage === "acceptance") {
    if (isClerk && isMine) deeds.push("withdraw");
    if (hasRole(who, ["water_head"]) && !isMine) deeds.push("decide");
  }
  if (isClerk && project.stage === "accepted") deeds.push("use");
  if (isClerk) deeds.push("finding");
  return deeds;
}

export function ProjectDetails({ project }: { project: Project }): ReactNode {
  const ways =
    project.standing === "existing"
      ? ["retrofit", "acceptance", "accepted", "in_use"]
      : ["design", "construction", "acceptance", "accepted", "in_use"];
  return (
    <div className="stack">
      <Actions project={project} />
      <nav aria-label={text.steps}>
        <Steps size="small" current={ways.indexOf(project.stage)} items={ways.map((stage) => ({ title: projectName("stage", stage) }))} />
      </nav>
      {project.stage !== "in_use" && (
        <section className="sheet stack" aria-label={text.next}>
          {project.missing.length === 0 ? (
            <p className="hint">{text.ready}</p>
          ) : (
            <>
              <b>{text.next}</b>
              <ul>
                {project.missing.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </>
          )}
        </section>
      )}
      <ProjectFacts project={project} />
      <h3 className="section-title">{text.requirements}</h3>
      <Requirements project={project} />
      <h3 className="section-title">{text.documents}</h3>
      {project.documents.length === 0 ? (
        <p className="hint">{text.noDocuments}</p>
      ) : (
        <PlainTable
          heads={[text.kind, text.reviewer, text.reviewNumber, text.reviewedOn]}
          rows={project.documents.map((one) => [projectName("document", one.kind), one.reviewer, one.review_number, one.reviewed_on])}
        />
      )}
      <h3 className="section-title">{text.findings}</h3>
      <Findings project={project} />
      {project.requested_by && <CaseOf service="water" entity="project" id={project.id} />}
    </div>
  );
}

function ProjectFacts({ project }: { project: Project }): ReactNode {
  const rows: [string, ReactNode][] = [
    [text.code, project.project_code],
    [text.stage, projectName("stage", project.stage)],
    [text.builder, project.builder],
    [text.credit, project.builder_credit_code],
    [text.town, term("unit", project.town)],
    [text.place, project.place],
    [text.nature, projectName("nature", project.nature)],
    [text.standing, projectName("standing", project.standing)],
    [text.auxiliary, digits(project.auxiliary_use)],
    [text.land, digits(project.land_area)],
    [text.area, digits(project.construction_area)],
    [text.greening, projectName("greening", project.greening)],
  ];
  if (project.retrofit_by) {
    rows.push(
      [
        text.retrofitBy,
        <>
          {project.retrofit_by} {project.retrofit_overdue && <Mark tone="bad">{text.overdue}</Mark>}
        </>,
      ],
      [text.retrofitApprover, project.retrofit_approver],
      [text.retrofitDocument, project.retrofit_document],
    );
  }
  if (project.refused_reason) rows.push([text.refused, project.refused_reason]);
  if (project.requested_by) rows.push([text.requestedBy, person(project.requested_by)]);
  if (project.accepted_by) {
    rows.push(
      [text.acceptanceNumber, project.acceptance_number],
      [text.acceptedOn, project.accepted_on],
      [text.acceptedBy, person(project.accepted_by)],
    );
  }
  if (project.in_use_on) rows.push([text.inUse, project.in_use_on]);
  return <Facts items={rows} />;
}

/** Every requirement: what applies comes first. */
function Requirements({ project }: { project: Project }): ReactNode {
  const sorted = [...project.requirements].sort((one, other) => Number(other.applies) - Number(one.applies));
  return (
    <PlainTable
      heads={[text.item, text.applies, text.proof]}
      rows={sorted.map((one) => [
        <>
          {one.label}
          <div className="hint">{one.citation.article}</div>
        </>,
        <>
          <Mark tone={one.applies ? (one.evidence.length > 0 ? "good" : "bad") : "plain"}>
            {one.applies ? text.applies : text.notApplies}
          </Mark>
          <div className="hint">{one.because}</div>
        </>,
        one.evidence.length > 0
          ? one.evidence.map((proof) => `${proof.document}（${proof.dated_on}）`).join("；")
          : one.applies
            ? text.noProof
            : "—",
      ])}
    />
  );
}

function Findings({ project }: { project: Project }): ReactNode {
  const isClerk = hasRole(useWorker(), ["water_clerk"]);
  if (project.findings.length === 0) return <p className="hint">{text.noFindings}</p>;
  return (
    <PlainTable
      heads={[text.findingKind, text.foundOn, text.detail, text.correctBy, text.correction]}
      rows={project.findings.map((one) => [
        projectName("finding", one.kind),
        one.found_on,
        one.detail,
        one.correct_by,
        one.corrected_on ? (
          `${one.corrected_on} ${one.correction ?? ""}`
        ) : isClerk ? (
          <Action
            key="c"
            label={text.correct}
            service="water"
            button={{ size: "small" }}
            fields={[
              { name: "corrected_on", label: text.correctedOn, kind: "day" },
              { name: "correction", label: text.correction, kind: "long" },
            ]}
            initial={{ corrected_on: today() }}
            act={(values, key) =>
              take(
                water.POST("/v1/project-findings/{finding_id}/correction", {
                  params: { path: { finding_id: one.id }, header: { "If-Match": String(one.version), "Idempotency-Key": key } },
                  body: { corrected_on: word(values, "corrected_on"), correction: word(values, "correction") },
                }),
              )
            }
            done={text.done}
          />
        ) : (
          <Mark key="o" tone="bad">
            {text.open}
          </Mark>
        ),
      ])}
    />
  );
}

function Actions({ project }: { project: Project }): ReactNode {
  const deeds = projectDeeds(useWorker(), project);
  const path = { project_id: project.id };
  const params = (key: string) => ({ path, header: { "If-Match": String(project.version), "Idempotency-Key": key } });
  const applicable = project.requirements.filter((one) => one.applies).map((one) => ({ value: one.code, label: one.label }));
  return (
    <div className="row">
      {deeds.includes("begin") && (
        <Action
          label={text.begin}
          note={text.beginNote}
          service="water"
          button={{ type: "primary" }}
          act={(_, key) => take(water.POST("/v1/projects/{project_id}/construction", { params: params(key), body: {} }))}
          done={text.done}
        />
      )}
      {deeds.includes("request") && (
        <Action
          label={text.request}
          note={text.requestNote}
          service="water"
          button={{ type: "primary" }}
          act={(_, key) => take(water.POST("/v1/projects/{project_id}/acceptance-request", { params: params(key), body: {} }))}
          done={text.done}
        />
      )}
      {deeds.includes("decide") && (
        <>
          <Action
            label={text.accept}
            note={text.acceptNote}
            service="water"
            button={{ type: "primary" }}
            act={(_, key) => take(water.POST("/v1/projects/{project_id}/acceptance", { params: params(key), body: {} }))}
            done={text.done}
          />
          <Action
            label={text.refuse}
            service="water"
            button={{ danger: true }}
            fields={[{ name: "reason", label: text.reason, kind: "long" }]}
            act={(values, key) =>
              take(
                water.POST("/v1/projects/{project_id}/acceptance-refusal", {
                  params: params(key),
                  body: { reason: word(values, "reason") },
                }),
              )
            }
            done={text.done}
          />
        </>
      )}
      {deeds.includes("use") && (
        <Action
          label={text.use}
          note={text.useNote}
          service="water"
          button={{ type: "primary" }}
          act={(_, key) => take(water.POST("/v1/projects/{project_id}/use", { params: params(key), body: {} }))}
          done={text.done}
        />
      )}
      {deeds.includes("withdraw") && (
        <Action
          label={text.withdraw}
          service="water"
          act={(_, key) => take(water.POST("/v1/projects/{project_id}/acceptance-withdrawal", { params: params(key), body: {} }))}
          done={text.done}
        />
      )}
      {deeds.includes("file") && (
        <Action
          label={text.file}
          note={text.fileNote}
          service="water"
          fields={documentFields()}
          initial={{ reviewed_on: today() }}
          place={(pointer) => (pointer === "/contents" ? "contents.measures_plan" : fieldOf(pointer))}
          act={(values, key) =>
            take(water.POST("/v1/projects/{project_id}/documents", { params: params(key), body: documentBody(values) }))
          }
          done={text.filed}
        />
      )}
      {deeds.includes("evidence") && (
        <Action
          label={text.addEvidence}
          service="water"
          fields={[
            { name: "item", label: text.item, kind: "select", options: applicable },
            { name: "document", label: text.document, isHalf: true },
            { name: "dated_on", label: text.datedOn, kind: "day", isHalf: true },
            { name: "description", label: text.description, kind: "long" },
          ]}
          initial={{ dated_on: today() }}
          act={(values, key) => take(water.POST("/v1/projects/{project_id}/evidence", { params: params(key), body: evidenceBody(values) }))}
          done={text.recorded}
        />
      )}
      {deeds.includes("edit") && (
        <Action
          label={text.edit}
          service="water"
          width={680}
          fields={factFields()}
          initial={factInitial(project)}
          place={fieldOf}
          act={(values) =>
            take(
              water.PUT("/v1/projects/{project_id}", {
                params: { path, header: { "If-Match": String(project.version) } },
                body: factBody(values),
              }),
            )
          }
          done={text.done}
        />
      )}
      {deeds.includes("finding") && (
        <Action
          label={text.addFinding}
          note={text.findingNote}
          service="water"
          fields={[
            {
              name: "kind",
              label: text.findingKind,
              kind: "select",
              options: projectChoices(
                "finding",
                ["accepted", "in_use"].includes(project.stage) ? ["stopped", "removed"] : ["used_unaccepted"],
              ),
            },
            { name: "found_on", label: text.foundOn, kind: "day", isHalf: true },
            { name: "correct_by", label: text.correctBy, kind: "day", isHalf: true },
            { name: "detail", label: text.detail, kind: "long" },
          ]}
          initial={{ found_on: today() }}
          act={(values, key) => take(water.POST("/v1/projects/{project_id}/findings", { params: params(key), body: findingBody(values) }))}
          done={text.recorded}
        />
      )}
    </div>
  );
}
