import { PrinterOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Timeline } from "antd";
import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import { take, water } from "../../api/client";
import type { components } from "../../api/generated/water";
import { hasRole, useWorker } from "../../api/session";
import { BandPicture } from "../../lite/pictures";
import { Asked } from "../../lite/state";
import { Trace } from "../../lite/trace";
import { digits, moment, percent, today } from "../../shared/format";
import { rule } from "../../texts/rule";
import { choices, term } from "../../texts/terms";
import { water as texts } from "../../texts/water";
import { Action } from "../grammar/action";
import { word } from "../grammar/control";
import { Code, Facts } from "../grammar/show";
import { useTitle } from "../tabs";
import { adjustmentsOf } from "./bill-adjustments";
import { BillPaper } from "./bill-paper";
import { Recomputation } from "./recomputation";

type Bill = components["schemas"]["BillView"];
const text = texts.bill;

/** A bill: what is charged, why, how far it has come, and what can be done about it now. */
export default function BillPage(): ReactNode {
  const { id = "" } = useParams();
  const query = useQuery({
    queryKey: ["water", "bill", id],
    queryFn: () => take(water.GET("/v1/bills/{bill_id}", { params: { path: { bill_id: id } } })),
    // Paid and not yet booked at finance: that takes a moment.
    refetchInterval: ({ state }) => (state.data?.state === "paid" ? 1500 : false),
  });
  useTitle(`/work/water/bills/${id}`, query.data?.number);
  return (
    <Asked query={query} service="water" lines={10}>
      {(bill) => <Sheet bill={bill} />}
    </Asked>
  );
}

function Sheet({ bill }: { bill: Bill }): ReactNode {
  return (
    <>
      <div className="page-title no-print">
        <h1>
          {text.title} {bill.number} <Code of="billState" value={bill.state} />
        </h1>
        <Button icon={<PrinterOutlined />} onClick={() => globalThis.print()}>
          {text.print}
        </Button>
      </div>
      <BillPaper bill={bill} />
      <div className="split no-print">
        <div className="stack">
          <div className="sheet">
            <h2 className="sheet-title">
              <span>
                {bill.user_code} {bill.user_name}
              </span>
              <span>
                {digits(bill.total)} {texts.yuan}
              </span>
            </h2>
            <Charges bill={bill} />
          </div>
          <div className="sheet">
            <BandPicture usage={bill.usage} base={bill.adjusted_base} overage={bill.overage} bands={bill.bands} />
          </div>
          <div className="sheet">
            <Trace steps={bill.trace} department="water" />
          </div>
        </div>
        <div className="stack">
          <div className="sheet no-print">
            <h2 className="sheet-title">{text.actions}</h2>
            <Actions bill={bill} />
          </div>
          <div className="sheet">
            <h2 className="sheet-title">{text.timeline}</h2>
            <History bill={bill} />
          </div>
          <div className="sheet">
            <h2 className="sheet-title">{rule.recompute.title}</h2>
            <Recomputation id={bill.id} />
          </div>
          <div className="sheet">
            <h2 className="sheet-title">{text.facts}</h2>
            <Facts
              column={1}
              items={[
                [text.period, bill.period],
                [text.span, text.to(bill.period_from, bill.period_to)],
                [text.category, term("category", bill.category)],
                [text.industry, term("industryClass", bill.industry_class)],
                [text.town, term("unit", bill.town)],
                [text.supplier, term("unit", bill.supplier)],
                [text.basePrice, `${bill.base_price} ${texts.yuan}/${texts.m3}`],
                [text.plan, digits(bill.plan_volume)],
                ...adjustmentsOf(bill),
                [text.base, digits(bill.adjusted_base)],
                [text.usage, digits(bill.usage)],
                [text.over, digits(bill.overage)],
                [text.late, text.days(bill.days_late, bill.days_early)],
                [
                  text.run,
                  <Link key="run" to={`/work/water/runs/${bill.run_id}`}>
                    {bill.period}
                  </Link>,
                ],
                [text.digest, <code key="digest">{bill.rules_digest.slice(0, 12)}</code>],
              ]}
            />
          </div>
        </div>
      </div>
    </>
  );
}

function Charges({ bill }: { bill: Bill }): ReactNode {
  return (
    <div className="scroll" tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{text.item}</th>
            <th scope="col" className="num">
              {text.volume}
            </th>
            <th scope="col" className="num">
              {text.price}
            </th>
            <th scope="col" className="num">
              {text.rate}
            </th>
            <th scope="col" className="num">
              {text.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>{text.basicLine}</td>
            <td className="num">{digits(bill.usage)}</td>
            <td className="num">{bill.base_price}</td>
            <td className="num">—</td>
            <td className="num">{digits(bill.basic_charge)}</td>
          </tr>
          {bill.bands.map((band) => (
            <tr key={band.band}>
              <td>{text.band(band.band)}</td>
              <td className="num">{digits(band.volume)}</td>
              <td className="num">{bill.base_price}</td>
              <td className="num">{percent(band.rate)}</td>
              <td className="num">{digits(band.amount)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{text.surcharge}</th>
            <td colSpan={3} />
            <td className="num">{digits(bill.surcharge)}</td>
          </tr>
          <tr>
            <th scope="row">{text.sum}</th>
            <td colSpan={3} />
            <td className="num">
              <b>{digits(bill.total)}</b>
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function History({ bill }: { bill: Bill }): ReactNode {
  const session = useWorker();
  const events = text.events;
  const items: { color?: string; content: ReactNode }[] = [
    { color: "blue", content: <Event title={events.issued} when={bill.issued_on} /> },
  ];
  if (bill.notified_at)
    items.push({
      color: "blue",
      content: <Event title={events.notified} when={moment(bill.notified_at)} note={bill.due_on ? events.due(bill.due_on) : ""} />,
    });
  if (bill.payment) {
    const { amount, method, paid_on, collector, reference } = bill.payment;
    items.push({
      color: "green",
      content: (
        <Event
          title={events.paid(digits(amount), term("paymentMethod", method))}
          when={paid_on}
          note={events.collected(term("unit", collector), reference)}
        />
      ),
    });
  }
  if (bill.state === "paid") items.push({ color: "gray", content: <Event title={events.waiting} when="" /> });
  if (bill.settled_at) {
    const number = bill.entry_number;
    const canOpen = hasRole(session, ["finance_clerk", "finance_head", "auditor"]);
    items.push({
      color: "green",
      content: (
        <Event
          title={events.settled}
          when={moment(bill.settled_at)}
          note={
            number ? (
              canOpen ? (
                <Link to={`/work/finance/entries?number=${number}&open=${number}`}>{events.entry(number)}</Link>
              ) : (
                events.entry(number)
              )
            ) : (
              ""
            )
          }
        />
      ),
    });
  }
  if (bill.credit_bill) {
    items.push({
      color: "red",
      content: (
        <Event
          title={events.credit(bill.credit_bill.number)}
          when={bill.credit_bill.issued_on}
          note={events.reason(bill.credit_bill.reason)}
        />
      ),
    });
  }
  return <Timeline items={items} />;
}

function Event({ title, when, note }: { title: string; when: string; note?: ReactNode }): ReactNode {
  return (
    <>
      <div>{title}</div>
      {when && <div className="hint">{when}</div>}
      {note && <div className="hint">{note}</div>}
    </>
  );
}

/** Only what can be done now, by whoever looks. */
function Actions({ bill }: { bill: Bill }): ReactNode {
  const session = useWorker();
  const isOpen = bill.state === "issued" || bill.state === "notified" || bill.state === "overdue";
  const mayNotify = bill.state === "issued" && hasRole(session, ["water_billing_clerk"]);
  const mayPay = isOpen && hasRole(session, ["water_billing_clerk", "supply_operator"]);
  const mayCredit = bill.state !== "cancelled" && bill.state !== "paid" && hasRole(session, ["water_head"]);
  if (!mayNotify && !mayPay && !mayCredit) return <p className="hint">{isOpen ? `${text.noAction}${text.whoPays}` : text.closed}</p>;
  return (
    <div className="row">
      {mayPay && (
        <Action
          label={text.pay}
          service="water"
          button={{ type: "primary" }}
          fields={[
            { name: "amount", label: text.payAmount, hint: text.payAmountHint },
            { name: "paid_on", label: text.paidOn, kind: "day" },
            { name: "method", label: text.method, kind: "select", options: choices("paymentMethod") },
            { name: "collector", label: text.collector, kind: "select", options: choices("unit", ["water_bureau", bill.supplier]) },
            { name: "reference", label: text.reference },
          ]}
          initial={{
            amount: bill.total,
            paid_on: today(),
            method: "bank_transfer",
            collector: session?.account.unit === bill.supplier ? bill.supplier : "water_bureau",
          }}
          act={(values, key) =>
            take(
              water.POST("/v1/bills/{bill_id}/payments", {
                params: { path: { bill_id: bill.id }, header: { "idempotency-key": key } },
                body: {
                  amount: word(values, "amount"),
                  paid_on: word(values, "paid_on"),
                  method: word<components["schemas"]["PaymentMethod"]>(values, "method"),
                  collector: word(values, "collector"),
                  reference: word(values, "reference"),
                },
              }),
            )
          }
          done={text.paid}
        />
      )}
      {mayNotify && (
        <Action
          label={text.notify}
          note={text.notifyText}
          service="water"
          act={() =>
            take(
              water.POST("/v1/bills/{bill_id}/notify", {
                params: { path: { bill_id: bill.id }, header: { "if-match": String(bill.version) } },
              }),
            )
          }
          done={text.notified}
        />
      )}
      {mayCredit && (
        <Action
          label={text.credit}
          note={text.creditText}
          service="water"
          button={{ danger: true }}
          fields={[{ name: "reason", label: text.creditReason, kind: "long" }]}
          act={(values, key) =>
            take(
              water.POST("/v1/bills/{bill_id}/credit", {
                params: { path: { bill_id: bill.id }, header: { "if-match": String(bill.version), "idempotency-key": key } },
                body: { reason: word(values, "reason") },
              }),
            )
          }
          done={text.credited}
        />
      )}
    </div>
  );
}
