import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { frame } from "../texts/frame";
import { ProblemBox } from "./problem";

/** Grey lines where text will stand. */
export function Loading({ lines = 4 }: { lines?: number }): ReactNode {
  return (
    <div className="result" role="status" aria-label={frame.loading}>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className="skeleton" />
      ))}
    </div>
  );
}

/** Says that there is nothing, and why; as the page's heading when there is nothing else on the page. */
export function Empty({ title = frame.empty, isPage, children }: { title?: string; isPage?: boolean; children?: ReactNode }): ReactNode {
  return (
    <div className="state">
      <svg width="64" height="44" viewBox="0 0 64 44" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
        <path d="M8 20 18 5h28l10 15v18a3 3 0 0 1-3 3H11a3 3 0 0 1-3-3V20Z" />
        <path d="M8 20h15l3 6h12l3-6h15" />
      </svg>
      {isPage ? <h1>{title}</h1> : <strong>{title}</strong>}
      {children}
    </div>
  );
}

/** One of: still loading, what went wrong, the data. A service that is down takes only this part with it. */
export function Asked<T>({
  query,
  service,
  children,
  lines,
}: {
  query: UseQueryResult<T>;
  service: keyof typeof frame.services;
  children: (data: T) => ReactNode;
  lines?: number;
}): ReactNode {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ProblemBox error={query.error} service={service} onRetry={() => void query.refetch()} />;
  return <Loading {...(lines === undefined ? {} : { lines })} />;
}
