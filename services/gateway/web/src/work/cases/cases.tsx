import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { cases as client, take } from "../../api/client";
import { useWorker, type Session } from "../../api/session";
import { moment } from "../../shared/format";
import { cases as text } from "../../texts/case";
import { choices, person } from "../../texts/terms";
import { CASE_SERVICES, type Case, type CaseService } from "../grammar/case-client";
import { DueMark, holderOf } from "../grammar/case-panel";
import { ListPage, type Filter, type QueryField } from "../grammar/list";
import { Code } from "../grammar/show";
import { ServiceChoice, useService } from "../platform/service-choice";

/** Who sees cases of which department; the services decide for themselves all the same. */
export const CASE_READERS: Record<CaseService, readonly string[]> = {
  water: ["water_clerk", "water_billing_clerk", "water_head", "supply_operator", "town_clerk", "town_head", "auditor"],
  finance: ["finance_clerk", "finance_head", "fund_operator", "auditor"],
};

/** The departments whose cases somebody sees. */
export function casesOf(session: Session | null): CaseService[] {
  const own = session?.account.roles ?? [];
  return CASE_SERVICES.filter((service) => CASE_READERS[service].some((role) => own.includes(role)));
}

const yes = [{ value: "true", label: text.overdueOnly }];
const FIELDS: QueryField[] = [
  { name: "state", label: text.state, kind: "select", options: choices("caseState") },
  { name: "kind", label: text.kind, kind: "select", options: choices("caseKind") },
  { name: "overdue", label: text.overdue, kind: "select", options: yes },
  { name: "mine", label: text.mine, kind: "select", options: [{ value: "true", label: text.mineOnly }] },
  {
    name: "open",
    label: text.open,
    kind: "select",
    options: [
      { value: "true", label: text.openYes },
      { value: "false", label: text.openNo },
    ],
  },
  { name: "drafter", label: text.drafter },
];

/** What the service is asked for a filter. */
export function queryOf({ state, overdue, mine, open, ...rest }: Filter) {
  return {
    ...rest,
    ...(state ? { state: state as Case["state"] } : {}),
    ...(overdue === "true" ? { overdue: true } : {}),
    ...(mine === "true" ? { mine: true } : {}),
    ...(open ? { open: open === "true" } : {}),
  };
}

const COLUMNS: ProColumns<Case>[] = [
  { title: text.name, dataIndex: "title", sorter: true },
  { title: text.kind, dataIndex: "kind_title" },
  { title: text.state, dataIndex: "state", render: (_, one) => <Code of="caseState" value={one.state} /> },
  { title: text.holder, key: "holder", render: (_, one) => holderOf(one) },
  { title: text.due, dataIndex: "due_on", sorter: true, render: (_, one) => <DueMark one={one} /> },
  { title: text.since, dataIndex: "open_days", align: "right", render: (_, one) => text.days(one.open_days) },
  { title: text.urges, dataIndex: "urges", sorter: true, align: "right" },
  { title: text.drafter, dataIndex: "drafter", render: (_, one) => person(one.drafter) },
  { title: text.opened, dataIndex: "opened_at", sorter: true, render: (_, one) => moment(one.opened_at) },
];

/** All cases that whoever looks may see, department by department. */
export default function Cases(): ReactNode {
  const session = useWorker();
  const services = casesOf(session);
  const service = useService(services) as CaseService;
  const navigate = useNavigate();
  const columns = COLUMNS.map((column, index) =>
    index === 0
      ? {
          ...column,
          render: (_: ReactNode, one: Case) => (
            <a
              href={`/work/cases/${service}/${one.id}`}
              onClick={(event) => {
                event.preventDefault();
                void navigate(`/work/cases/${service}/${one.id}`);
              }}
            >
              {one.title}
            </a>
          ),
        }
      : column,
  );
  return (
    <ListPage<Case>
      key={service}
      id={`${service}.cases`}
      title={text.title}
      lead={text.lead}
      service={service}
      rowKey="id"
      fields={FIELDS}
      columns={columns}
      keep={["service"]}
      above={<ServiceChoice services={services} />}
      exports="cases"
      load={(filter, page) => take(client[service].GET("/v1/cases", { params: { query: { ...queryOf(filter), ...page } } }))}
    />
  );
}
