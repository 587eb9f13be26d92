import type { ReactNode } from "react";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { hasRole, useWorker } from "../../api/session";
import { addDays, moment, today } from "../../shared/format";
import { reclaimed as text, reclaimedName } from "../../texts/reclaimed";
import { term } from "../../texts/terms";
import { Action } from "../grammar/action";
import { filled, word, type FormField, type Values } from "../grammar/control";
import { PlainTable } from "../grammar/plain-table";
import { Facts, Mark } from "../grammar/show";

type Schemas = components["schemas"];
type System = Schemas["SystemView"];

const INDICATORS = ["turbidity", "bod5", "ammonia", "chroma"] as const;

/** A day and a time of the county as the service wants them. */
export function countyMoment(day: string, time: string): string {
  return `${day}T${time.padStart(5, "0")}:00+08:00`;
}

const namesOf = (codes: readonly string[]) => codes.map((code) => reclaimedName("use", code)).join("、");

export function ReclaimedDetails({ system }: { system: System }): ReactNode {
  return (
    <div className="stack">
      <Actions system={system} />
      <Facts
        items={[
          [text.manager, system.manager],
          [text.managerPhone, system.manager_phone ?? "—"],
          [text.town, term("unit", system.town)],
          [text.kind, reclaimedName("kind", system.kind)],
          [text.source, reclaimedName("source", system.source)],
          [text.uses, namesOf(system.uses)],
          [
            text.state,
            <Mark key="s" tone={system.state === "running" ? "good" : "bad"}>
              {reclaimedName("state", system.state)}
            </Mark>,
          ],
          [
            text.testDue,
            <>
              {system.test_due} {system.test_overdue && <Mark tone="bad">{text.overdue}</Mark>}
            </>,
          ],
        ]}
      />
      <h3 className="section-title">{text.standard}</h3>
      <PlainTable
        none=""
        heads={[text.indicator, text.limit, text.by, text.basis]}
        rows={system.standard.map((one) => [
          reclaimedName("indicator", one.indicator),
          one.limit,
          reclaimedName("use", one.use),
          <>
            {one.standard} {!one.is_checked && <Mark tone="warn">{text.unchecked}</Mark>}
          </>,
        ])}
      />
      {system.standard.some((one) => !one.is_checked) && <p className="hint">{text.uncheckedNote}</p>}
      <h3 className="section-title">{text.incidents}</h3>
      <Incidents system={system} />
      <h3 className="section-title">{text.stops}</h3>
      <Stops system={system} />
      <h3 className="section-title">{text.users}</h3>
      <PlainTable
        none={text.noUsers}
        heads={[text.userName, text.uses, text.connectedOn, text.phone]}
        rows={system.users.map((one) => [one.name, namesOf(one.uses), one.connected_on, one.phone ?? "—"])}
      />
      <h3 className="section-title">{text.tests}</h3>
      <PlainTable
        none={text.noTests}
        heads={[text.takenOn, text.report, ...INDICATORS.map((one) => reclaimedName("indicator", one)), text.result]}
        rows={system.tests.map((one) => [
          one.taken_on,
          one.report,
          ...INDICATORS.map((indicator) => one.results[indicator] ?? "—"),
          one.exceeded.length > 0 ? (
            <Mark key="r" tone="bad">
              {one.exceeded.join("；")}
            </Mark>
          ) : (
            <Mark key="r" tone="good">
              {text.passed}
            </Mark>
          ),
        ])}
      />
    </div>
  );
}

function Incidents({ system }: { system: System }): ReactNode {
  const who = useWorker();
  const params = (id: string, version: number, key: string) => ({
    path: { incident_id: id },
    header: { "If-Match": String(version), "Idempotency-Key": key },
  });
  return (
    <PlainTable
      none={text.noIncidents}
      heads={[text.number, text.detail, text.told, text.repair, text.resumedAt]}
      rows={system.incidents.map((one) => [
        <>
          {one.number}
          <div className="hint">
            {reclaimedName("incident", one.kind)} {moment(one.occurred_at)}
          </div>
        </>,
        one.detail,
        text.people(one.users_told, one.users_untold),
        one.repaired_on ? (
          `${one.repaired_on} ${one.repair ?? ""}`
        ) : hasRole(who, ["water_clerk"]) ? (
          <Action
            key="repair"
            label={text.repair}
            service="water"
            button={{ size: "small" }}
            fields={[
              { name: "repaired_on", label: text.repairedOn, kind: "day" },
              { name: "repair", label: text.repairDetail, kind: "long" },
            ]}
            initial={{ repaired_on: today() }}
            act={(values, key) =>
              take(
                water.POST("/v1/reclaimed-incidents/{incident_id}/repair", {
                  params: params(one.id, one.version, key),
                  body: { repaired_on: word(values, "repaired_on"), repair: word(values, "repair") },
                }),
              )
            }
            done={text.saved}
          />
        ) : (
          "—"
        ),
        one.resumed_at ? (
          moment(one.resumed_at)
        ) : hasRole(who, ["water_head"]) ? (
          <Action
            key="resume"
            label={text.resume}
            note={text.resumeNote}
            service="water"
            button={{ size: "small", type: "primary" }}
            act={(_, key) =>
              take(water.POST("/v1/reclaimed-incidents/{incident_id}/resumption", { params: params(one.id, one.version, key), body: {} }))
            }
            done={text.done}
          />
        ) : (
          "—"
        ),
      ])}
    />
  );
}

function Stops({ system }: { system: System }): ReactNode {
  const isClerk = hasRole(useWorker(), ["water_clerk"]);
  return (
    <PlainTable
      none={text.noStops}
      heads={[text.area, text.reason, text.from, text.until, text.told, text.state]}
      rows={system.stops.map((one) => [
        one.area,
        one.reason,
        moment(one.starts_at),
        moment(one.ends_at),
        text.people(one.users_told, one.users_untold),
        one.cancelled_at ? (
          text.cancelled
        ) : isClerk ? (
          <Action
            key="cancel"
            label={text.cancel}
            note={text.cancelNote}
            service="water"
            button={{ size: "small", danger: true }}
            act={(_, key) =>
              take(
                water.POST("/v1/supply-stops/{stop_id}/cancellation", {
                  params: { path: { stop_id: one.id }, header: { "If-Match": String(one.version), "Idempotency-Key": key } },
                  body: {},
                }),
              )
            }
            done={text.done}
          />
        ) : (
          "—"
        ),
      ])}
    />
  );
}

const stopFields: FormField[] = [
  { name: "area", label: text.area },
  { name: "reason", label: text.reason },
  { name: "start_day", label: text.startDay, kind: "day", isHalf: true },
  { name: "start_time", label: text.startTime, isHalf: true },
  { name: "end_day", label: text.endDay, kind: "day", isHalf: true },
  { name: "end_time", label: text.endTime, isHalf: true },
];

const stopBody = (values: Values): Schemas["AnnounceStopRequest"] => ({
  area: word(values, "area"),
  reason: word(values, "reason"),
  starts_at: countyMoment(word(values, "start_day"), word(values, "start_time")),
  ends_at: countyMoment(word(values, "end_day"), word(values, "end_time")),
});

const stopField = (pointer: string) => pointer.replace("/starts_at", "start_time").replace("/ends_at", "end_time").replace(/^\//, "");

function Actions({ system }: { system: System }): ReactNode {
  if (!hasRole(useWorker(), ["water_clerk"])) return null;
  return <ClerkActions system={system} />;
}

function ClerkActions({ system }: { system: System }): ReactNode {
  const params = (key: string) => ({ path: { system_id: system.id }, header: { "Idempotency-Key": key } });
  return (
    <div className="row">
      <Action
        label={text.addTest}
        note={text.testNote}
        service="water"
        button={{ type: "primary" }}
        fields={[
          { name: "taken_on", label: text.takenOn, kind: "day", isHalf: true },
          { name: "report", label: text.report, isHalf: true },
          ...INDICATORS.map((one, index): FormField => ({
            name: one,
            label: reclaimedName("indicator", one),
            isHalf: true,
            isOptional: true,
            ...(index === 0 ? { hint: text.testHint } : {}),
          })),
        ]}
        initial={{ taken_on: today() }}
        act={(values, key) =>
          take(
            water.POST("/v1/reclaimed-systems/{system_id}/tests", {
              params: params(key),
              body: {
                taken_on: word(values, "taken_on"),
                report: word(values, "report"),
                ...filled(values, [...INDICATORS]),
              },
            }),
          )
        }
        done={text.saved}
      />
      <Action
        label={text.addStop}
        note={text.stopNote}
        service="water"
        fields={stopFields}
        initial={{ start_day: addDays(today(), 2), start_time: "08:00", end_day: addDays(today(), 2), end_time: "18:00" }}
        place={stopField}
        act={(values, key) => take(water.POST("/v1/reclaimed-systems/{system_id}/stops", { params: params(key), body: stopBody(values) }))}
        done={text.saved}
      />
      <Action
        label={text.addUser}
        service="water"
        fields={[
          { name: "name", label: text.userName },
          { name: "phone", label: text.phone, hint: text.phoneHint, isOptional: true },
          {
            name: "uses",
            label: text.uses,
            kind: "multi",
            options: system.uses.map((value) => ({ value, label: reclaimedName("use", value) })),
          },
          { name: "connected_on", label: text.connectedOn, kind: "day" },
        ]}
        initial={{ connected_on: today() }}
        act={(values, key) =>
          take(
            water.POST("/v1/reclaimed-systems/{system_id}/users", {
              params: params(key),
              body: {
                name: word(values, "name"),
                ...filled(values, ["phone"]),
                uses: (values["uses"] ?? []) as Schemas["CreateReclaimedUserRequest"]["uses"],
                connected_on: word(values, "connected_on"),
              },
            }),
          )
        }
        done={text.saved}
      />
      {system.state === "running" && (
        <Action
          label={text.addIncident}
          note={text.incidentNote}
          service="water"
          button={{ danger: true }}
          fields={[
            { name: "day", label: text.occurredDay, kind: "day", isHalf: true },
            { name: "time", label: text.occurredTime, isHalf: true },
            { name: "detail", label: text.detail, kind: "long" },
          ]}
          initial={{ day: today() }}
          place={(pointer) => pointer.replace("/occurred_at", "time").replace(/^\//, "")}
          act={(values, key) =>
            take(
              water.POST("/v1/reclaimed-systems/{system_id}/incidents", {
                params: params(key),
                body: { occurred_at: countyMoment(word(values, "day"), word(values, "time")), detail: word(values, "detail") },
              }),
            )
          }
          done={text.saved}
        />
      )}
    </div>
  );
}
