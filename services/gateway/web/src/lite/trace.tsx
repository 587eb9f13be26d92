import { useState, type ReactNode } from "react";
import { Link, useLocation } from "react-router";
import type { components } from "../api/generated/water";
import { digits } from "../shared/format";
import { frame } from "../texts/frame";
import { inputName, traceValue } from "../texts/trace";

export type Step = components["schemas"]["StepBody"];
export type Department = "water" | "finance" | "emergency" | "housing";

/** The calculation step by step: what came out, from what, by which rule and article. */
export function Trace({ steps, department, open = true }: { steps: Step[]; department: Department; open?: boolean }): ReactNode {
  const [isOpen, setOpen] = useState(open);
  return (
    <details className="trace" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{frame.trace.title(steps.length)}</summary>
      <ol>
        {steps.map((step, index) => (
          <TraceStep key={`${step.step}-${String(index)}`} step={step} department={department} />
        ))}
      </ol>
    </details>
  );
}

export function TraceStep({ step, department }: { step: Step; department: Department }): ReactNode {
  const inputs = Object.entries(step.inputs);
  const apart = useLocation().pathname.startsWith("/work");
  return (
    <li>
      <div className="line">
        <span>{step.label}</span>
        <span className="value">{digits(traceValue(step.step, step.value))}</span>
      </div>
      {inputs.length > 0 && (
        <div className="inputs">
          {frame.trace.inputs}：{inputs.map(([name, value]) => `${inputName(name)} ${digits(traceValue(name, value))}`).join("，")}
        </div>
      )}
      <div className="source">
        <span>
          {step.citation.document} {step.citation.article}
        </span>
        <Link
          to={`/regulations/rule/${department}/${encodeURIComponent(step.rule.key)}`}
          title={step.rule.key}
          {...(apart ? { target: "_blank", rel: "noreferrer" } : {})}
        >
          {frame.trace.rule}
          {frame.trace.version(step.rule.version, step.rule.effective_from)}
        </Link>
        {step.interpretation && (
          <span className="tag warn" title={frame.trace.interpretationHint}>
            {frame.trace.interpretation}
          </span>
        )}
      </div>
    </li>
  );
}
