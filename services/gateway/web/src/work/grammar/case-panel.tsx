import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Asked } from "../../lite/state";
import { moment } from "../../shared/format";
import { cases as text } from "../../texts/case";
import { fileText } from "../../texts/file";
import { person } from "../../texts/terms";
import { CaseActions, CaseNext } from "./case-actions";
import { caseOf, type Case, type CaseDetail, type CaseService } from "./case-client";
import { CaseFiles } from "./case-files";
import { CaseComment, CaseTimeline } from "./case-timeline";
import { Code, Facts, Mark } from "./show";

/** By when the next step is due, and whether that has passed. */
export function DueMark({ one }: { one: Case }): ReactNode {
  if (one.closed_at || one.state === "draft") return text.noDue;
  if (one.overdue_days > 0) {
    return (
      <>
        {one.due_on} <Mark tone="bad">{text.late(one.overdue_days)}</Mark>
      </>
    );
  }
  return one.due_on ?? text.dueUnknown;
}

/** Whose turn it is. */
export function holderOf(one: Case): string {
  if (!one.holder) return text.noDue;
  return one.holder.person ? `${person(one.holder.person)}（${one.holder.role_title}）` : one.holder.role_title;
}

function CaseFacts({ seen }: { seen: CaseDetail }): ReactNode {
  return (
    <Facts
      items={[
        [text.state, <Code key="s" of="caseState" value={seen.state} />],
        [text.kind, seen.kind_title],
        [text.drafter, person(seen.drafter)],
        [text.holder, holderOf(seen)],
        [text.opened, moment(seen.opened_at)],
        [text.since, text.days(seen.open_days)],
        [text.due, <DueMark key="d" one={seen} />],
        [text.urges, text.times(seen.urges)],
        ...(seen.closed_at
          ? ([
              [text.decided, person(seen.decided_by)],
              [text.closed, moment(seen.closed_at)],
            ] as [string, ReactNode][])
          : []),
        ...(seen.has_statement ? ([[text.statement, seen.statement ?? "—"]] as [string, ReactNode][]) : []),
      ]}
    />
  );
}

/** A case whole: what it is, what comes next, what can be done, files, what was done. */
export function CasePanel({ service, seen }: { service: CaseService; seen: CaseDetail }): ReactNode {
  return (
    <div className="stack case">
      <CaseNext seen={seen} />
      <CaseActions service={service} seen={seen} />
      <CaseFacts seen={seen} />
      <section>
        <h3 className="section-title">{fileText.title}</h3>
        <CaseFiles service={service} seen={seen} />
      </section>
      <section>
        <h3 className="section-title">
          {text.timeline} <CaseComment service={service} seen={seen} />
        </h3>
        <CaseTimeline steps={seen.timeline} />
      </section>
    </div>
  );
}

/** The case of a thing, inside the thing's own page or drawer. */
export function CaseOf({ service, entity, id }: { service: CaseService; entity: string; id: string }): ReactNode {
  const query = useQuery({ queryKey: [service, "case-of", entity, id], queryFn: () => caseOf(service, entity, id) });
  return (
    <Asked query={query} service={service} lines={5}>
      {(seen) =>
        seen ? (
          <section>
            <h3 className="section-title">
              {text.title} <Link to={`/work/cases/${service}/${seen.id}`}>{text.openCase}</Link>
            </h3>
            <CasePanel service={service} seen={seen} />
          </section>
        ) : (
          <p className="hint">{text.none}</p>
        )
      }
    </Asked>
  );
}
