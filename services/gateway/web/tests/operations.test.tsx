import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { App } from "antd";
import { beforeEach, describe, expect, it } from "vitest";
import { forget, keep } from "../src/api/session";
import Audit, { Differences } from "../src/work/platform/audit";
import { diffOf } from "../src/work/platform/diff";
import Letters from "../src/work/platform/letters";
import Operations from "../src/work/platform/operations";
import { auditedBy, opensEntries, span } from "../src/work/platform/services";
import { answer, LOGIN, show, type Seen } from "./help";

const as = (role: string) => keep({ ...LOGIN, account: { username: role, name: role, roles: [role], unit: "county" } });

beforeEach(() => forget());

describe("two states, field by field", () => {
  it("tells what changed, what came and what went", () => {
    expect(diffOf({ name: "A", volumes: [1, 2], gone: true }, { name: "B", volumes: [1, 3], more: null })).toEqual([
      { path: "name", before: "A", after: "B", isChanged: true },
      { path: "volumes.0", before: "1", after: "1", isChanged: false },
      { path: "volumes.1", before: "2", after: "3", isChanged: true },
      { path: "more", before: null, after: "null", isChanged: true },
      { path: "gone", before: "true", after: null, isChanged: true },
    ]);
    expect(diffOf(null, { lines: [] })).toEqual([{ path: "lines", before: null, after: "[]", isChanged: true }]);
    expect(diffOf(undefined, undefined)).toEqual([]);
  });

  it("shows what changed first, and the rest when asked", async () => {
    show(<Differences before={{ name: "A", town: "x" }} after={{ name: "B", town: "x" }} />);
    expect(screen.getByText("name")).toBeInTheDocument();
    expect(screen.queryByText("town")).not.toBeInTheDocument();
    await userEvent.click(screen.getByLabelText("只看有变动的"));
    expect(screen.getByText("town")).toBeInTheDocument();
  });
});

describe("who reads which log", () => {
  it("follows the role", () => {
    expect(auditedBy(as("auditor"))).toHaveLength(5);
    expect(auditedBy(as("water_head"))).toEqual(["water"]);
    expect(auditedBy(as("identity_admin"))).toEqual(["gateway"]);
    expect(auditedBy(as("water_clerk"))).toEqual([]);
    expect(opensEntries(as("operator"))).toBe(false);
    expect(opensEntries(as("finance_head"))).toBe(true);
  });

  it("takes days as the county counts them", () => {
    expect(span("2026-11-01", "2026-11-02")).toEqual({ from: "2026-11-01T00:00:00+08:00", until: "2026-11-02T16:00:00.000Z" });
    expect(span(undefined, undefined)).toEqual({});
  });
});

const entry = {
  seq: 7,
  id: "01a2",
  occurred_at: "2026-11-24T02:00:00Z",
  actor: "water_clerk",
  unit: "water_bureau",
  roles: ["water_clerk"],
  action: "water_user.change",
  entity: "water_user",
  entity_id: "u-1",
  reason: "更名",
  address: "192.0.2.1",
  agent: "Firefox/140",
  request_id: "r-1",
};

function log({ path }: Seen) {
  if (path.endsWith("/verification"))
    return {
      body: {
        intact: false,
        entries: 6,
        head: { seq: 7, hash: "a".repeat(64) },
        findings: [{ kind: "removed", seq: 3, through: 3, message: "第 3 条被删除" }],
        verified_at: "2026-11-24T02:00:00Z",
      },
    };
  if (path.endsWith("/audit/7"))
    return { body: { ...entry, before: { name: "旧名" }, after: { name: "新名" }, hash: "h", previous_hash: "p" } };
  return { body: { items: [entry], next_cursor: null } };
}

describe("the audit log", () => {
  it("opens an entry with what was before and after, and asks for it once", async () => {
    as("auditor");
    const asked = answer(log);
    show(
      <App>
        <Audit />
      </App>,
    );
    await userEvent.click(await screen.findByRole("button", { name: "7" }));
    expect(await screen.findByText("旧名")).toBeInTheDocument();
    expect(screen.getByText("新名")).toBeInTheDocument();
    expect(asked.filter(({ path }) => path === "/api/water/v1/operations/audit/7")).toHaveLength(1);
  });

  it("does not ask for what operators may not see", async () => {
    as("operator");
    const asked = answer(log);
    show(
      <App>
        <Audit />
      </App>,
    );
    await userEvent.click(await screen.findByRole("button", { name: "7" }));
    expect(await screen.findByText(/前后内容是业务数据/)).toBeInTheDocument();
    expect(asked.some(({ path }) => path.endsWith("/audit/7"))).toBe(false);
  });

  it("says what a verification has found", async () => {
    as("auditor");
    answer(log);
    show(
      <App>
        <Audit />
      </App>,
    );
    await userEvent.click(await screen.findByRole("button", { name: "核对日志" }));
    await userEvent.click(await screen.findByRole("button", { name: "开始核对" }));
    expect(await screen.findByText("发现 1 处问题")).toBeInTheDocument();
    expect(screen.getByText(/第 3 条被删除/)).toBeInTheDocument();
  });
});

describe("dead letters", () => {
  it("are put back, and opened only after saying that it is noted", async () => {
    as("operator");
    const letter = {
      id: "d-1",
      message_id: "m-1",
      kind: "cn.jiangzhou.water.surcharge.collected.v1",
      reason: "no such fund",
      attempts: 3,
      parked_at: "2026-11-24T02:00:00Z",
      replayed_at: null,
      replayed_by: null,
    };
    const asked = answer(({ path }) =>
      path.endsWith("/dead-letters") ? { body: { items: [letter], next_cursor: null } } : { body: { ...letter, body: '{"a":1}' } },
    );
    show(
      <App>
        <Letters />
      </App>,
      "/work/letters?service=finance&open=d-1",
    );
    const drawer = await screen.findByRole("dialog");
    await userEvent.click(await within(drawer).findByRole("button", { name: "查看原文" }));
    const question = (await screen.findByText(/查看会记入操作日志/)).closest("[role=dialog]");
    await userEvent.click(within(question as HTMLElement).getByRole("button", { name: /确\s*定/ }));
    expect(await screen.findByText(/"a": 1/)).toBeInTheDocument();
    await userEvent.click(within(drawer).getByRole("button", { name: "重新投递" }));
    const sure = (await screen.findByText(/把这条消息放回队列/)).closest("[role=dialog]");
    await userEvent.click(within(sure as HTMLElement).getByRole("button", { name: /确\s*定/ }));
    expect(asked.some(({ method, path }) => method === "POST" && path === "/api/finance/v1/operations/dead-letters/d-1/replay")).toBe(true);
  });
});

describe("operations", () => {
  it("show a service that is down as such beside the others", async () => {
    as("operator");
    const state = {
      service: "water",
      version: { package: "0.1.0", revision: "abc123", built_at: null },
      started_at: "2026-11-24T02:00:00Z",
      checks: [{ name: "database", ok: true }],
      migrations: [{ version: "20261124000001", applied_at: "2026-11-24T02:00:00Z" }],
      outbox: { waiting: 4, oldest: "2026-11-24T02:00:00Z", oldest_seconds: 600, last_error: "broker down" },
      queues: { queues: [{ name: "water.inbox", exists: true, ready: 9, consumers: 1 }], error: null },
      last_received_at: null,
      last_lag_seconds: 3,
      progress: [
        { kind: "billing_run", title: "计费批次 2026Q3", done: 1, total: 4, started_at: null, stalled_reason: null },
        { kind: "billing_run", title: "计费批次 2026Q2", done: 0, total: 4, started_at: null, stalled_reason: "没有水价" },
      ],
      alerts: [
        { code: "job_failing", severity: "warning", message: "后台任务失败" },
        { code: "dead_letters", severity: "critical", message: "2 条死信" },
      ],
      dead_letters_waiting: 2,
      jobs: [
        {
          name: "mark_overdue",
          title: "逾期账单标记",
          finished_at: "2026-11-24T02:00:00Z",
          duration_ms: 12,
          succeeded_at: null,
          failed_at: "2026-11-24T02:00:00Z",
          last_error: "no room",
          runs: 3,
          failures: 1,
        },
      ],
    };
    answer(() => ({
      body: {
        checked_at: "2026-11-24T02:00:00Z",
        services: [
          { name: "water", title: "县水利局", state: "up", operations: state },
          { name: "finance", title: "县财政局", state: "down", detail: "服务没有应答" },
        ],
      },
    }));
    show(<Operations />);
    const water = await screen.findByRole("region", { name: "县水利局" });
    expect(within(water).getByText("0.1.0（abc123）")).toBeInTheDocument();
    expect(within(water).getByText("4 · 最早一条已等 10 分钟")).toBeInTheDocument();
    expect(within(water).getByRole("link", { name: "2" })).toHaveAttribute("href", "/work/letters?service=water");
    expect(within(water).getByText("no room")).toBeInTheDocument();
    expect(within(water).getByText("water.inbox")).toBeInTheDocument();
    // The worst first, each with what to do.
    const alerts = within(within(water).getByRole("list", { name: "需要处理" })).getAllByRole("listitem");
    expect(alerts.map((alert) => alert.textContent)).toEqual(["紧急 2 条死信", "注意 后台任务失败"]);
    expect(within(water).getByRole("progressbar", { name: "计费批次 2026Q3" })).toHaveAttribute("aria-valuenow", "25");
    expect(within(water).getByText("停住")).toBeInTheDocument();
    const finance = screen.getByRole("region", { name: "县财政局" });
    expect(within(finance).getByRole("alert")).toHaveTextContent("服务没有应答");
  });
});
