import type { ProColumns } from "@ant-design/pro-components";
import { Segmented } from "antd";
import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { hasRole, useWorker } from "../../api/session";
import { Trace } from "../../lite/trace";
import { digits, moment, today } from "../../shared/format";
import { supervision } from "../../texts/supervision";
import { person, term } from "../../texts/terms";
import { towns } from "../directory";
import { Action } from "../grammar/action";
import { filled, word, type FormField } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { Facts, figure } from "../grammar/show";
import { findUsers, optionsFrom, State } from "./supervised";

type Schemas = components["schemas"];
type Report = Schemas["ReportView"];
type Inspection = Schemas["InspectionView"];
type Test = Schemas["BalanceTestView"];
const { report, inspection, test } = supervision;

const WORKERS = ["water_clerk", "water_head"] as const;
/** Who sees what people have reported. */
const REPORT_READERS = [...WORKERS, "town_clerk", "auditor"] as const;

type View = "reports" | "inspections" | "tests";

/** Reports by the public, inspections, and water-balance tests. */
export default function Supervision(): ReactNode {
  const [params, setParams] = useSearchParams();
  const seesReports = hasRole(useWorker(), REPORT_READERS);
  const asked = params.get("view");
  const view: View = asked === "inspections" || asked === "tests" ? asked : seesReports ? "reports" : "inspections";
  const above = (
    <Segmented<View>
      style={{ marginBottom: 12 }}
      value={view}
      options={[
        ...(seesReports ? [{ value: "reports" as const, label: report.tab }] : []),
        { value: "inspections", label: inspection.tab },
        { value: "tests", label: test.tab },
      ]}
      onChange={(next) => setParams(next === "reports" ? {} : { view: next }, { replace: true })}
    />
  );
  if (view === "reports") return <Reports above={above} />;
  return view === "inspections" ? <Inspections above={above} /> : <Tests above={above} />;
}

const REPORT_COLUMNS: ProColumns<Report>[] = [
  { title: report.number, dataIndex: "number" },
  { title: report.received, dataIndex: "received_at", render: (_, one) => moment(one.received_at) },
  { title: report.act, dataIndex: "act", render: (_, one) => report.acts[one.act] ?? one.act },
  { title: supervision.town, dataIndex: "town", render: (_, one) => term("unit", one.town) },
  { title: report.place, dataIndex: "place" },
  { title: supervision.state, dataIndex: "state", render: (_, one) => <State names={report.states} value={one.state} /> },
  { title: report.finding, dataIndex: "finding", render: (_, one) => (one.finding ? report.findings[one.finding] : "—") },
];
const REPORT_FIELDS: QueryField[] = [
  { name: "state", label: supervision.state, kind: "select", options: optionsFrom(report.states) },
  { name: "act", label: report.act, kind: "select", options: optionsFrom(report.acts) },
  { name: "town", label: supervision.town, kind: "select", options: towns },
];

function Reports({ above }: { above: ReactNode }): ReactNode {
  return (
    <ListPage<Report>
      key="reports"
      id="water.violation-reports"
      exports="violation-reports"
      title={supervision.title}
      lead={supervision.lead}
      service="water"
      rowKey="id"
      fields={REPORT_FIELDS}
      columns={REPORT_COLUMNS}
      above={above}
      load={(filter, page) => take(water.GET("/v1/violation-reports", { params: { query: { ...filter, ...page } } }))}
      one={(report_id) => take(water.GET("/v1/violation-reports/{report_id}", { params: { path: { report_id } } }))}
      drawer={{ title: (one) => `${report.tab} ${one.number}`, content: (one) => <ReportDetails one={one} /> }}
    />
  );
}

function ReportDetails({ one }: { one: Report }): ReactNode {
  const mayWork = hasRole(useWorker(), WORKERS);
  const params = (key: string) => ({ path: { report_id: one.id }, header: { "If-Match": String(one.version), "Idempotency-Key": key } });
  return (
    <div className="stack">
      {mayWork && (
        <div className="row">
          {one.state === "received" && (
            <Action
              label={report.verify}
              service="water"
              button={{ type: "primary" }}
              fields={[
                { name: "finding", label: report.finding, kind: "select", options: optionsFrom(report.findings) },
                { name: "note", label: report.note, kind: "long" },
                { name: "user_id", label: supervision.user, kind: "find", find: findUsers, hint: supervision.userHint, isOptional: true },
              ]}
              act={(values, key) =>
                take(
                  water.POST("/v1/violation-reports/{report_id}/verification", {
                    params: params(key),
                    body: {
                      finding: word<Schemas["ReportFinding"]>(values, "finding"),
                      note: word(values, "note"),
                      ...filled(values, ["user_id"]),
                    },
                  }),
                )
              }
              done={supervision.done}
            />
          )}
          {one.state === "verified" && (
            <Action
              label={report.handle}
              note={report.handleNote}
              service="water"
              button={{ type: "primary" }}
              fields={[{ name: "result", label: report.result, kind: "long" }]}
              act={(values, key) =>
                take(
                  water.POST("/v1/violation-reports/{report_id}/handling", {
                    params: params(key),
                    body: { result: word(values, "result") },
                  }),
                )
              }
              done={supervision.done}
            />
          )}
          {one.has_contact && (
            <Action
              label={report.contact}
              note={report.contactNote}
              service="water"
              act={() => take(water.GET("/v1/violation-reports/{report_id}/contact", { params: { path: { report_id: one.id } } }))}
              done={(told: Schemas["ReporterView"]) => report.contactIs(told.name ?? "", told.phone ?? "")}
            />
          )}
        </div>
      )}
      <Facts
        items={[
          [report.act, report.acts[one.act] ?? one.act],
          [supervision.state, <State key="s" names={report.states} value={one.state} />],
          [supervision.town, term("unit", one.town)],
          [report.place, one.place],
          [report.occurred, one.occurred_on ?? "—"],
          [report.received, moment(one.received_at)],
          [report.phone, one.phone ?? report.anonymous],
          [report.description, one.description],
          [report.finding, one.finding ? report.findings[one.finding] : "—"],
          [report.note, one.finding_note ?? "—"],
          [report.verifiedBy, one.verified_by ? `${person(one.verified_by)} ${moment(one.verified_at)}` : "—"],
          [report.result, one.result ?? "—"],
          [report.handledBy, one.handled_by ? `${person(one.handled_by)} ${moment(one.handled_at)}` : "—"],
          ...(one.user_id
            ? ([
                [
                  supervision.user,
                  <Link key="u" to={`/work/water/users?open=${one.user_id}`}>
                    {supervision.open}
                  </Link>,
                ],
              ] as [string, ReactNode][])
            : []),
        ]}
      />
    </div>
  );
}

const userLink = (id: string, code: string, name: string): ReactNode => (
  <Link to={`/work/water/users?open=${id}`}>
    {code} {name}
  </Link>
);
const USER_CODE: QueryField = { name: "user_code", label: supervision.user };
const USER: FormField = { name: "user_id", label: supervision.user, kind: "find", find: findUsers, hint: supervision.userHint };

const INSPECTION_COLUMNS: ProColumns<Inspection>[] = [
  { title: inspection.on, dataIndex: "inspected_on" },
  { title: supervision.user, key: "user", render: (_, one) => userLink(one.user_id, one.user_code, one.user_name) },
  { title: inspection.certificate, dataIndex: "certificate_number" },
  {
    title: inspection.measures,
    dataIndex: "measures",
    render: (_, one) => one.measures.map((measure) => inspection.measureNames[measure] ?? measure).join("、"),
  },
  { title: inspection.deadline, dataIndex: "deadline", render: (_, one) => one.deadline ?? "—" },
  { title: inspection.result, dataIndex: "result", render: (_, one) => one.result ?? inspection.isOpen },
];
const INSPECTION_FIELDS: QueryField[] = [
  USER_CODE,
  {
    name: "open",
    label: inspection.openOnly,
    kind: "select",
    options: [
      { value: "true", label: inspection.isOpen },
      { value: "false", label: inspection.isClosed },
    ],
  },
];
const isOrdered = (values: Record<string, unknown>) =>
  Array.isArray(values["measures"]) && (values["measures"] as string[]).includes("order_to_stop");
const INSPECTION_FORM: FormField[] = [
  USER,
  { name: "inspected_on", label: inspection.on, kind: "day", isHalf: true },
  { name: "inspectors", label: inspection.inspectors, isHalf: true },
  { name: "certificate_number", label: inspection.certificate, hint: inspection.certificateHint },
  { name: "measures", label: inspection.measures, kind: "multi", options: optionsFrom(inspection.measureNames) },
  { name: "findings", label: inspection.findings, kind: "long" },
  { name: "order", label: inspection.order, kind: "long", when: isOrdered },
  { name: "deadline", label: inspection.deadline, kind: "day", when: isOrdered },
];

function Inspections({ above }: { above: ReactNode }): ReactNode {
  const mayWork = hasRole(useWorker(), WORKERS);
  return (
    <ListPage<Inspection>
      key="inspections"
      id="water.inspections"
      exports="inspections"
      title={supervision.title}
      lead={supervision.lead}
      service="water"
      rowKey="id"
      fields={INSPECTION_FIELDS}
      columns={INSPECTION_COLUMNS}
      above={above}
      keep={["view"]}
      load={({ open, ...filter }, page) =>
        take(water.GET("/v1/inspections", { params: { query: { ...filter, ...(open ? { open: open === "true" } : {}), ...page } } }))
      }
      toolbar={
        mayWork
          ? [
              <Action
                key="create"
                label={inspection.create}
                service="water"
                button={{ type: "primary" }}
                fields={INSPECTION_FORM}
                initial={{ inspected_on: today(), measures: ["on_site"] }}
                act={(values, key) =>
                  take(
                    water.POST("/v1/inspections", {
                      params: { header: { "Idempotency-Key": key } },
                      body: {
                        user_id: word(values, "user_id"),
                        inspected_on: word(values, "inspected_on"),
                        inspectors: word(values, "inspectors"),
                        certificate_number: word(values, "certificate_number"),
                        measures: (values["measures"] ?? []) as Schemas["InspectionMeasure"][],
                        findings: word(values, "findings"),
                        ...(isOrdered(values) ? filled(values, ["order", "deadline"]) : {}),
                      },
                    }),
                  )
                }
                done={inspection.created}
              />,
            ]
          : []
      }
      drawer={{
        title: (one) => `${one.user_name} ${one.inspected_on}`,
        content: (one) => <InspectionDetails one={one} mayWork={mayWork} />,
      }}
    />
  );
}

function InspectionDetails({ one, mayWork }: { one: Inspection; mayWork: boolean }): ReactNode {
  return (
    <div className="stack">
      {mayWork && !one.closed_on && (
        <div className="row">
          <Action
            label={inspection.close}
            service="water"
            button={{ type: "primary" }}
            fields={[{ name: "result", label: inspection.result, kind: "long" }]}
            act={(values, key) =>
              take(
                water.POST("/v1/inspections/{inspection_id}/closing", {
                  params: { path: { inspection_id: one.id }, header: { "If-Match": String(one.version), "Idempotency-Key": key } },
                  body: { result: word(values, "result") },
                }),
              )
            }
            done={supervision.done}
          />
        </div>
      )}
      <Facts
        items={[
          [supervision.user, userLink(one.user_id, one.user_code, one.user_name)],
          [inspection.on, one.inspected_on],
          [inspection.inspectors, one.inspectors],
          [inspection.certificate, one.certificate_number],
          [inspection.measures, one.measures.map((measure) => inspection.measureNames[measure] ?? measure).join("、")],
          [inspection.findings, one.findings],
          [inspection.order, one.order ?? "—"],
          [inspection.deadline, one.deadline ?? "—"],
          [inspection.result, one.result ?? inspection.isOpen],
          [inspection.closed, one.closed_on ? `${person(one.closed_by)} ${one.closed_on}` : "—"],
        ]}
      />
    </div>
  );
}

const TEST_COLUMNS: ProColumns<Test>[] = [
  { title: test.report, dataIndex: "report_number" },
  { title: supervision.user, key: "user", render: (_, one) => userLink(one.user_id, one.user_code, one.user_name) },
  { title: test.span, key: "span", render: (_, one) => supervision.adjustment.days(one.tested_from, one.tested_to) },
  { title: test.intake, dataIndex: "intake", align: "right", render: (_, one) => figure(one.intake) },
  { title: test.leakage, dataIndex: "leakage_rate", align: "right", render: (_, one) => figure(one.leakage_rate) },
  { title: test.reuse, dataIndex: "reuse_rate", align: "right", render: (_, one) => figure(one.reuse_rate) },
  { title: supervision.state, dataIndex: "state", render: (_, one) => <State names={test.states} value={one.state} /> },
];
const TEST_FIELDS: QueryField[] = [
  USER_CODE,
  { name: "state", label: supervision.state, kind: "select", options: optionsFrom(test.states) },
];
const TEST_FORM: FormField[] = [
  USER,
  { name: "report_number", label: test.report, isHalf: true },
  { name: "tester", label: test.tester, isHalf: true },
  { name: "tested_from", label: test.from, kind: "day", isHalf: true },
  { name: "tested_to", label: test.to, kind: "day", isHalf: true },
  { name: "intake", label: test.intake, hint: test.intakeHint },
  { name: "consumed", label: test.consumed, isHalf: true },
  { name: "discharged", label: test.discharged, isHalf: true },
  { name: "leaked", label: test.leaked, isHalf: true },
  { name: "reused", label: test.reused, isHalf: true },
];

function Tests({ above }: { above: ReactNode }): ReactNode {
  const who = useWorker();
  const mayWork = hasRole(who, WORKERS);
  return (
    <ListPage<Test>
      key="tests"
      id="water.balance-tests"
      exports="balance-tests"
      title={supervision.title}
      lead={supervision.lead}
      service="water"
      rowKey="id"
      fields={TEST_FIELDS}
      columns={TEST_COLUMNS}
      above={above}
      keep={["view"]}
      load={(filter, page) => take(water.GET("/v1/balance-tests", { params: { query: { ...filter, ...page } } }))}
      toolbar={
        mayWork
          ? [
              <Action
                key="create"
                label={test.create}
                service="water"
                button={{ type: "primary" }}
                fields={TEST_FORM}
                act={(values, key) =>
                  take(
                    water.POST("/v1/balance-tests", {
                      params: { header: { "Idempotency-Key": key } },
                      body: Object.fromEntries(
                        TEST_FORM.map(({ name }) => [name, word(values, name)]),
                      ) as Schemas["CreateBalanceTestRequest"],
                    }),
                  )
                }
                done={test.created}
              />,
            ]
          : []
      }
      drawer={{
        title: (one) => `${one.user_name} ${one.report_number}`,
        content: (one) => <TestDetails one={one} mayReview={mayWork && one.state === "filed" && one.filed_by !== who?.account.username} />,
      }}
    />
  );
}

function TestDetails({ one, mayReview }: { one: Test; mayReview: boolean }): ReactNode {
  const params = (key: string) => ({ path: { test_id: one.id }, header: { "If-Match": String(one.version), "Idempotency-Key": key } });
  return (
    <div className="stack">
      {mayReview && (
        <div className="row">
          <Action
            label={test.accept}
            note={test.acceptNote}
            service="water"
            button={{ type: "primary" }}
            act={(_, key) => take(water.POST("/v1/balance-tests/{test_id}/acceptance", { params: params(key), body: {} }))}
            done={supervision.done}
          />
          <Action
            label={test.return}
            service="water"
            fields={[{ name: "comment", label: test.comment, kind: "long" }]}
            act={(values, key) =>
              take(water.POST("/v1/balance-tests/{test_id}/return", { params: params(key), body: { comment: word(values, "comment") } }))
            }
            done={supervision.done}
          />
        </div>
      )}
      <Facts
        items={[
          [supervision.user, userLink(one.user_id, one.user_code, one.user_name)],
          [supervision.state, <State key="s" names={test.states} value={one.state} />],
          [test.tester, one.tester],
          [test.span, supervision.adjustment.days(one.tested_from, one.tested_to)],
          [test.intake, digits(one.intake)],
          [test.consumed, digits(one.consumed)],
          [test.discharged, digits(one.discharged)],
          [test.leaked, digits(one.leaked)],
          [test.reused, digits(one.reused)],
          [test.leakage, one.leakage_rate],
          [test.reuse, one.reuse_rate],
          [test.filed, `${person(one.filed_by)} ${moment(one.filed_at)}`],
          [test.decided, one.decided_by ? `${person(one.decided_by)} ${moment(one.decided_at)}` : "—"],
          ...(one.comment ? ([[test.comment, one.comment]] as [string, ReactNode][]) : []),
        ]}
      />
      <Trace steps={one.trace} department="water" open={false} />
    </div>
  );
}
