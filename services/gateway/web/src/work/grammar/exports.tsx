import { DownloadOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Drawer, Progress, Space } from "antd";
import { useState, type ReactNode } from "react";
import { download, exportsOf, take, type ExportingService } from "../../api/client";
import { asProblem } from "../../api/problem";
import { Asked, Empty } from "../../lite/state";
import { moment } from "../../shared/format";
import { sheet } from "../../texts/sheet";

const text = sheet.exports;
/** How often the progress of exports under way is asked for. */
const GLANCE_MS = 1_500;

interface ExportButtonProps {
  service: ExportingService;
  /** The service's name of the list. */
  list: string;
  /** What the list shows now: its filter and its order. */
  filter: Record<string, string>;
}

/** Exports what the list shows, all pages of it: at once, or in the background when that takes its time. */
export function ExportButton({ service, list, filter }: ExportButtonProps): ReactNode {
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [isOpen, setOpen] = useState(false);

  async function start(): Promise<void> {
    setBusy(true);
    try {
      const asked = exportsOf[service].POST("/v1/exports", { body: { list, filter }, parseAs: "blob" });
      const answer = await asked;
      if (answer.response.status === 202) {
        const job = JSON.parse(await (answer.data as unknown as Blob).text()) as { total: number };
        void message.success(text.started(job.total));
        await cache.invalidateQueries({ queryKey: [service, "exports"] });
        setOpen(true);
      } else {
        await download(Promise.resolve(answer), `${list}.xlsx`);
      }
    } catch (caught) {
      void message.error(asProblem(caught).body.detail);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Space.Compact>
      <Button icon={<DownloadOutlined />} loading={isBusy} onClick={() => void start()}>
        {text.export}
      </Button>
      <Button onClick={() => setOpen(true)}>{text.title}</Button>
      <Drawer open={isOpen} onClose={() => setOpen(false)} title={text.title} size={560} destroyOnHidden>
        <OwnExports service={service} />
      </Drawer>
    </Space.Compact>
  );
}

/** The exports of whoever looks, with their progress and their files. */
function OwnExports({ service }: { service: ExportingService }): ReactNode {
  const { message } = App.useApp();
  const query = useQuery({
    queryKey: [service, "exports"],
    queryFn: () => take(exportsOf[service].GET("/v1/exports", { params: { query: { limit: 20 } } })),
    refetchInterval: ({ state }) => (state.data?.items.some((job) => isUnderWay(job.state)) ? GLANCE_MS : false),
  });
  const fetchFile = (id: string, title: string) =>
    void download(
      exportsOf[service].GET("/v1/exports/{export_id}/file", { params: { path: { export_id: id } }, parseAs: "blob" }),
      `${title}.xlsx`,
    ).catch((caught: unknown) => void message.error(asProblem(caught).body.detail));
  return (
    <div className="stack">
      <p className="hint">{text.lead}</p>
      <Asked query={query} service={service} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={text.none} />
          ) : (
            <ul className="plain stack">
              {items.map((job) => (
                <li key={job.id}>
                  <div>
                    <b>{job.title}</b> <span className="hint">{moment(job.created_at)}</span> {text.states[job.state] ?? job.state}
                  </div>
                  {isUnderWay(job.state) && <Progress percent={percent(job.rows, job.total)} size="small" aria-label={text.progress} />}
                  <div>
                    <span className="hint">{text.of(job.rows, job.total)}</span>{" "}
                    {job.state === "done" && (
                      <Button size="small" onClick={() => fetchFile(job.id, job.title)}>
                        {text.download}
                      </Button>
                    )}
                    {job.error && <span>{job.error}</span>}
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Asked>
    </div>
  );
}

const isUnderWay = (state: string): boolean => state === "waiting" || state === "running";

/** How far an export is; full only when it is done. */
export function percent(rows: number, total: number): number {
  return total > 0 ? Math.min(99, Math.floor((rows / total) * 100)) : 0;
}
