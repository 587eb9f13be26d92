import type { ProColumns } from "@ant-design/pro-components";
import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { digits, moment } from "../../shared/format";
import { term } from "../../texts/terms";
import { water as texts } from "../../texts/water";
import { ListPage, type QueryField } from "../grammar/list";
import { Code, Facts, figure, Part } from "../grammar/show";
import { MeterActions } from "./meter-actions";
import type { Meter } from "./meter-form";

type Schemas = components["schemas"];
type Row = [string, ReactNode];
type Due = Schemas["DueMeterView"];
const text = texts.meter;

const COLUMNS: ProColumns<Meter>[] = [
  { title: text.number, dataIndex: "number", sorter: true },
  { title: text.calibre, dataIndex: "calibre_dn", sorter: true, render: (_, meter) => text.dn(meter.calibre_dn) },
  { title: text.kind, dataIndex: "kind" },
  { title: text.place, dataIndex: "place", sorter: true, render: (_, meter) => term("meterPlace", meter.place) },
  { title: text.installed, dataIndex: "installed_on", sorter: true },
  { title: text.due, dataIndex: "due_on", render: (_, meter) => meter.due_on ?? "—" },
  { title: text.measure, dataIndex: "due_measure", render: (_, meter) => term("dueMeasure", meter.due_measure) },
  { title: text.status, dataIndex: "status", render: (_, meter) => <Code of="meterStatus" value={meter.status} /> },
];

const DUE_COLUMNS: ProColumns<Due>[] = [
  {
    title: text.number,
    dataIndex: "number",
    render: (_, meter) => <MeterLink id={meter.meter_id} number={meter.number} />,
  },
  { title: text.calibre, dataIndex: "calibre_dn", render: (_, meter) => text.dn(meter.calibre_dn) },
  { title: texts.user.code, dataIndex: "user_code" },
  { title: text.user, dataIndex: "user_name" },
  { title: text.state, dataIndex: "state", render: (_, meter) => <Code of="dueState" value={meter.state} /> },
  { title: text.measure, dataIndex: "measure", render: (_, meter) => term("dueMeasure", meter.measure) },
  { title: text.due, dataIndex: "due_on", render: (_, meter) => meter.due_on ?? "—" },
  { title: text.left, dataIndex: "days_left", align: "right", render: (_, meter) => figure(meter.days_left) },
];

function MeterLink({ id, number }: { id: string; number?: string }): ReactNode {
  return <Link to={`/work/water/meters?open=${id}`}>{number ?? text.open}</Link>;
}

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
        exports="meters-due"
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
      exports="meters"
      above={above}
      load={(filter, page) => take(water.GET("/v1/meters", { params: { query: { ...filter, ...page } } }))}
      one={(meter_id) => take(water.GET("/v1/meters/{meter_id}", { params: { path: { meter_id } } }))}
      drawer={{ title: (meter) => `${text.title} ${meter.number}`, content: (meter) => <Details meter={meter} /> }}
    />
  );
}

function Details({ meter }: { meter: Meter }): ReactNode {
  const path = { meter_id: meter.id };
  const owner = useQuery({
    queryKey: ["water", "user", meter.user_id],
    queryFn: () => take(water.GET("/v1/water-users/{user_id}", { params: { path: { user_id: meter.user_id } } })),
  });
  return (
    <div className="stack">
      <MeterActions meter={meter} />
      <Facts
        items={[
          [
            text.user,
            <Link key="u" to={`/work/water/users?open=${meter.user_id}`}>
              {owner.data ? `${owner.data.code} ${owner.data.name}` : texts.user.open}
            </Link>,
          ],
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
          ...(meter.master_meter_id ? ([[text.master, <MeterLink key="m" id={meter.master_meter_id} />]] as Row[]) : []),
          ...(meter.sealed_from ? ([[text.sealedFrom, text.asOf(meter.sealed_from)]] as Row[]) : []),
          ...(meter.obsolete_from ? ([[text.obsoleteFrom, text.asOf(meter.obsolete_from)]] as Row[]) : []),
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
