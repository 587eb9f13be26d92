import type { ReactNode } from "react";
import { Link } from "react-router";
import type { components } from "../../api/generated/water";
import { billAdjustment as text } from "../../texts/bill-adjustment";

/** The adjustments of the plan that a bill was computed with, as a row of its facts; none where there are none. */
export function adjustmentsOf(bill: components["schemas"]["BillView"]): [string, ReactNode][] {
  if (bill.adjustments.length === 0) return [];
  const lines = bill.adjustments.map((one) => (
    <div key={one.adjustment_id}>
      <Link to={`/work/water/adjustments?open=${one.adjustment_id}`}>
        {text.line(text[one.direction], one.percentage, one.covered_days, one.approval_number)}
      </Link>
    </div>
  ));
  return [[text.title, <div key="adjustments">{lines}</div>]];
}
