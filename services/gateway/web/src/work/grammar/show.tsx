import { useQuery } from "@tanstack/react-query";
import { Descriptions, Tag } from "antd";
import type { ReactNode } from "react";
import { Asked, Empty } from "../../lite/state";
import { digits } from "../../shared/format";
import type { frame } from "../../texts/frame";
import { term, type Vocabulary } from "../../texts/terms";
import { work } from "../../texts/work";

const COLOURS: Record<string, string> = {
  settled: "green",
  paid: "cyan",
  issued: "blue",
  notified: "geekblue",
  overdue: "red",
  cancelled: "default",
  usable: "green",
  removed: "default",
  in_force: "green",
  submitted: "gold",
  draft: "default",
  approved: "blue",
  superseded: "default",
  completed: "green",
  running: "processing",
  previewed: "gold",
  balanced: "green",
  different: "red",
  pending: "gold",
  due: "gold",
  unverified: "red",
  reversal: "red",
  transfer: "blue",
  restricted: "orange",
  eliminated: "red",
  verified: "green",
  calibrated: "blue",
  failed: "red",
};

/** A code as a coloured word. */
export function Code({ of, value }: { of: Vocabulary; value: string | null | undefined }): ReactNode {
  if (!value) return "—";
  return <Tag color={COLOURS[value] ?? (value.startsWith("meter_") ? "red" : "default")}>{term(of, value)}</Tag>;
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
}: {
  id: unknown[];
  service: keyof typeof frame.services;
  load: () => Promise<{ items: Item[] }>;
  columns: { title: string; render: (item: Item) => ReactNode; isNumber?: boolean }[];
}): ReactNode {
  const query = useQuery({ queryKey: [service, ...id], queryFn: load });
  return (
    <Asked query={query} service={service} lines={3}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={work.list.empty} />
        ) : (
          <div className="scroll">
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
