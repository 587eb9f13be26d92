import { ProTable, type ProColumns } from "@ant-design/pro-components";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Drawer, Form, Grid, Input, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useSearchParams } from "react-router";
import { exportsOf, type ExportingService } from "../../api/client";
import { Empty } from "../../lite/state";
import { ProblemBox } from "../../lite/problem";
import type { frame } from "../../texts/frame";
import { work } from "../../texts/work";
import { optionsOf, type Options } from "./control";
import { ExportButton } from "./exports";
import { SavedQueries } from "./saved-queries";

const text = work.list;
const SIZES = [10, 20, 30, 50];

export interface QueryField {
  name: string;
  label: string;
  kind?: "text" | "select" | "day";
  options?: Options;
  hint?: string;
}

export interface Page<Item> {
  items: Item[];
  next_cursor?: string | null;
}

export type Filter = Record<string, string>;

interface ListProps<Item extends object> {
  /** Name under which columns and page size are remembered, and the first part of the cache key: `water.users`. */
  id: string;
  title: string;
  lead?: string;
  service: keyof typeof frame.services;
  rowKey: keyof Item & string;
  fields: QueryField[];
  columns: ProColumns<Item>[];
  /** What the service is asked for a filter and an order, where that is not the same; of the list and of its export. */
  asks?: (filter: Filter) => Filter;
  load: (filter: Filter, page: { limit: number; cursor?: string }) => Promise<Page<Item>>;
  toolbar?: ReactNode[];
  /** The service's name of the list, where it can be exported. */
  exports?: string;
  /** What stands in the drawer of a row; the row's first cell opens it. */
  drawer?: { title: (item: Item) => string; content: (item: Item, close: () => void) => ReactNode; width?: number };
  /** Reads a row that an address opens though it is not on the page. */
  one?: (key: string) => Promise<Item>;
  /** Shown above the query row, for example tabs. */
  above?: ReactNode;
  /** Parts of the address that a new query leaves as they are. */
  keep?: string[];
}

function storedSize(id: string): number {
  try {
    const size = Number(localStorage.getItem(`jiangzhou.size.${id}`));
    return SIZES.includes(size) ? size : 20;
  } catch {
    return 20;
  }
}

/**
 * The grammar of every list: query row, toolbar, table whose columns are remembered, pager, drawer with details.
 * The filter stands in the address, so that a filtered list can be sent to a colleague.
 */
export function ListPage<Item extends object>(props: ListProps<Item>): ReactNode {
  const { id, rowKey, load, drawer, fields } = props;
  const [params, setParams] = useSearchParams();
  const [limit, setLimit] = useState(() => storedSize(id));
  const [cursors, setCursors] = useState<string[]>([]);
  const filter = Object.fromEntries(fields.flatMap(({ name }) => (params.get(name) ? [[name, params.get(name) ?? ""]] : [])));
  const sort = params.get("sort") ?? "";
  const asked: Filter = sort ? { ...filter, sort } : filter;
  const wanted = props.asks?.(asked) ?? asked;
  const filterKey = JSON.stringify(asked);
  const [seen, setSeen] = useState(filterKey);
  if (seen !== filterKey) {
    setSeen(filterKey);
    setCursors([]);
  }
  const cursor = cursors.at(-1);
  const query = useQuery({
    queryKey: [...id.split("."), asked, limit, cursor ?? ""],
    queryFn: () => load(wanted, { limit, ...(cursor ? { cursor } : {}) }),
    placeholderData: keepPreviousData,
  });
  const items = query.data?.items ?? [];
  const openKey = params.get("open");
  const listed = items.find((item) => String(item[rowKey]) === openKey);
  const { one } = props;
  const single = useQuery({
    queryKey: [...id.split("."), "one", openKey ?? ""],
    queryFn: () => one?.(openKey ?? "") ?? Promise.reject(new Error(id)),
    enabled: Boolean(drawer && one && openKey && !listed && query.isSuccess),
  });
  const opened = listed ?? (openKey && !query.isPending ? single.data : undefined);

  function setOpen(key: string | null): void {
    const next = new URLSearchParams(params);
    if (key) next.set("open", key);
    else next.delete("open");
    setParams(next, { replace: true });
  }

  const sorted = props.columns.map((column) =>
    column.sorter ? { ...column, sortOrder: orderOf(String(column.dataIndex), sort) } : column,
  );
  const columns = drawer
    ? sorted.map((column, index) =>
        index === 0
          ? {
              ...column,
              render: (_: ReactNode, item: Item) => (
                <Button type="link" size="small" className="cell-link" onClick={() => setOpen(String(item[rowKey]))}>
                  {String(item[column.dataIndex as keyof Item] ?? "")}
                </Button>
              ),
            }
          : column,
      )
    : sorted;

  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A table wider than the page is moved with the arrow keys, too: the library leaves it out of the tab order.
    for (const part of sheet.current?.querySelectorAll<HTMLElement>(".ant-table-content, .ant-table-body") ?? []) part.tabIndex = 0;
  });

  return (
    <>
      <div className="page-title">
        <div>
          <h1>{props.title}</h1>
          {props.lead && <p className="hint">{props.lead}</p>}
        </div>
      </div>
      {props.above}
      {fields.length > 0 && (
        <QueryRow
          fields={fields}
          filter={filter}
          saved={
            <SavedQueries
              page={id}
              filter={asked}
              onChoose={(next) => {
                setCursors([]);
                const kept = (props.keep ?? []).flatMap((name) => (params.get(name) ? [[name, params.get(name) ?? ""]] : []));
                setParams({ ...Object.fromEntries(kept), ...next }, { replace: true });
              }}
            />
          }
          onQuery={(next) => {
            setCursors([]);
            const kept = Object.fromEntries(
              [...(props.keep ?? []), "sort"].flatMap((name) => (params.get(name) ? [[name, params.get(name) ?? ""]] : [])),
            );
            setParams({ ...kept, ...next }, { replace: true });
            if (JSON.stringify(sort ? { ...next, sort } : next) === filterKey) void query.refetch();
          }}
        />
      )}
      <div className="sheet" ref={sheet} onKeyDown={moveAmongRows}>
        {query.isError && !query.isFetching ? (
          <ProblemBox error={query.error} service={props.service} onRetry={() => void query.refetch()} />
        ) : (
          <ProTable<Item>
            rowKey={rowKey}
            columns={columns}
            dataSource={items}
            loading={query.isFetching}
            search={false}
            pagination={false}
            cardProps={{ styles: { body: { padding: 0 } } } as never}
            scroll={{ x: "max-content" }}
            size="middle"
            onRow={(item) =>
              drawer ? { className: "opens", onClick: (event) => isPlain(event.target) && setOpen(String(item[rowKey])) } : {}
            }
            columnsState={{ persistenceKey: `jiangzhou.columns.${id}`, persistenceType: "localStorage" }}
            options={{ reload: () => void query.refetch(), density: true, setting: true, fullScreen: false }}
            onChange={(_, __, sorter) => {
              const one = Array.isArray(sorter) ? sorter[0] : sorter;
              const next = new URLSearchParams(params);
              if (one?.order && one.field) next.set("sort", `${one.order === "descend" ? "-" : ""}${String(one.field)}`);
              else next.delete("sort");
              setParams(next, { replace: true });
            }}
            toolBarRender={() => [
              ...(props.toolbar ?? []),
              ...(props.exports && isExporting(props.service)
                ? [<ExportButton key="export" service={props.service} list={props.exports} filter={wanted} />]
                : []),
            ]}
            locale={{
              emptyText: query.isFetching ? (
                " "
              ) : (
                <Empty title={text.empty}>
                  <span className="hint">{text.emptyHint}</span>
                </Empty>
              ),
            }}
          />
        )}
        <div className="pager no-print" hidden={query.isError && items.length === 0}>
          <span className="hint">{text.rows(items.length)}</span>
          <Button size="small" disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>
            {text.previous}
          </Button>
          <span>{text.page(cursors.length + 1)}</span>
          <Button
            size="small"
            disabled={!query.data?.next_cursor || query.isPlaceholderData}
            onClick={() => setCursors([...cursors, query.data?.next_cursor ?? ""])}
          >
            {text.next}
          </Button>
          <Select
            size="small"
            aria-label={text.sizeLabel}
            value={limit}
            options={SIZES.map((size) => ({ value: size, label: text.size(size) }))}
            onChange={(size: number) => {
              try {
                localStorage.setItem(`jiangzhou.size.${id}`, String(size));
              } catch {
                // The choice holds until the page is left.
              }
              setCursors([]);
              setLimit(size);
            }}
          />
        </div>
      </div>
      {drawer && (
        <Drawer
          open={opened !== undefined || single.isError}
          onClose={() => setOpen(null)}
          size={drawer.width ?? 720}
          title={opened ? drawer.title(opened) : ""}
          destroyOnHidden
        >
          {opened && drawer.content(opened, () => setOpen(null))}
          {!opened && single.isError && <ProblemBox error={single.error} service={props.service} />}
        </Drawer>
      )}
    </>
  );
}

function isExporting(service: keyof typeof frame.services): service is ExportingService {
  return service in exportsOf;
}

/** How a column is sorted, in the table's words, when the service sorts by `sort`. */
function orderOf(field: string, sort: string): "ascend" | "descend" | null {
  if (sort === field) return "ascend";
  return sort === `-${field}` ? "descend" : null;
}

/** A click on a row opens it, but one on something in the row that does something of its own does only that. */
function isPlain(target: EventTarget): boolean {
  return target instanceof Element && !target.closest("a, button, input, label") && !globalThis.getSelection()?.toString();
}

/** Arrow keys go from row to row; Enter opens the row, as it does with every link. */
function moveAmongRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const row = event.target instanceof Element ? event.target.closest("tr.ant-table-row") : null;
  if (!row) return;
  const rows = [...event.currentTarget.querySelectorAll("tr.ant-table-row")];
  const next = rows[rows.indexOf(row) + (event.key === "ArrowDown" ? 1 : -1)];
  const opener = next?.querySelector<HTMLElement>("a, button");
  if (!opener) return;
  event.preventDefault();
  opener.focus();
}

interface QueryRowProps {
  fields: QueryField[];
  filter: Filter;
  saved: ReactNode;
  onQuery: (filter: Filter) => void;
}

/** The query row: Enter or 查询 asks, 重置 clears. On a phone it begins with one field. */
function QueryRow({ fields, filter, saved, onQuery }: QueryRowProps): ReactNode {
  const [form] = Form.useForm<Record<string, string | Dayjs | undefined>>();
  const screens = Grid.useBreakpoint();
  const [isOpen, setOpen] = useState(false);
  const few = screens.md === false ? 1 : 4;
  const shown = isOpen ? fields : fields.slice(0, few);
  const filterText = JSON.stringify(filter);

  useEffect(() => {
    const stored = JSON.parse(filterText) as Filter;
    form.setFieldsValue(
      Object.fromEntries(fields.map(({ name, kind }) => [name, kind === "day" && stored[name] ? dayjs(stored[name]) : stored[name]])),
    );
  }, [filterText, fields, form]);

  return (
    <div className="sheet query-row">
      <Form
        form={form}
        name="query"
        layout={screens.md === false ? "vertical" : "inline"}
        onFinish={(values) => {
          const next: Filter = {};
          for (const { name } of fields) {
            const value = values[name] ?? (shown.some((field) => field.name === name) ? undefined : filter[name]);
            if (dayjs.isDayjs(value)) next[name] = value.format("YYYY-MM-DD");
            else if (value && String(value).trim()) next[name] = String(value).trim();
          }
          onQuery(next);
        }}
      >
        {shown.map((field) => (
          <Form.Item key={field.name} name={field.name} label={field.label} className="query-item">
            {field.kind === "select" ? (
              <Select allowClear placeholder={text.all} options={optionsOf(field)} style={{ minWidth: 130 }} />
            ) : field.kind === "day" ? (
              <DatePicker style={{ width: "100%" }} />
            ) : (
              <Input allowClear placeholder={field.hint} style={{ minWidth: 130 }} />
            )}
          </Form.Item>
        ))}
        <Form.Item className="query-item">
          <Button type="primary" htmlType="submit">
            {text.query}
          </Button>{" "}
          <Button
            onClick={() => {
              form.resetFields();
              onQuery({});
            }}
          >
            {text.reset}
          </Button>{" "}
          {saved}
          {fields.length > few && (
            <Button type="link" onClick={() => setOpen(!isOpen)}>
              {isOpen ? text.less : text.more}
            </Button>
          )}
        </Form.Item>
      </Form>
    </div>
  );
}
