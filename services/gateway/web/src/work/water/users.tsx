import type { ProColumns } from "@ant-design/pro-components";
import { App, Button, Tabs } from "antd";
import { useState, type ReactNode } from "react";
import { Link } from "react-router";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { asProblem } from "../../api/problem";
import { hasRole, useWorker } from "../../api/session";
import { digits, moment } from "../../shared/format";
import { choices, term } from "../../texts/terms";
import { water as texts } from "../../texts/water";
import { work } from "../../texts/work";
import { suppliers, towns } from "../directory";
import { Action } from "../grammar/action";
import { word, type FormField, type Values } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { Code, Facts, Part } from "../grammar/show";
import { RegisterMeter } from "./meter-actions";

type Schemas = components["schemas"];
type User = Schemas["WaterUserView"];
const text = texts.user;

const FIELDS: QueryField[] = [
  { name: "q", label: text.q },
  { name: "category", label: text.category, kind: "select", options: choices("category") },
  { name: "town", label: text.town, kind: "select", options: towns },
  { name: "supplier", label: text.supplier, kind: "select", options: suppliers },
  { name: "supply", label: text.supply, kind: "select", options: choices("supply") },
  { name: "use_class", label: text.use, kind: "select", options: choices("useClass") },
];

const COLUMNS: ProColumns<User>[] = [
  { title: text.code, dataIndex: "code", sorter: true },
  { title: text.name, dataIndex: "name", sorter: true },
  { title: text.category, dataIndex: "category", sorter: true, render: (_, user) => term("category", user.category) },
  { title: text.industry, dataIndex: "industry_class", render: (_, user) => <Code of="industryClass" value={user.industry_class} /> },
  { title: text.use, dataIndex: "use_class", render: (_, user) => term("useClass", user.use_class) },
  { title: text.town, dataIndex: "town", sorter: true, render: (_, user) => term("unit", user.town) },
  { title: text.supplier, dataIndex: "supplier", render: (_, user) => term("unit", user.supplier) },
  { title: text.supply, dataIndex: "supply", render: (_, user) => term("supply", user.supply) },
  { title: text.phone, dataIndex: "phone", render: (_, user) => user.phone ?? "—" },
];

const needsNotice = (values: Values) => values["industry_class"] === "restricted" || values["industry_class"] === "eliminated";
const onNetwork = (values: Values) => values["supply"] === "public_network";
const FORM: FormField[] = [
  { name: "name", label: text.name, isHalf: true },
  { name: "category", label: text.category, kind: "select", options: choices("category"), isHalf: true },
  { name: "supply", label: text.supply, kind: "select", options: choices("supply"), isHalf: true },
  { name: "supplier", label: text.supplier, kind: "select", options: suppliers, when: onNetwork, isHalf: true },
  { name: "town", label: text.town, kind: "select", options: towns, isHalf: true },
  { name: "use_class", label: text.use, kind: "select", options: choices("useClass"), isHalf: true },
  { name: "industry_class", label: text.industry, kind: "select", options: choices("industryClass"), isHalf: true },
  { name: "recognition.department", label: text.department, when: needsNotice, isHalf: true },
  { name: "recognition.notice_number", label: text.notice, when: needsNotice, isHalf: true },
  { name: "recognition.noticed_on", label: text.noticed, kind: "day", when: needsNotice, isHalf: true },
  { name: "credit_code", label: text.credit, isOptional: true, isHalf: true },
  { name: "phone", label: text.phone, isOptional: true, isHalf: true },
];

function body(values: Values): Schemas["ChangeWaterUserRequest"] {
  return {
    name: word(values, "name"),
    category: word(values, "category"),
    supply: word(values, "supply"),
    industry_class: word(values, "industry_class"),
    use_class: word(values, "use_class"),
    town: word(values, "town"),
    ...(onNetwork(values) ? { supplier: word(values, "supplier") } : {}),
    ...(values["credit_code"] ? { credit_code: word(values, "credit_code") } : {}),
    ...(values["phone"] ? { phone: word(values, "phone") } : {}),
    ...(needsNotice(values)
      ? {
          recognition: {
            department: word(values, "recognition.department"),
            notice_number: word(values, "recognition.notice_number"),
            noticed_on: word(values, "recognition.noticed_on"),
          },
        }
      : {}),
  };
}

export default function Users(): ReactNode {
  const session = useWorker();
  const isKeeper = hasRole(session, ["water_clerk"]);
  return (
    <ListPage<User>
      id="water.users"
      title={text.title}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      exports="water-users"
      load={(filter, page) => take(water.GET("/v1/water-users", { params: { query: { ...filter, ...page } } }))}
      toolbar={
        isKeeper
          ? [
              <Link key="import" to="/work/water/imports?kind=water_users">
                {work.menu.imports}
              </Link>,
              <Action
                key="create"
                label={text.create}
                note={text.sure}
                service="water"
                button={{ type: "primary" }}
                width={680}
                fields={[{ name: "code", label: text.code, isHalf: true }, ...FORM]}
                initial={{ category: "non_resident", supply: "public_network", industry_class: "ordinary" }}
                act={(values, key) =>
                  take(
                    water.POST("/v1/water-users", {
                      params: { header: { "Idempotency-Key": key } },
                      body: { code: word(values, "code"), ...body(values) },
                    }),
                  )
                }
                done={text.saved}
              />,
            ]
          : []
      }
      one={(user_id) => take(water.GET("/v1/water-users/{user_id}", { params: { path: { user_id } } }))}
      drawer={{ title: (user) => `${user.code} ${user.name}`, content: (user) => <Details user={user} isKeeper={isKeeper} />, width: 860 }}
    />
  );
}

function Details({ user, isKeeper }: { user: User; isKeeper: boolean }): ReactNode {
  return (
    <div className="stack">
      {isKeeper && (
        <div>
          <Action
            label={text.edit}
            service="water"
            width={680}
            fields={FORM.filter((field) => field.name !== "phone")}
            initial={{
              name: user.name,
              category: user.category,
              supply: user.supply,
              industry_class: user.industry_class,
              use_class: user.use_class,
              town: user.town,
              ...(user.supplier ? { supplier: user.supplier } : {}),
              ...(user.credit_code ? { credit_code: user.credit_code } : {}),
              ...(user.recognition
                ? {
                    "recognition.department": user.recognition.department,
                    "recognition.notice_number": user.recognition.notice_number,
                    "recognition.noticed_on": user.recognition.noticed_on,
                  }
                : {}),
            }}
            act={async (values) => {
              // The list shows the number masked: a change has to send the whole one back, or it would be lost.
              const phone = user.phone
                ? (await take(water.GET("/v1/water-users/{user_id}/phone", { params: { path: { user_id: user.id } } }))).phone
                : undefined;
              return take(
                water.PUT("/v1/water-users/{user_id}", {
                  params: { path: { user_id: user.id }, header: { "If-Match": String(user.version) } },
                  body: { ...body(values), ...(phone ? { phone } : {}) },
                }),
              );
            }}
            done={text.saved}
          />
        </div>
      )}
      <Facts
        items={[
          [text.category, term("category", user.category)],
          [text.industry, <Code key="i" of="industryClass" value={user.industry_class} />],
          [text.use, term("useClass", user.use_class)],
          [text.supply, term("supply", user.supply)],
          [text.supplier, term("unit", user.supplier)],
          [text.town, term("unit", user.town)],
          [text.credit, user.credit_code ?? "—"],
          [text.phone, <Phone key="p" user={user} />],
          [text.registered, moment(user.created_at)],
          ...(user.recognition
            ? ([[text.recognition, `${user.recognition.department} ${user.recognition.notice_number} ${user.recognition.noticed_on}`]] as [
                string,
                ReactNode,
              ][])
            : []),
        ]}
      />
      <Tabs
        items={[
          {
            key: "meters",
            label: text.meters,
            children: (
              <>
                <p>
                  <RegisterMeter userId={user.id} />
                </p>
                <Part<Schemas["MeterView"]>
                  id={["meters-of", user.id]}
                  service="water"
                  load={() => take(water.GET("/v1/water-users/{user_id}/meters", { params: { path: { user_id: user.id } } }))}
                  columns={[
                    {
                      title: texts.meter.number,
                      render: (meter) => <Link to={`/work/water/meters?open=${meter.id}`}>{meter.number}</Link>,
                    },
                    { title: texts.meter.calibre, render: (meter) => texts.meter.dn(meter.calibre_dn) },
                    { title: texts.meter.place, render: (meter) => term("meterPlace", meter.place) },
                    { title: texts.meter.installed, render: (meter) => meter.installed_on },
                    { title: texts.meter.due, render: (meter) => meter.due_on ?? "—" },
                    { title: texts.meter.status, render: (meter) => <Code of="meterStatus" value={meter.status} /> },
                  ]}
                />
              </>
            ),
          },
          {
            key: "bills",
            label: text.bills,
            children: (
              <Part<Schemas["BillListItem"]>
                id={["bills-of", user.code]}
                service="water"
                load={() => take(water.GET("/v1/bills", { params: { query: { user_code: user.code, limit: 50 } } }))}
                columns={[
                  { title: texts.bill.number, render: (bill) => <Link to={`/work/water/bills/${bill.id}`}>{bill.number}</Link> },
                  { title: texts.bill.period, render: (bill) => bill.period },
                  { title: texts.bill.usage, render: (bill) => digits(bill.usage), isNumber: true },
                  { title: texts.bill.surcharge, render: (bill) => digits(bill.surcharge), isNumber: true },
                  { title: texts.bill.total, render: (bill) => digits(bill.total), isNumber: true },
                  { title: texts.bill.state, render: (bill) => <Code of="billState" value={bill.state} /> },
                ]}
              />
            ),
          },
          {
            key: "plans",
            label: text.plans,
            children: (
              <Part<Schemas["PlanView"]>
                id={["plans-of", user.id]}
                service="water"
                load={() => take(water.GET("/v1/plans", { params: { query: { user_id: user.id, limit: 50 } } }))}
                columns={[
                  {
                    title: texts.plan.year,
                    render: (plan) => <Link to={`/work/water/plans?open=${plan.id}`}>{plan.year}</Link>,
                  },
                  { title: texts.plan.revision, render: (plan) => plan.revision },
                  { title: texts.plan.state, render: (plan) => <Code of="planState" value={plan.state} /> },
                  { title: texts.plan.basis, render: (plan) => term("planBasis", plan.basis) },
                  {
                    title: texts.plan.volumes,
                    render: (plan) =>
                      Object.entries(plan.volumes)
                        .sort()
                        .map(([period, volume]) => `${period} ${digits(volume)}`)
                        .join("；"),
                  },
                ]}
              />
            ),
          },
          {
            key: "readings",
            label: text.readings,
            children: (
              <Part<Schemas["ListedReadingView"]>
                id={["readings-of", user.id]}
                service="water"
                load={() => take(water.GET("/v1/readings", { params: { query: { user_id: user.id, limit: 100 } } }))}
                columns={[
                  { title: texts.reading.day, render: (reading) => reading.read_on },
                  { title: texts.reading.meter, render: (reading) => reading.meter_number },
                  { title: texts.reading.period, render: (reading) => reading.period ?? "—" },
                  { title: texts.reading.value, render: (reading) => digits(reading.value), isNumber: true },
                  { title: texts.reading.purpose, render: (reading) => term("readingPurpose", reading.purpose) },
                ]}
              />
            ),
          },
        ]}
      />
    </div>
  );
}

/** The masked number; the whole one on demand, which the service notes. */
function Phone({ user }: { user: User }): ReactNode {
  const session = useWorker();
  const { message } = App.useApp();
  const [phone, setPhone] = useState<string | null>(null);
  if (!user.phone) return "—";
  if (phone) return phone;
  return (
    <>
      {user.phone}{" "}
      {hasRole(session, ["water_clerk", "water_billing_clerk", "supply_operator"]) && (
        <Button
          type="link"
          size="small"
          title={text.phoneNote}
          onClick={() =>
            void take(water.GET("/v1/water-users/{user_id}/phone", { params: { path: { user_id: user.id } } }))
              .then((answer) => setPhone(answer.phone))
              .catch((error: unknown) => void message.error(asProblem(error).body.detail))
          }
        >
          {text.showPhone}
        </Button>
      )}
    </>
  );
}
