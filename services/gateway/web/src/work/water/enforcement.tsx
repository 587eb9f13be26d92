import type { ProColumns } from "@ant-design/pro-components";
import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { hasRole, useWorker } from "../../api/session";
import { Asked } from "../../lite/state";
import { digits, today } from "../../shared/format";
import { supervision } from "../../texts/supervision";
import { person, term } from "../../texts/terms";
import { suppliers } from "../directory";
import { Action } from "../grammar/action";
import { word, type FormField } from "../grammar/control";
import { ListPage, type QueryField } from "../grammar/list";
import { Facts, figure, Part } from "../grammar/show";
import { findMeters, optionsFrom, State } from "./supervised";

type Schemas = components["schemas"];
type Order = Schemas["OrderView"];
type Fine = Schemas["FineView"];
type Seal = Schemas["SealView"];
const { enforcement: text, seal } = supervision;

const WORKERS = ["water_clerk", "water_head"] as const;
const KEEP_METERS = ["water_clerk", "supply_operator"] as const;

/** Household meters that are past their cycle, orders and fines; and the seals of meters. */
export default function Enforcement(): ReactNode {
  const [params, setParams] = useSearchParams();
  const isSeals = params.get("view") === "seals";
  const above = (
    <>
      <Dues />
      <Segmented
        style={{ marginBottom: 12 }}
        value={isSeals ? "seals" : "orders"}
        options={[
          { value: "orders", label: text.orders },
          { value: "seals", label: text.seals },
        ]}
        onChange={(view) => setParams(view === "seals" ? { view: "seals" } : {}, { replace: true })}
      />
    </>
  );
  return isSeals ? <Seals above={above} /> : <Orders above={above} />;
}

/** How many meters need something. */
function Dues(): ReactNode {
  const query = useQuery({ queryKey: ["water", "meter-dues"], queryFn: () => take(water.GET("/v1/meter-dues")) });
  return (
    <section className="sheet stack" aria-label={text.dues}>
      <Asked query={query} service="water" lines={2}>
        {(dues) => (
          <dl className="figures">
            {[
              [text.overdue, dues.overdue],
              [text.unverified, dues.unverified],
              ...dues.due.map((window): [string, number] => [text.within(window.within), window.meters]),
              ...dues.household_overdue.map((of): [string, number] => [text.household(term("unit", of.supplier)), of.meters]),
            ].map(([label, count]) => (
              <div key={String(label)}>
                <dt>{label}</dt>
                <dd>
                  <Link to="/work/water/meters?view=due&within=90">{text.meters(Number(count))}</Link>
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Asked>
    </section>
  );
}

const COLUMNS: ProColumns<Order>[] = [
  { title: text.deadline, dataIndex: "deadline" },
  { title: text.number, dataIndex: "number", render: (_, one) => one.number ?? text.none },
  { title: supervision.supplier, dataIndex: "supplier", render: (_, one) => term("unit", one.supplier) },
  { title: text.meterCount, key: "meters", align: "right", render: (_, one) => figure(one.meters.length) },
  { title: supervision.state, dataIndex: "state", render: (_, one) => <State names={text.states} value={one.state} /> },
  { title: text.progress, dataIndex: "progress", render: (_, one) => <State names={text.progresses} value={one.progress} /> },
  {
    title: text.fine,
    key: "fine",
    align: "right",
    render: (_, one) => figure(one.fines.find((fine) => fine.state !== "returned")?.amount ?? "—"),
  },
];
const FIELDS: QueryField[] = [
  { name: "supplier", label: supervision.supplier, kind: "select", options: suppliers },
  { name: "state", label: supervision.state, kind: "select", options: optionsFrom(text.states) },
];

function Orders({ above }: { above: ReactNode }): ReactNode {
  const mayWork = hasRole(useWorker(), WORKERS);
  return (
    <ListPage<Order>
      key="orders"
      id="water.correction-orders"
      title={text.title}
      lead={text.lead}
      service="water"
      rowKey="id"
      fields={FIELDS}
      columns={COLUMNS}
      above={above}
      load={(filter, page) => take(water.GET("/v1/correction-orders", { params: { query: { ...filter, ...page } } }))}
      one={(order_id) => take(water.GET("/v1/correction-orders/{order_id}", { params: { path: { order_id } } }))}
      toolbar={
        mayWork
          ? [
              <Action
                key="create"
                label={text.create}
                note={text.createNote}
                service="water"
                button={{ type: "primary" }}
                fields={[
                  { name: "supplier", label: supervision.supplier, kind: "select", options: suppliers },
                  { name: "deadline", label: text.deadline, kind: "day" },
                  { name: "reason", label: text.reason, kind: "long" },
                ]}
                act={(values, key) =>
                  take(
                    water.POST("/v1/correction-orders", {
                      params: { header: { "Idempotency-Key": key } },
                      body: { supplier: word(values, "supplier"), deadline: word(values, "deadline"), reason: word(values, "reason") },
                    }),
                  )
                }
                done={text.created}
              />,
            ]
          : []
      }
      drawer={{
        title: (one) => `${term("unit", one.supplier)} ${one.number ?? text.none}`,
        content: (one) => <Details one={one} />,
      }}
    />
  );
}

function Details({ one }: { one: Order }): ReactNode {
  const open = one.fines.find((fine) => fine.state === "submitted");
  return (
    <div className="stack">
      <OrderDeeds one={one} />
      {open && <FineDeeds fine={open} />}
      <Facts
        items={[
          [supervision.supplier, term("unit", one.supplier)],
          [supervision.state, <State key="s" names={text.states} value={one.state} />],
          [text.deadline, one.deadline],
          [text.progress, <State key="p" names={text.progresses} value={one.progress} />],
          [text.reason, one.reason],
          [text.drafted, person(one.drafted_by)],
          [text.issuedBy, one.issued_by ? `${person(one.issued_by)} ${one.issued_on ?? ""}` : "—"],
        ]}
      />
      <h3 className="section-title">{text.metersTitle}</h3>
      <Part<Schemas["OrderedMeterView"]>
        id={["order-meters", one.id, one.version]}
        service="water"
        load={() => Promise.resolve({ items: one.meters })}
        columns={[
          {
            title: text.meter,
            render: (meter) => <Link to={`/work/water/meters?open=${meter.meter_id}`}>{meter.number}</Link>,
          },
          { title: supervision.user, render: (meter) => meter.user_code },
          { title: text.due, render: (meter) => meter.due_on },
          { title: text.removed, render: (meter) => meter.removed_on ?? "—" },
        ]}
      />
      {one.fines.length > 0 && (
        <>
          <h3 className="section-title">{text.finesTitle}</h3>
          <Part<Fine>
            id={["order-fines", one.id, one.fines.map((fine) => fine.version)]}
            service="water"
            load={() => Promise.resolve({ items: one.fines })}
            columns={[
              { title: text.fine, render: (fine) => digits(fine.amount), isNumber: true },
              { title: supervision.state, render: (fine) => <State names={text.fineStates} value={fine.state} /> },
              { title: text.fineReason, render: (fine) => fine.reason },
              { title: text.drafted, render: (fine) => person(fine.drafted_by) },
              { title: text.decided, render: (fine) => (fine.decided_by ? `${person(fine.decided_by)} ${fine.decided_on ?? ""}` : "—") },
              { title: text.comment, render: (fine) => fine.comment ?? "—" },
            ]}
          />
        </>
      )}
    </div>
  );
}

function OrderDeeds({ one }: { one: Order }): ReactNode {
  const who = useWorker();
  if (!hasRole(who, WORKERS)) return null;
  const params = (key: string) => ({ path: { order_id: one.id }, header: { "If-Match": String(one.version), "Idempotency-Key": key } });
  const isHead = hasRole(who, ["water_head"]);
  const isFined = one.fines.some((fine) => fine.state !== "returned");
  const isLate = one.progress === "overdue" || one.progress === "corrected_late";
  return (
    <div className="row">
      {one.state === "draft" && isHead && who?.account.username !== one.drafted_by && (
        <Action
          label={text.issue}
          note={text.issueNote}
          service="water"
          button={{ type: "primary" }}
          act={(_, key) => take(water.POST("/v1/correction-orders/{order_id}/approval", { params: params(key), body: {} }))}
          done={text.issued}
        />
      )}
      {one.state === "draft" && (
        <Action
          label={text.withdraw}
          note={text.withdrawNote}
          service="water"
          button={{ danger: true }}
          act={(_, key) => take(water.POST("/v1/correction-orders/{order_id}/withdrawal", { params: params(key), body: {} }))}
          done={supervision.done}
        />
      )}
      {isLate && !isFined && (
        <Action
          label={text.addFine}
          service="water"
          button={{ type: "primary" }}
          fields={[
            { name: "amount", label: text.amount, hint: text.amountHint },
            { name: "reason", label: text.fineReason, kind: "long" },
          ]}
          act={(values, key) =>
            take(
              water.POST("/v1/correction-orders/{order_id}/fines", {
                params: { path: { order_id: one.id }, header: { "Idempotency-Key": key } },
                body: { amount: word(values, "amount"), reason: word(values, "reason") },
              }),
            )
          }
          done={supervision.done}
        />
      )}
    </div>
  );
}

function FineDeeds({ fine }: { fine: Fine }): ReactNode {
  const who = useWorker();
  if (!hasRole(who, ["water_head"]) || who?.account.username === fine.drafted_by) return null;
  const params = (key: string) => ({ path: { fine_id: fine.id }, header: { "If-Match": String(fine.version), "Idempotency-Key": key } });
  return (
    <div className="row">
      <Action
        label={text.approveFine}
        note={text.approveFineNote}
        service="water"
        button={{ type: "primary" }}
        act={(_, key) => take(water.POST("/v1/replacement-fines/{fine_id}/approval", { params: params(key), body: {} }))}
        done={supervision.done}
      />
      <Action
        label={text.returnFine}
        service="water"
        fields={[{ name: "comment", label: text.comment, kind: "long" }]}
        act={(values, key) =>
          take(water.POST("/v1/replacement-fines/{fine_id}/return", { params: params(key), body: { comment: word(values, "comment") } }))
        }
        done={supervision.done}
      />
    </div>
  );
}

const SEAL_COLUMNS: ProColumns<Seal>[] = [
  { title: seal.number, dataIndex: "number" },
  {
    title: seal.meter,
    dataIndex: "meter_number",
    render: (_, one) => <Link to={`/work/water/meters?open=${one.meter_id}`}>{one.meter_number}</Link>,
  },
  { title: seal.on, dataIndex: "put_on" },
  { title: seal.onBy, dataIndex: "put_on_by" },
  { title: seal.off, dataIndex: "taken_off", render: (_, one) => one.taken_off ?? seal.worn },
  { title: seal.offBy, dataIndex: "taken_off_by", render: (_, one) => one.taken_off_by ?? "—" },
  { title: seal.why, dataIndex: "taken_off_reason", render: (_, one) => one.taken_off_reason ?? "—" },
];
const SEAL_FIELDS: QueryField[] = [
  { name: "q", label: seal.q },
  {
    name: "worn",
    label: supervision.state,
    kind: "select",
    options: [
      { value: "true", label: seal.worn },
      { value: "false", label: seal.gone },
    ],
  },
];
const SEAL_FORM: FormField[] = [
  { name: "meter_id", label: seal.meter, kind: "find", find: findMeters, hint: seal.meterHint },
  { name: "number", label: seal.number },
  { name: "put_on", label: seal.on, kind: "day", isHalf: true },
  { name: "put_on_by", label: seal.onBy, isHalf: true },
];

function Seals({ above }: { above: ReactNode }): ReactNode {
  const mayKeep = hasRole(useWorker(), KEEP_METERS);
  return (
    <ListPage<Seal>
      key="seals"
      id="water.meter-seals"
      exports="meter-seals"
      title={text.title}
      lead={text.lead}
      service="water"
      rowKey="id"
      fields={SEAL_FIELDS}
      columns={[
        ...SEAL_COLUMNS,
        ...(mayKeep ? [{ title: "", key: "off", render: (_: unknown, one: Seal) => (one.taken_off ? "" : <TakeOff one={one} />) }] : []),
      ]}
      above={above}
      keep={["view"]}
      load={({ worn, ...filter }, page) =>
        take(water.GET("/v1/meter-seals", { params: { query: { ...filter, ...(worn ? { worn: worn === "true" } : {}), ...page } } }))
      }
      toolbar={
        mayKeep
          ? [
              <Action
                key="create"
                label={seal.create}
                service="water"
                button={{ type: "primary" }}
                fields={SEAL_FORM}
                initial={{ put_on: today() }}
                act={(values, key) =>
                  take(
                    water.POST("/v1/meters/{meter_id}/seals", {
                      params: { path: { meter_id: word(values, "meter_id") }, header: { "Idempotency-Key": key } },
                      body: { number: word(values, "number"), put_on: word(values, "put_on"), put_on_by: word(values, "put_on_by") },
                    }),
                  )
                }
                done={seal.created}
              />,
            ]
          : []
      }
    />
  );
}

function TakeOff({ one }: { one: Seal }): ReactNode {
  return (
    <Action
      label={seal.takeOff}
      service="water"
      button={{ size: "small" }}
      fields={[
        { name: "taken_off", label: seal.off, kind: "day", isHalf: true },
        { name: "taken_off_by", label: seal.offBy, isHalf: true },
        { name: "reason", label: seal.why, kind: "long" },
      ]}
      initial={{ taken_off: today() }}
      act={(values, key) =>
        take(
          water.POST("/v1/meters/{meter_id}/seals/{seal_id}/removal", {
            params: { path: { meter_id: one.meter_id, seal_id: one.id }, header: { "Idempotency-Key": key } },
            body: { taken_off: word(values, "taken_off"), taken_off_by: word(values, "taken_off_by"), reason: word(values, "reason") },
          }),
        )
      }
      done={supervision.done}
    />
  );
}
