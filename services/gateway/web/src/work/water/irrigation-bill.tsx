import { PrinterOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { Fragment, type ReactNode } from "react";
import { useParams } from "react-router";
import { take, water } from "../../api/client";
import { hasRole, useWorker } from "../../api/session";
import { DemonstrationOnPaper } from "../../lite/demonstration";
import { ProblemBox } from "../../lite/problem";
import { Asked } from "../../lite/state";
import { Trace } from "../../lite/trace";
import { digits, today } from "../../shared/format";
import { irrigationWater } from "../../texts/irrigation-water";
import { choices, person, term } from "../../texts/terms";
import { traceValue } from "../../texts/trace";
import { water as texts } from "../../texts/water";
import { Action } from "../grammar/action";
import { word } from "../grammar/control";
import { Facts, Mark } from "../grammar/show";
import { useTitle } from "../tabs";
import { BillState } from "./irrigation-bills";
import { optionsOf, type Schemas } from "./irrigation-party";

type Bill = Schemas["IrrigationBillView"];
type Line = Schemas["IrrigationBillLineView"];
const text = irrigationWater.bill;

/** A household's bill: a line per crop with its bands, every step, and what can be done about it now. */
export default function IrrigationBill(): ReactNode {
  const { id = "" } = useParams();
  const query = useQuery({
    queryKey: ["water", "irrigation-bill", id],
    queryFn: () => take(water.GET("/v1/irrigation/bills/{bill_id}", { params: { path: { bill_id: id } } })),
  });
  useTitle(`/work/water/irrigation-bills/${id}`, query.data?.number);
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
          {text.one} {bill.number} <BillState state={bill.state} />
        </h1>
        <Button icon={<PrinterOutlined />} onClick={() => globalThis.print()}>
          {text.print}
        </Button>
      </div>
      <Paper bill={bill} />
      <div className="split no-print">
        <div className="stack">
          <div className="sheet">
            <h2 className="sheet-title">
              <span>
                {bill.party_code} {bill.party_name}
              </span>
              <span>
                {digits(bill.total)} {irrigationWater.yuan}
              </span>
            </h2>
            <Lines bill={bill} />
          </div>
          <div className="sheet">
            <Trace steps={bill.trace} department="water" open={false} />
          </div>
        </div>
        <div className="stack">
          <Deeds bill={bill} />
          <div className="sheet">
            <Facts column={1} items={facts(bill)} />
          </div>
          <div className="sheet">
            <Again id={bill.id} />
          </div>
        </div>
      </div>
    </>
  );
}

function facts(bill: Bill): [string, ReactNode][] {
  return [
    [irrigationWater.district, term("district", bill.district)],
    [irrigationWater.town, term("unit", bill.town)],
    [irrigationWater.village, bill.village],
    [irrigationWater.year, text.seq(bill.year, bill.seq)],
    [text.through, bill.through],
    [text.volume, digits(bill.volume)],
    [text.approvedPrices, bill.approval_number ? text.approval(bill.approval_number, bill.approved_on ?? "") : text.noApproval],
    [text.issued, `${bill.issued_on} ${person(bill.issued_by)}`],
    [text.paidOn, paymentText(bill)],
    ...(bill.credit_bill
      ? ([[text.creditBill(bill.credit_bill.number), `${bill.credit_bill.issued_on} ${bill.credit_bill.reason}`]] as [string, ReactNode][])
      : []),
    [text.digest, <code key="digest">{bill.rules_digest.slice(0, 12)}</code>],
  ];
}

/** How the payment stands, in a line. */
function paymentText({ payment, credit_bill }: Bill): string {
  if (!payment) return text.unpaid;
  const paid = text.paidText(payment.paid_on, payment.collector, payment.reference);
  return credit_bill ? `${paid}；${text.refund}` : paid;
}

function Lines({ bill }: { bill: Bill }): ReactNode {
  return (
    <div className="scroll" tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{text.crop}</th>
            <th scope="col" className="num">
              {text.volume}
            </th>
            <th scope="col" className="num">
              {text.price}
            </th>
            <th scope="col" className="num">
              {text.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {bill.lines.map((line) => (
            <Fragment key={line.crop}>
              <tr>
                <th scope="row">
                  {term("crop", line.crop)}
                  <div className="hint">{lineNote(line)}</div>
                </th>
                <td className="num">{digits(line.volume)}</td>
                <td />
                <td className="num">
                  <b>{digits(line.amount)}</b>
                </td>
              </tr>
              {bandsOf(line).map(({ key, label, volume, price, amount }) => (
                <tr key={key}>
                  <td>{label}</td>
                  <td className="num">{digits(volume)}</td>
                  <td className="num">{price}</td>
                  <td className="num">{digits(amount)}</td>
                </tr>
              ))}
            </Fragment>
          ))}
          <tr>
            <th scope="row">{text.sum}</th>
            <td className="num">{digits(bill.volume)}</td>
            <td />
            <td className="num">
              <b>{digits(bill.total)}</b>
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function lineNote(line: Line): string {
  const of = `${text.area} ${digits(line.area_mu)} ${irrigationWater.mu} · ${text.quota} ${digits(line.quota_volume)}`;
  return Number(line.before) > 0 ? `${of} · ${text.before} ${digits(line.before)}` : of;
}

/** The bands of a line; where a part of the water was delivered before the approval, both parts say which they are. */
export function bandsOf(line: Line): { key: string; label: string; volume: string; price: string; amount: string }[] {
  return line.parts.flatMap((part) =>
    part.bands.map((band) => ({
      key: `${String(part.approved)}${String(band.band)}`,
      label: `${text.band(band.band)}${line.parts.length > 1 ? `（${part.approved ? text.approvedPrices : text.unapproved}）` : ""}`,
      volume: band.volume,
      price: band.price,
      amount: band.amount,
    })),
  );
}

function Deeds({ bill }: { bill: Bill }): ReactNode {
  const worker = useWorker();
  const mayPay = bill.state === "issued" && hasRole(worker, ["water_billing_clerk"]);
  const mayCredit = bill.state !== "cancelled" && hasRole(worker, ["water_head"]);
  if (!mayPay && !mayCredit) return null;
  const path = { bill_id: bill.id };
  return (
    <div className="sheet">
      <div className="row">
        {mayPay && (
          <Action
            label={text.pay}
            note={text.payNote}
            service="water"
            button={{ type: "primary" }}
            fields={[
              { name: "amount", label: text.total, isHalf: true },
              { name: "paid_on", label: text.paidOn, kind: "day", isHalf: true },
              { name: "collector_kind", label: text.collectorKind, kind: "select", options: optionsOf(irrigationWater.collectors) },
              { name: "collector", label: text.collector },
              { name: "method", label: text.method, kind: "select", options: choices("paymentMethod"), isHalf: true },
              { name: "reference", label: text.reference, isHalf: true },
            ]}
            initial={{ amount: bill.total, paid_on: today(), collector_kind: "station", method: "cash" }}
            act={(values, key) =>
              take(
                water.POST("/v1/irrigation/bills/{bill_id}/payments", {
                  params: { path, header: { "Idempotency-Key": key } },
                  body: {
                    amount: word(values, "amount"),
                    paid_on: word(values, "paid_on"),
                    collector_kind: word<Schemas["CollectorKind"]>(values, "collector_kind"),
                    collector: word(values, "collector"),
                    method: word<Schemas["PaymentMethod"]>(values, "method"),
                    reference: word(values, "reference"),
                  },
                }),
              )
            }
            done={text.paid}
          />
        )}
        {mayCredit && (
          <Action
            label={text.credit}
            note={text.creditNote}
            service="water"
            button={{ danger: true }}
            fields={[{ name: "reason", label: text.creditReason, kind: "long" }]}
            act={(values, key) =>
              take(
                water.POST("/v1/irrigation/bills/{bill_id}/credit", {
                  params: { path, header: { "If-Match": String(bill.version), "Idempotency-Key": key } },
                  body: { reason: word(values, "reason") },
                }),
              )
            }
            done={text.credited}
          />
        )}
      </div>
    </div>
  );
}

function Again({ id }: { id: string }): ReactNode {
  const asked = useMutation({
    mutationFn: () => take(water.POST("/v1/irrigation/bills/{bill_id}/recomputation", { params: { path: { bill_id: id } } })),
  });
  return (
    <div className="stack">
      <div>
        <Button onClick={() => asked.mutate()} loading={asked.isPending}>
          {text.recompute}
        </Button>
      </div>
      {asked.isError && <ProblemBox error={asked.error} service="water" />}
      {asked.data && (
        <div role="status">
          <Mark tone={asked.data.equal ? "good" : "bad"}>{asked.data.equal ? text.equal : text.different}</Mark> {digits(asked.data.total)}{" "}
          {irrigationWater.yuan}
        </div>
      )}
    </div>
  );
}

/** The bill as one sheet of A4 for the household. Only for the printer. */
function Paper({ bill }: { bill: Bill }): ReactNode {
  const known: [string, ReactNode][] = [[irrigationWater.name, `${bill.party_code} ${bill.party_name}`], ...facts(bill).slice(0, 9)];
  return (
    <article className="paper-bill print-only" aria-hidden="true">
      <header>
        <h1>{text.one}</h1>
        <p>
          {text.number} {bill.number}
          <span>{irrigationWater.billStates[bill.state]}</span>
        </p>
      </header>
      <DemonstrationOnPaper>{texts.bill.demo}</DemonstrationOnPaper>
      <dl>
        {known.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Lines bill={bill} />
      <p className="owed">
        {text.sum} <b>{digits(bill.total)}</b> {irrigationWater.yuan}
        <span>{paymentText(bill)}</span>
      </p>
      <h2>{text.steps(bill.trace.length)}</h2>
      <table className="steps">
        <tbody>
          {bill.trace.map((step, index) => (
            <tr key={`${step.step}-${String(index)}`}>
              <td>{step.label}</td>
              <td className="num">{digits(traceValue(step.step, step.value))}</td>
              <td>
                {step.citation.document} {step.citation.article}
                {step.interpretation ? text.interpretation : ""}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <footer>
        <span>{text.signed}</span>
        <span>
          {text.digest} {bill.rules_digest.slice(0, 12)}
        </span>
      </footer>
    </article>
  );
}
