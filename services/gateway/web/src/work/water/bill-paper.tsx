import type { ReactNode } from "react";
import type { components } from "../../api/generated/water";
import { DemonstrationOnPaper } from "../../lite/demonstration";
import { digits, moment, percent } from "../../shared/format";
import { term } from "../../texts/terms";
import { traceValue } from "../../texts/trace";
import { water as texts } from "../../texts/water";

type Bill = components["schemas"]["BillView"];
const text = texts.bill;
const paper = text.paper;

/** The bill as one sheet of A4: what is owed, how it was calculated, and by which article. Only for the printer. */
export function BillPaper({ bill }: { bill: Bill }): ReactNode {
  return (
    <article className="paper-bill print-only" aria-hidden="true">
      <header>
        <h1>{paper.title}</h1>
        <p>
          {text.number} {bill.number}
          <span>{term("billState", bill.state)}</span>
        </p>
      </header>
      <DemonstrationOnPaper>{text.demo}</DemonstrationOnPaper>
      <Facts bill={bill} />
      <Charges bill={bill} />
      <p className="owed">
        {text.sum} <b>{digits(bill.total)}</b> {texts.yuan}
        <span>{paymentText(bill)}</span>
      </p>
      <h2>{paper.steps(bill.trace.length)}</h2>
      <table className="steps">
        <tbody>
          {bill.trace.map((step, index) => (
            <tr key={`${step.step}-${String(index)}`}>
              <td>{step.label}</td>
              <td className="num">{digits(traceValue(step.step, step.value))}</td>
              <td>
                {step.citation.document} {step.citation.article}
                {step.interpretation ? paper.interpretation : ""}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <footer>
        <span>{paper.surcharge}</span>
        <span>
          {text.digest} {bill.rules_digest.slice(0, 12)}
        </span>
      </footer>
    </article>
  );
}

/** How far the payment has come, in a line. */
export function paymentText(bill: Bill): string {
  if (bill.credit_bill) return text.events.credit(bill.credit_bill.number);
  if (bill.payment) return paper.paid(bill.payment.paid_on, bill.payment.reference);
  if (bill.due_on) return text.events.due(bill.due_on);
  return paper.notNotified;
}

function Facts({ bill }: { bill: Bill }): ReactNode {
  const facts: [string, string][] = [
    [text.user, `${bill.user_code} ${bill.user_name}`],
    [text.supplier, term("unit", bill.supplier)],
    [text.span, text.to(bill.period_from, bill.period_to)],
    [text.issued, bill.issued_on],
    [text.category, `${term("category", bill.category)} · ${term("industryClass", bill.industry_class)}`],
    [text.town, term("unit", bill.town)],
    [text.plan, digits(bill.plan_volume)],
    [text.base, digits(bill.adjusted_base)],
    [text.usage, digits(bill.usage)],
    [text.over, digits(bill.overage)],
    [text.late, text.days(bill.days_late, bill.days_early)],
    [text.events.notified, moment(bill.notified_at)],
  ];
  return (
    <dl>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Charges({ bill }: { bill: Bill }): ReactNode {
  const lines: [string, string, string, string][] = [
    [text.basicLine, bill.usage, "—", bill.basic_charge],
    ...bill.bands.map((band) => [text.band(band.band), band.volume, percent(band.rate), band.amount] as [string, string, string, string]),
  ];
  return (
    <table>
      <thead>
        <tr>
          {[text.item, text.volume, text.price, text.rate, text.amount].map((label, index) => (
            <th key={label} className={index > 0 ? "num" : ""}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(([label, volume, rate, amount]) => (
          <tr key={label}>
            <td>{label}</td>
            <td className="num">{digits(volume)}</td>
            <td className="num">{bill.base_price}</td>
            <td className="num">{rate}</td>
            <td className="num">{digits(amount)}</td>
          </tr>
        ))}
        <tr>
          <td colSpan={4}>{text.surcharge}</td>
          <td className="num">{digits(bill.surcharge)}</td>
        </tr>
      </tbody>
    </table>
  );
}
