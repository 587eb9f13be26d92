import type { ProColumns } from "@ant-design/pro-components";
import { useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { ruleDesks, take } from "../../api/client";
import { useWorker } from "../../api/session";
import { Asked } from "../../lite/state";
import { RuleValue } from "../../public/rule-value";
import { moment, today } from "../../shared/format";
import { frame } from "../../texts/frame";
import { rule as text } from "../../texts/rule";
import { choices, person } from "../../texts/terms";
import { ListPage, type QueryField } from "../grammar/list";
import { Code, Facts, Mark, Part } from "../grammar/show";
import { desksOf, draftsAt, inForce, type Change, type Desk, type Expiry, type Rule, type Version } from "./desk";
import { Differences } from "./differences";
import "./rule.css";

const VIEWS = ["rules", "changes", "expiries"] as const;
type View = (typeof VIEWS)[number];
/** How far ahead what ends is shown. */
const AHEAD = 365;

/** The rules of a department, their changes, and what ends soon. */
export default function Rules(): ReactNode {
  const worker = useWorker();
  const [params, setParams] = useSearchParams();
  const desks = desksOf(worker);
  const desk = desks.find((one) => one === params.get("department")) ?? desks[0] ?? "water";
  const view = VIEWS.find((one) => one === params.get("view")) ?? "rules";
  const go = (next: { department?: Desk; view?: View }) =>
    setParams({ department: next.department ?? desk, view: next.view ?? view }, { replace: true });
  const above = (
    <div className="row rule-views">
      {desks.length > 1 && (
        <Segmented<Desk>
          aria-label={text.department}
          options={desks.map((value) => ({ value, label: frame.services[value] }))}
          value={desk}
          onChange={(department) => go({ department })}
        />
      )}
      <Segmented<View>
        aria-label={text.title}
        options={VIEWS.map((value) => ({ value, label: text.views[value] }))}
        value={view}
        onChange={(next) => go({ view: next })}
      />
    </div>
  );
  const props = { desk, above, mayDraft: draftsAt(worker, desk) };
  if (view === "changes") return <Changes key={`${desk}.changes`} {...props} />;
  if (view === "expiries") return <Expiries key={`${desk}.expiries`} {...props} />;
  return <RuleList key={`${desk}.rules`} {...props} />;
}

interface ViewProps {
  desk: Desk;
  above: ReactNode;
  mayDraft: boolean;
}

const RULE_FIELDS: QueryField[] = [{ name: "prefix", label: text.prefix }];

function ruleColumns(on: string): ProColumns<Rule>[] {
  return [
    { title: text.summary, dataIndex: "summary", width: 360 },
    { title: text.key, dataIndex: "key", render: (_, rule) => <code>{rule.key}</code> },
    { title: text.version, key: "version", render: (_, rule) => inForce(rule, on).now?.version ?? text.none },
    { title: text.now, key: "now", width: 260, render: (_, rule) => <Brief version={inForce(rule, on).now} unit={rule.unit} /> },
    {
      title: text.coming,
      key: "coming",
      render: (_, rule) => {
        const { coming } = inForce(rule, on);
        return coming ? <Mark tone="warn">{text.comingFrom(coming.effective_from)}</Mark> : text.none;
      },
    },
  ];
}

/** A value in a cell: short ones as they are. */
function Brief({ version, unit }: { version: Version | undefined; unit: string }): ReactNode {
  if (!version) return text.noneInForce;
  const value: unknown = version.value;
  const isShort = typeof value !== "object" || (Array.isArray(value) && value.every((item) => typeof item !== "object"));
  return isShort ? (
    <>
      <RuleValue value={value} /> <span className="hint">{unit}</span>
    </>
  ) : (
    <span className="hint">{unit}</span>
  );
}

function RuleList({ desk, above, mayDraft }: ViewProps): ReactNode {
  return (
    <ListPage<Rule>
      id={`${desk}.rules`}
      title={text.title}
      lead={text.lead}
      service={desk}
      rowKey="key"
      exports="rules"
      fields={RULE_FIELDS}
      keep={["department", "view"]}
      columns={ruleColumns(today())}
      above={above}
      load={(filter, page) => take(ruleDesks[desk].GET("/v1/rules", { params: { query: { ...filter, ...page } } }))}
      one={(key) => take(ruleDesks[desk].GET("/v1/rules/{key}", { params: { path: { key } } }))}
      toolbar={
        mayDraft
          ? [
              <Link key="register" to={`/work/rules/${desk}/register`}>
                <Button>{text.register}</Button>
              </Link>,
            ]
          : []
      }
      drawer={{
        title: (rule) => rule.summary,
        content: (rule) => <RuleDetails rule={rule} desk={desk} mayDraft={mayDraft} />,
        width: 820,
      }}
    />
  );
}

function RuleDetails({ rule, desk, mayDraft }: { rule: Rule; desk: Desk; mayDraft: boolean }): ReactNode {
  const changes = useQuery({
    queryKey: [desk, "rule-changes", rule.key],
    queryFn: () =>
      take(ruleDesks[desk].GET("/v1/rule-changes", { params: { query: { subject: rule.key, state: "approved", limit: 200 } } })),
  });
  const on = today();
  const { now } = inForce(rule, on);
  return (
    <div className="stack">
      {mayDraft && (
        <div className="row">
          <Link to={`/work/rules/${desk}/draft?key=${encodeURIComponent(rule.key)}`}>
            <Button type="primary">{text.draft}</Button>
          </Link>
        </div>
      )}
      <Facts
        items={[
          [text.key, <code key="k">{rule.key}</code>],
          [text.unit, rule.unit],
          ...(rule.observed_through ? ([[text.views.expiries, text.observed(rule.observed_through)]] as [string, ReactNode][]) : []),
        ]}
      />
      {[...rule.versions].reverse().map((version, index, all) => (
        <section key={version.version} className="card">
          <h3>
            {text.versionOf(version.version)} · {text.from(version.effective_from, version.effective_to)}{" "}
            {version === now && <Mark tone="good">{text.now}</Mark>}
            {version.effective_from > on && <Mark tone="warn">{text.coming}</Mark>}
          </h3>
          <RuleValue value={version.value} />
          <Facts
            items={[
              [text.citation, `${version.citation.document} ${version.citation.article}`],
              [text.knownFrom, version.known_from],
              [text.broughtBy, <Origin key="o" version={version} changes={changes.data?.items ?? []} desk={desk} />],
              ...(version.interpretation ? ([[text.interpretation, version.interpretation]] as [string, ReactNode][]) : []),
            ]}
            column={1}
          />
          {all[index + 1] && <Compared desk={desk} rule={rule} from={all[index + 1]?.version ?? 0} to={version.version} />}
        </section>
      ))}
    </div>
  );
}

/** Who brought a version. */
function Origin({ version, changes, desk }: { version: Version; changes: Change[]; desk: Desk }): ReactNode {
  if (version.revision === 0) return text.fromFiles;
  const change = changes.find((one) => one.revision === version.revision);
  if (!change) return text.revision(version.revision);
  return (
    <Link to={`/work/rules/${desk}/changes/${change.id}`}>
      {text.revision(version.revision)}：
      {text.fromChange(
        person(change.drafted_by) || change.drafted_by_name,
        person(change.decided_by) || (change.decided_by_name ?? ""),
        moment(change.decided_at),
      )}
    </Link>
  );
}

function Compared({ desk, rule, from, to }: { desk: Desk; rule: Rule; from: number; to: number }): ReactNode {
  const query = useQuery({
    queryKey: [desk, "rule-difference", rule.key, from, to],
    queryFn: () => take(ruleDesks[desk].GET("/v1/rules/{key}/difference", { params: { path: { key: rule.key }, query: { from, to } } })),
  });
  return (
    <details className="trace">
      <summary>{text.compare}</summary>
      <Asked query={query} service={desk} lines={2}>
        {(found) => <Differences differences={found.differences} />}
      </Asked>
    </details>
  );
}

const CHANGE_FIELDS: QueryField[] = [
  { name: "state", label: text.change.state, kind: "select", options: choices("changeState") },
  { name: "subject", label: text.change.subject },
];

function Changes({ desk, above }: ViewProps): ReactNode {
  const columns: ProColumns<Change>[] = [
    {
      title: text.change.subject,
      dataIndex: "title",
      width: 320,
      render: (_, change) => <Link to={`/work/rules/${desk}/changes/${change.id}`}>{change.title || change.subject}</Link>,
    },
    { title: text.key, dataIndex: "subject", render: (_, change) => <code>{change.subject}</code> },
    { title: text.change.kind, dataIndex: "kind", render: (_, change) => text.kinds(change.kind) },
    { title: text.change.state, dataIndex: "state", render: (_, change) => <Code of="changeState" value={change.state} /> },
    { title: text.change.firstDay, dataIndex: "first_day" },
    { title: text.change.drafter, dataIndex: "drafted_by", render: (_, change) => person(change.drafted_by) },
    { title: text.change.decider, dataIndex: "decided_by", render: (_, change) => person(change.decided_by) },
    { title: text.change.reason, dataIndex: "reason", width: 240 },
  ];
  return (
    <ListPage<Change>
      id={`${desk}.rule-changes`}
      title={text.title}
      lead={text.lead}
      service={desk}
      rowKey="id"
      exports="rule-changes"
      fields={CHANGE_FIELDS}
      keep={["department", "view"]}
      columns={columns}
      above={above}
      load={(filter, page) =>
        take(ruleDesks[desk].GET("/v1/rule-changes", { params: { query: { ...(filter as { subject?: string }), ...page } } }))
      }
    />
  );
}

function Expiries({ desk, above }: ViewProps): ReactNode {
  return (
    <>
      <div className="page-title">
        <div>
          <h1>{text.title}</h1>
          <p className="hint">{text.lead}</p>
        </div>
      </div>
      {above}
      <div className="sheet">
        <Part<Expiry>
          id={["rule-expiries"]}
          service={desk}
          empty={text.expiry.none}
          load={() => take(ruleDesks[desk].GET("/v1/rule-expiries", { params: { query: { days: AHEAD } } }))}
          columns={[
            { title: text.expiry.lastDay, render: (expiry) => expiry.last_day },
            {
              title: text.expiry.left,
              render: (expiry) => (
                <Mark tone={expiry.days_left < 0 ? "bad" : expiry.days_left <= 90 ? "warn" : "plain"}>
                  {text.expiry.days(expiry.days_left)}
                </Mark>
              ),
            },
            { title: text.expiry.kind, render: (expiry) => text.expiries(expiry.kind) },
            {
              title: text.expiry.subject,
              render: (expiry) => (
                <>
                  {expiry.title}
                  <div className="hint">{expiry.subject}</div>
                </>
              ),
            },
            { title: text.expiry.keys, render: (expiry) => text.expiry.count(expiry.keys.length), isNumber: true },
          ]}
        />
      </div>
    </>
  );
}
