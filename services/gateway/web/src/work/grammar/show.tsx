import { useQuery } from "@tanstack/react-query";
import { Descriptions } from "antd";
import type { ReactNode } from "react";
import { Asked, Empty } from "../../lite/state";
import { digits } from "../../shared/format";
import type { frame } from "../../texts/frame";
import { term, type Vocabulary } from "../../texts/terms";
import { work } from "../../texts/work";

type Tone = "good" | "warn" | "bad" | "plain" | "";

const TONES: Record<string, Tone> = {
  settled: "good",
  paid: "good",
  overdue: "bad",
  cancelled: "plain",
  usable: "good",
  removed: "plain",
  in_force: "good",
  submitted: "warn",
  draft: "plain",
  returned: "bad",
  withdrawn: "plain",
  approved: "good",
  superseded: "plain",
  accepted: "warn",
  rejected: "bad",
  completed: "good",
  running: "warn",
  previewing: "warn",
  previewed: "warn",
  balanced: "good",
  different: "bad",
  pending: "warn",
  due: "warn",
  unverified: "bad",
  reversal: "bad",
  ordinary: "plain",
  restricted: "warn",
  eliminated: "bad",
  verified: "good",
  failed: "bad",
};

/** A word that stands out, in a tone that says how things are; readable in light and dark. */
export function Mark({ tone = "", children }: { tone?: Tone; children: ReactNode }): ReactNode {
  return <span className={`tag ${tone}`.trim()}>{children}</span>;
}

/** A code as a word in its tone. */
export function Code({ of, value }: { of: Vocabulary; value: string | null | undefined }): ReactNode {
  if (!value) return "—";
  return <Mark tone={TONES[value] ?? (value.startsWith("meter_") ? "bad" : "")}>{term(of, value)}</Mark>;
}

/** A figure in a column: digits grouped, to the right. */
export const figure = (value: string | number | null | undefined): ReactNode => <span className="num">{digits(value)}</span>;

export function Facts({ items, column = 2 }: { items: [string, ReactNode][]; column?: number }): ReactNode {
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, sm: column, md: column, lg: column, xl: column, xxl: column }}
      items={items.map(([label, children]) => ({ key: label, label, children: children ?? "—" }))}
    />
  );
}

/** A list inside a drawer: asked when it is seen, with its own loading, empty and error states. */
export function Part<Item>({
  id,
  service,
  load,
  columns,
  empty = work.list.empty,
  hint,
}: {
  id: unknown[];
  service: keyof typeof frame.services;
  load: () => Promise<{ items: Item[] }>;
  columns: { title: string; render: (item: Item) => ReactNode; isNumber?: boolean }[];
  empty?: string;
  hint?: string;
}): ReactNode {
  const query = useQuery({ queryKey: [service, ...id], queryFn: load });
  return (
    <Asked query={query} service={service} lines={3}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={empty}>{hint && <span className="hint">{hint}</span>}</Empty>
        ) : (
          <div className="scroll" tabIndex={0}>
            <table className="table part">
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th key={column.title} scope="col" className={column.isNumber ? "num" : ""}>
                      {column.title}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {items.map((item, index) => (
                  <tr key={index}>
                    {columns.map((column) => (
                      <td key={column.title} className={column.isNumber ? "num" : ""}>
                        {column.render(item)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )
      }
    </Asked>
  );
}
