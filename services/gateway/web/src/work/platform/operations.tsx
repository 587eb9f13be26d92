import { useQuery } from "@tanstack/react-query";
import { Button, Progress as Bar } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { gateway, take } from "../../api/client";
import type { components } from "../../api/generated/gateway";
import { Asked } from "../../lite/state";
import { moment } from "../../shared/format";
import { operations } from "../../texts/operations";
import { Facts, Mark } from "../grammar/show";
import { RECEIVERS } from "./services";
import "./platform.css";

type Service = components["schemas"]["ServiceOperationsView"];
type State = components["schemas"]["StateView"];
type Job = components["schemas"]["JobState"];
type Alert = components["schemas"]["AlertView"];
type Progress = components["schemas"]["ProgressView"];
const text = operations.state;
const TONES = { up: "good", degraded: "warn", down: "bad" } as const;
const EVERY_MS = 15_000;

/** How all services stand; one that is down takes only its own card with it. */
export default function Operations(): ReactNode {
  const query = useQuery({
    queryKey: ["gateway", "operations"],
    queryFn: () => take(gateway.GET("/api/identity/v1/operations/overview")),
    refetchInterval: EVERY_MS,
  });
  return (
    <>
      <div className="page-title">
        <div>
          <h1>{text.title}</h1>
          <p className="hint">{text.lead}</p>
        </div>
        <div className="row">
          {query.data && <span className="hint">{text.at(moment(query.data.checked_at))}</span>}
          <Button onClick={() => void query.refetch()}>{text.refresh}</Button>
        </div>
      </div>
      <Asked query={query} service="gateway" lines={8}>
        {({ services }) => (
          <div className="halves services">
            {services.map((service) => (
              <Card key={service.name} service={service} />
            ))}
          </div>
        )}
      </Asked>
    </>
  );
}

function Card({ service }: { service: Service }): ReactNode {
  const { operations: state } = service;
  return (
    <section className="sheet" aria-label={service.title}>
      <h2 className="sheet-title">
        {service.title}
        <Mark tone={TONES[service.state]}>{text.states[service.state]}</Mark>
      </h2>
      {service.detail && <p role="alert">{service.detail}</p>}
      {state && <Standing state={state} name={service.name} />}
    </section>
  );
}

function Standing({ state, name }: { state: State; name: string }): ReactNode {
  const receives = RECEIVERS.some((receiver) => receiver === name);
  const { outbox } = state;
  return (
    <div className="stack">
      {state.alerts.length > 0 && <Alerts alerts={state.alerts} />}
      <Facts
        items={[
          [text.version, versionText(state.version)],
          [text.started, moment(state.started_at)],
          [text.migrations, text.migration(state.migrations.length, state.migrations[0]?.version ?? "—")],
          ...(receives
            ? ([
                [text.outbox, outboxText(outbox)],
                [text.letters, <LetterCount key="l" count={state.dead_letters_waiting} name={name} />],
                [text.received, moment(state.last_received_at)],
                [text.lag, typeof state.last_lag_seconds === "number" ? text.seconds(state.last_lag_seconds) : "—"],
              ] as [string, ReactNode][])
            : []),
        ]}
      />
      {outbox.last_error && (
        <p>
          <Mark tone="bad">{text.outboxError}</Mark> {outbox.last_error}
        </p>
      )}
      <p className="row">
        {state.checks.map((check) => (
          <Mark key={check.name} tone={check.ok ? "good" : "bad"}>
            {operations.checks[check.name] ?? check.name} {check.ok ? text.ok : text.bad}
          </Mark>
        ))}
      </p>
      {receives && <Queues state={state} />}
      {state.progress.length > 0 && <UnderWay works={state.progress} />}
      <Jobs jobs={state.jobs} />
    </div>
  );
}

/** What is wrong and what to do, the worst first. */
function Alerts({ alerts }: { alerts: Alert[] }): ReactNode {
  const worst = [...alerts].sort((one, other) => Number(other.severity === "critical") - Number(one.severity === "critical"));
  return (
    <ul className="alerts" aria-label={text.alerts}>
      {worst.map((alert, index) => (
        <li key={index} title={alert.code}>
          <Mark tone={alert.severity === "critical" ? "bad" : "warn"}>{text.severities[alert.severity]}</Mark> {alert.message}
        </li>
      ))}
    </ul>
  );
}

function UnderWay({ works }: { works: Progress[] }): ReactNode {
  return (
    <section aria-label={text.progress}>
      {works.map((work) => (
        <div key={work.title}>
          {work.title} <span className="hint num">{text.done(work.done, work.total)}</span>
          {work.stalled_reason && <Mark tone="bad">{text.stalled}</Mark>}
          <Bar
            aria-label={work.title}
            percent={work.total === 0 ? 100 : Math.floor((100 * work.done) / work.total)}
            size="small"
            status={work.stalled_reason ? "exception" : "active"}
          />
        </div>
      ))}
    </section>
  );
}

function versionText(version: State["version"]): string {
  return version.revision ? `${version.package}（${version.revision}）` : version.package;
}

function outboxText(outbox: State["outbox"]): ReactNode {
  if (outbox.waiting === 0) return text.none;
  const age = text.seconds(outbox.oldest_seconds ?? 0);
  const isLate = (outbox.oldest_seconds ?? 0) > 300;
  return <Mark tone={isLate ? "bad" : "warn"}>{`${String(outbox.waiting)} · ${text.oldest} ${age}`}</Mark>;
}

function LetterCount({ count, name }: { count: number; name: string }): ReactNode {
  if (count === 0) return text.none;
  return (
    <Link to={`/work/letters?service=${name}`}>
      <Mark tone="bad">{count}</Mark>
    </Link>
  );
}

function Queues({ state }: { state: State }): ReactNode {
  if (state.queues.error)
    return (
      <p>
        <Mark tone="warn">{text.unknown}</Mark> <span className="hint">{state.queues.error}</span>
      </p>
    );
  return (
    <div>
      <table className="table part">
        <thead>
          <tr>
            <th scope="col">{text.queue}</th>
            <th scope="col" className="num">
              {text.ready}
            </th>
            <th scope="col" className="num">
              {text.consumers}
            </th>
          </tr>
        </thead>
        <tbody>
          {state.queues.queues.map((queue) => (
            <tr key={queue.name}>
              <td>{queue.name}</td>
              <td className="num">{queue.exists ? queue.ready : text.missing}</td>
              <td className="num">{queue.exists ? queue.consumers : "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint">{text.queuesHint}</p>
    </div>
  );
}

function Jobs({ jobs }: { jobs: Job[] }): ReactNode {
  if (jobs.length === 0) return <p className="hint">{text.noJobs}</p>;
  return (
    <div className="scroll" tabIndex={0}>
      <table className="table part">
        <thead>
          <tr>
            <th scope="col">{text.job}</th>
            <th scope="col">{text.last}</th>
            <th scope="col" className="num">
              {text.took}
            </th>
            <th scope="col" className="num">
              {text.runs}
            </th>
            <th scope="col" />
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <tr key={job.name}>
              <td title={job.name}>{job.title}</td>
              <td>{moment(job.finished_at)}</td>
              <td className="num">{text.milliseconds(job.duration_ms)}</td>
              <td className="num">{job.runs}</td>
              <td>
                {job.last_error ? (
                  <span title={job.last_error}>
                    <Mark tone="bad">{text.failed(moment(job.failed_at))}</Mark>
                    <span className="hint job-error">{job.last_error}</span>
                  </span>
                ) : (
                  <Mark tone="good">{text.works}</Mark>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
