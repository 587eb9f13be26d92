import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { take, water } from "../../api/client";
import { hasRole, useWorker } from "../../api/session";
import { project as text, projectChoices, projectName } from "../../texts/project";
import { term } from "../../texts/terms";
import { towns } from "../directory";
import { Action } from "../grammar/action";
import { ListPage, type QueryField } from "../grammar/list";
import { figure, Mark } from "../grammar/show";
import { ProjectDetails } from "./project-details";
import { fieldOf, registerBody, registerFields, type Project } from "./project-form";

const FIELDS: QueryField[] = [
  { name: "q", label: text.name },
  { name: "stage", label: text.stage, kind: "select", options: projectChoices("stage") },
  { name: "town", label: text.town, kind: "select", options: towns },
  { name: "project_code", label: text.code },
];
const TONES = { in_use: "good", accepted: "good", acceptance: "warn", retrofit: "warn" } as const;

const COLUMNS: ProColumns<Project>[] = [
  { title: text.name, dataIndex: "name", sorter: true },
  { title: text.builder, dataIndex: "builder" },
  { title: text.town, dataIndex: "town", sorter: true, render: (_, one) => term("unit", one.town) },
  {
    title: text.stage,
    dataIndex: "stage",
    sorter: true,
    render: (_, one) => (
      <>
        <Mark tone={TONES[one.stage as keyof typeof TONES] ?? "plain"}>{projectName("stage", one.stage)}</Mark>{" "}
        {one.retrofit_overdue && <Mark tone="bad">{text.overdue}</Mark>}
      </>
    ),
  },
  { title: text.shown, key: "shown", render: (_, one) => text.shownOf(one.shown, one.applicable) },
  { title: text.missing, key: "missing", render: (_, one) => (one.missing.length > 0 ? one.missing.length : text.nothing) },
  { title: text.auxiliary, dataIndex: "auxiliary_use", align: "right", render: (_, one) => figure(one.auxiliary_use) },
  { title: text.land, dataIndex: "land_area", align: "right", render: (_, one) => figure(one.land_area) },
  { title: text.acceptanceNumber, dataIndex: "acceptance_number", render: (_, one) => one.acceptance_number ?? "—" },
  { title: text.code, dataIndex: "project_code", sorter: true },
];

export default function Projects(): ReactNode {
  const worker = useWorker();
  const navigate = useNavigate();
  return (
    <ListPage<Project>
      id="water.projects"
      title={text.title}
      lead={text.lead}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      exports="projects"
      load={(filter, page) => take(water.GET("/v1/projects", { params: { query: { ...filter, ...page } } }))}
      toolbar={
        hasRole(worker, ["water_clerk"])
          ? [
              <Action
                key="register"
                label={text.register}
                service="water"
                width={680}
                button={{ type: "primary" }}
                fields={registerFields()}
                initial={{ standing: "planned", nature: "new", greening: "none", auxiliary_use: "0" }}
                place={fieldOf}
                act={(values, key) =>
                  take(water.POST("/v1/projects", { params: { header: { "Idempotency-Key": key } }, body: registerBody(values) }))
                }
                after={(made: Project) => void navigate(`/work/water/projects?open=${made.id}`)}
                done={text.registered}
              />,
            ]
          : []
      }
      one={(project_id) => take(water.GET("/v1/projects/{project_id}", { params: { path: { project_id } } }))}
      drawer={{
        title: (project) => project.name,
        content: (project) => <ProjectDetails project={project} />,
        width: 860,
      }}
    />
  );
}
