import type { ProColumns } from "@ant-design/pro-components";
import { Segmented } from "antd";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { hasRole, useSession } from "../../api/session";
import { digits, moment, today } from "../../shared/format";
import { choices, term } from "../../texts/terms";
import { water as texts } from "../../texts/water";
import { Action, word } from "../grammar/action";
import { ListPage, type QueryField } from "../grammar/list";
import { Code, Facts, figure, Part } from "../grammar/show";
import { readingFields, recordReading } from "./reading-form";

type Schemas = components["schemas"];
type Meter = Schemas["MeterView"];
type Due = Schemas["DueMeterView"];
const text = texts.meter;

const COLUMNS: ProColumns<Meter>[] = [
  { title: text.number, dataIndex: "number" },
  { title: text.calibre, dataIndex: "calibre_dn", render: (_, meter) => text.dn(meter.calibre_dn) },
  { title: text.kind, dataIndex: "kind" },
  { title: text.place, dataIndex: "place", render: (_, meter) => term("meterPlace", meter.place) },
  { title: text.installed, dataIndex: "installed_on" },
  { title: text.due, dataIndex: "due_on", render: (_, meter) => meter.due_on ?? "—" },
  { title: text.measure, dataIndex: "due_measure", render: (_, meter) => term("dueMeasure", meter.due_measure) },
  { title: text.status, dataIndex: "status", render: (_, meter) => <Code of="meterStatus" value={meter.status} /> },
];

const DUE_COLUMNS: ProColumns<Due>[] = [
  { title: text.number, dataIndex: "number" },
  { title: text.calibre, dataIndex: "calibre_dn", render: (_, meter) => text.dn(meter.calibre_dn) },
  { title: texts.user.code, dataIndex: "user_code" },
  { title: text.user, dataIndex: "user_name" },
  { title: text.state, dataIndex: "state", render: (_, meter) => <Code of="dueState" value={meter.state} /> },
  { title: text.measure, dataIndex: "measure", render: (_, meter) => term("dueMeasure", meter.measure) },
  { title: text.due, dataIndex: "due_on", render: (_, meter) => meter.due_on ?? "—" },
  { title: text.left, dataIndex: "days_left", align: "right", render: (_, meter) => figure(meter.days_left) },
];
const FIELDS: QueryField[] = [{ name: "q", label: text.q }];
const DUE_FIELDS: QueryField[] = [
  {
    name: "within",
    label: text.within,
    kind: "select",
    options: [30, 60, 90].map((days) => ({ value: String(days), label: text.withinDays(days) })),
  },
];

export default function Meters(): ReactNode {
  const [params, setParams] = useSearchParams();
  const isDue = params.get("view") === "due";
  const above = (
    <Segmented
      style={{ marginBottom: 12 }}
      value={isDue ? "due" : "all"}
      options={[
        { value: "all", label: text.all },
        { value: "due", label: text.dueTab },
      ]}
      onChange={(view) => setParams(view === "due" ? { view: "due" } : {}, { replace: true })}
    />
  );
  if (isDue) {
    return (
      <ListPage<Due>
        key="due"
        id="water.meters-due"
        title={text.dueTitle}
        service="water"
        rowKey="meter_id"
        fields={DUE_FIELDS}
        columns={DUE_COLUMNS}
        above={above}
        keep={["view"]}
        load={(filter, page) =>
          take(water.GET("/v1/meters/due", { params: { query: { within: Number(filter["within"] ?? 90), ...page } } }))
        }
      />
    );
  }
  return (
    <ListPage<Meter>
      key="all"
      id="water.meters"
      title={text.title}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      above={above}
      load={(filter, page) => take(water.GET("/v1/meters", { params: { query: { ...filter, ...page } } }))}
      drawer={{ title: (meter) => `${text.title} ${meter.number}`, content: (meter) => <Details meter={meter} /> }}
    />
  );
}

function Details({ meter }: { meter: Meter }): ReactNode {
  const session = useSession();
  const isKeeper = hasRole(session, ["water_clerk", "supply_operator"]) && meter.status !== "removed";
  const isClerk = hasRole(session, ["water_clerk"]) && meter.status !== "removed";
  const path = { meter_id: meter.id };
  return (
    <div className="stack">
      <div className="row">
        {isKeeper && (
          <Action
            label={text.addReading}
            service="water"
            button={{ type: "primary" }}
            fields={readingFields()}
            initial={{ purpose: "periodic", read_on: today(), method: "manual" }}
            act={(values, key) => recordReading(meter.id, values, key)}
            done={texts.reading.saved}
          />
        )}
        {isKeeper && (
          <Action
            label={text.addVerification}
            service="water"
            fields={[
              { name: "certificate", label: text.certificate },
              { name: "verified_on", label: text.verified, kind: "day" },
              { name: "outcome", label: text.outcome, kind: "select", options: choices("outcome") },
              { name: "valid_until", label: text.valid, kind: "day" },
            ]}
            initial={{ outcome: "verified" }}
            act={(values, key) =>
              take(
                water.POST("/v1/meters/{meter_id}/verifications", {
                  params: { path, header: { "Idempotency-Key": key } },
                  body: {
                    certificate: word(values, "certificate"),
                    verified_on: word(values, "verified_on"),
                    outcome: word(values, "outcome"),
                    valid_until: word(values, "valid_until"),
                  },
                }),
              )
            }
            done={text.saved}
          />
        )}
        {isClerk && !meter.sealed_from && (
          <Action
            label={text.seal_}
            service="water"
            button={{ danger: true }}
            fields={[{ name: "from", label: text.from, kind: "day" }]}
            initial={{ from: today() }}
            act={(values, key) =>
              take(
                water.POST("/v1/meters/{meter_id}/sealing", {
                  params: { path, header: { "If-Match": String(meter.version), "Idempotency-Key": key } },
                  body: { from: word(values, "from") },
                }),
              )
            }
            done={text.saved}
          />
        )}
        {isClerk && meter.sealed_from && (
          <Action
            label={text.unseal}
            note={`${text.unseal} ${meter.number}？`}
            service="water"
            act={(_, key) =>
              take(
                water.POST("/v1/meters/{meter_id}/unsealing", {
                  params: { path, header: { "If-Match": String(meter.version), "Idempotency-Key": key } },
                  body: {},
                }),
              )
            }
            done={text.saved}
          />
        )}
      </div>
      <Facts
        items={[
          [text.calibre, text.dn(meter.calibre_dn)],
          [text.status, <Code key="s" of="meterStatus" value={meter.status} />],
          [text.kind, meter.kind],
          [text.digits, meter.digits],
          [text.place, term("meterPlace", meter.place)],
          [text.seal, meter.seal_number ?? "—"],
          [text.installed, meter.installed_on],
          [text.removed, meter.removed_on ?? "—"],
          [text.due, meter.due_on ?? "—"],
          [text.measure, term("dueMeasure", meter.due_measure)],
        ]}
      />
      <h3 className="section-title">{text.verifications}</h3>
      <Part<Schemas["VerificationView"]>
        id={["verifications-of", meter.id, meter.version]}
        service="water"
        load={() => Promise.resolve({ items: meter.verifications })}
        columns={[
          { title: text.certificate, render: (one) => one.certificate },
          { title: text.verified, render: (one) => one.verified_on },
          { title: text.outcome, render: (one) => <Code of="outcome" value={one.outcome} /> },
          { title: text.valid, render: (one) => one.valid_until },
        ]}
      />
      <h3 className="section-title">{text.readings}</h3>
      <Part<Schemas["ListedReadingView"]>
        id={["readings-of-meter", meter.id]}
        service="water"
        load={() => take(water.GET("/v1/meters/{meter_id}/readings", { params: { path, query: { limit: 100 } } }))}
        columns={[
          { title: texts.reading.day, render: (one) => one.read_on },
          { title: texts.reading.period, render: (one) => one.period ?? "—" },
          { title: texts.reading.value, render: (one) => digits(one.value), isNumber: true },
          { title: texts.reading.purpose, render: (one) => term("readingPurpose", one.purpose) },
          { title: texts.reading.at, render: (one) => moment(one.recorded_at) },
        ]}
      />
    </div>
  );
}
