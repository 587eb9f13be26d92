import type { ProColumns } from "@ant-design/pro-components";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { hasRole, useWorker } from "../../api/session";
import { digits, moment } from "../../shared/format";
import { choices, person, term } from "../../texts/terms";
import { water as texts } from "../../texts/water";
import { work } from "../../texts/work";
import { suppliers } from "../directory";
import { Action } from "../grammar/action";
import { ListPage, type QueryField } from "../grammar/list";
import { Facts, figure, Mark } from "../grammar/show";
import { readingFields, recordReading } from "./reading-form";

type Reading = components["schemas"]["ListedReadingView"];
const text = texts.reading;
const FIELDS: QueryField[] = [
  { name: "user_code", label: texts.user.code },
  { name: "meter_number", label: text.meter },
  { name: "period", label: text.period, hint: text.periodHint },
  { name: "purpose", label: text.purpose, kind: "select", options: choices("readingPurpose") },
  { name: "supplier", label: texts.user.supplier, kind: "select", options: suppliers },
];
const COLUMNS: ProColumns<Reading>[] = [
  { title: text.meter, dataIndex: "meter_number", sorter: true },
  { title: texts.user.code, dataIndex: "user_code", sorter: true },
  { title: text.user, dataIndex: "user_name" },
  { title: text.period, dataIndex: "period", render: (_, reading) => reading.period ?? "—" },
  { title: text.day, dataIndex: "read_on", sorter: true },
  { title: text.value, dataIndex: "value", sorter: true, align: "right", render: (_, reading) => figure(reading.value) },
  { title: text.purpose, dataIndex: "purpose", render: (_, reading) => term("readingPurpose", reading.purpose) },
  { title: text.method, dataIndex: "method", render: (_, reading) => term("readingMethod", reading.method) },
  {
    title: text.correction,
    dataIndex: "replaced_by",
    render: (_, reading) =>
      reading.replaced_by ? <Mark tone="plain">{text.replaced}</Mark> : reading.replaces ? <Mark>{text.correction}</Mark> : "—",
  },
  { title: text.by, dataIndex: "recorded_by", render: (_, reading) => person(reading.recorded_by) },
];

export default function Readings(): ReactNode {
  const session = useWorker();
  const isKeeper = hasRole(session, ["water_clerk", "supply_operator"]);
  return (
    <ListPage<Reading>
      id="water.readings"
      title={text.title}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      exports="readings"
      load={(filter, page) => take(water.GET("/v1/readings", { params: { query: { ...filter, ...page } } }))}
      toolbar={
        hasRole(session, ["water_clerk", "supply_operator"])
          ? [
              <Link key="import" to="/work/water/imports">
                {work.menu.imports}
              </Link>,
            ]
          : []
      }
      drawer={{
        title: (reading) => `${reading.meter_number} ${reading.period ?? reading.read_on}`,
        content: (reading) => (
          <div className="stack">
            {isKeeper && !reading.replaced_by && (
              <div>
                <Action
                  label={text.correct}
                  note={text.correctNote}
                  service="water"
                  fields={readingFields(true)}
                  initial={{
                    read_on: reading.read_on,
                    value: reading.value,
                    method: reading.method,
                    rolled_over: reading.rolled_over,
                    ...(reading.period ? { period: reading.period } : {}),
                  }}
                  act={(values, key) => recordReading(reading.meter_id, values, key, { replaces: reading.id, purpose: reading.purpose })}
                  done={text.saved}
                />
              </div>
            )}
            <Facts
              items={[
                [text.user, `${reading.user_code} ${reading.user_name}`],
                [text.meter, reading.meter_number],
                [text.period, reading.period ?? "—"],
                [text.day, reading.read_on],
                [text.value, digits(reading.value)],
                [text.method, term("readingMethod", reading.method)],
                [text.purpose, term("readingPurpose", reading.purpose)],
                [text.reason, reading.reason ?? "—"],
                [text.by, person(reading.recorded_by)],
                [text.at, moment(reading.recorded_at)],
              ]}
            />
          </div>
        ),
      }}
    />
  );
}
