import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { emergency, take } from "../api/client";
import type { components } from "../api/generated/emergency";
import { Figure } from "../lite/calculator";
import { ResponseLadder } from "../lite/pictures";
import { Asked } from "../lite/state";
import { Trace } from "../lite/trace";
import { calculators } from "../texts/public";
import { term } from "../texts/terms";

const text = calculators.grading;

/** Grade, response, who starts it, and what the plan then asks for. */
export function Assessment({
  result,
  plan,
  picture,
}: {
  result: components["schemas"]["AssessmentView"];
  plan: string;
  picture?: ReactNode;
}): ReactNode {
  const query = useQuery({
    queryKey: ["emergency", "plan", plan],
    queryFn: () => take(emergency.GET("/v1/plans/{plan}", { params: { path: { plan } } })),
    staleTime: 600_000,
  });
  const level = result.response_level ?? null;
  return (
    <>
      <dl className="figures">
        <Figure grand label={text.response}>
          {level ? term("level", level) : text.noResponse}
        </Figure>
        <Figure label={text.grade}>{term("grade", result.grade)}</Figure>
        <Figure label={text.startsBy}>{result.starts_by ? term("starter", result.starts_by) : text.nobody}</Figure>
        {result.decided_by.length > 0 && (
          <Figure label={text.decidedBy}>{result.decided_by.map((code) => term("criterion", code)).join("、")}</Figure>
        )}
      </dl>
      {picture}
      <Asked query={query} service="emergency" lines={3}>
        {(found) => {
          const response = found.responses.find((one) => one.level === level);
          return (
            <>
              <ResponseLadder steps={found.responses.map((one) => ({ level: one.level, starter: one.starts_by_title }))} now={level} />
              {response && (
                <details className="trace">
                  <summary>{text.measures(term("level", response.level))}</summary>
                  <ol>
                    {response.measures.map((measure) => (
                      <li key={measure.code}>{measure.text}</li>
                    ))}
                  </ol>
                  <p className="hint">
                    {response.measures_citation.document} {response.measures_citation.article}
                  </p>
                </details>
              )}
            </>
          );
        }}
      </Asked>
      <Trace steps={result.trace} department="emergency" />
    </>
  );
}
