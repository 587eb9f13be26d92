import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { App } from "antd";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { sizeOf } from "../src/lite/file";
import { cases as text } from "../src/texts/case";
import { bodyOf, CaseActions, CaseNext, fieldsOf, sorted } from "../src/work/grammar/case-actions";
import type { CaseAction, CaseDetail } from "../src/work/grammar/case-client";
import { DueMark, holderOf } from "../src/work/grammar/case-panel";
import { queryOf } from "../src/work/cases/cases";
import { answer, show } from "./help";

const action = (code: CaseAction["action"], more: Partial<CaseAction> = {}): CaseAction => ({
  action: code,
  allowed: true,
  code: null,
  reason: null,
  who_may: [],
  needs_reason: false,
  ...more,
});

const CASE: CaseDetail = {
  id: "018f0000-0000-7000-8000-000000000001",
  kind: "plan_approval",
  kind_title: "用水计划核准",
  entity: "plan",
  entity_id: "p1",
  title: "某厂 2026年用水计划（第1版）",
  link: "/work/water/plans?open=p1",
  state: "submitted",
  statement: null,
  drafter: "li",
  holder: { role: "water_head", role_title: "水利局负责人", person: null },
  opened_at: "2026-03-02T02:00:00Z",
  open_days: 4,
  submitted_at: "2026-03-02T03:00:00Z",
  due_on: "2026-03-09",
  overdue_days: 0,
  urges: 0,
  closed_at: null,
  decided_by: null,
  version: 3,
  timeline: [],
  attachments: [],
  actions: [
    action("revise", { allowed: false, code: "case_wrong_state", reason: "事项现为「待受理」" }),
    action("approve"),
    action("return", { needs_reason: true }),
    action("urge", { allowed: false, code: "not_this_person", reason: "「催办」由起草人办理", who_may: ["起草或提交这个事项的人"] }),
  ],
  next: { action: "approve", missing: [], who_may: ["水利局负责人（起草人除外）"] },
  takes_part: true,
  has_statement: false,
  targets: [{ role: "water_head", title: "水利局负责人" }],
  attachment_limit_bytes: 15_728_640,
};

describe("the action bar of a case", () => {
  beforeEach(() => vi.restoreAllMocks());

  it("offers what is allowed, explains what is not, and leaves to the thing's page what is changed there", () => {
    const { offered, refused } = sorted(CASE);
    expect(offered.map((one) => one.action)).toEqual(["approve", "return"]);
    expect(refused.map((one) => one.action)).toEqual(["urge"]);
    expect(sorted({ ...CASE, has_statement: true }).refused.map((one) => one.action)).toEqual(["revise", "urge"]);
  });

  it("asks for what a step needs and sends nothing else", () => {
    expect(fieldsOf("return", CASE).map((field) => field.name)).toEqual(["reason"]);
    expect(fieldsOf("submit", CASE)).toEqual([]);
    expect(fieldsOf("transfer", CASE).map((field) => [field.name, field.isOptional ?? false])).toEqual([
      ["role", false],
      ["person", true],
      ["reason", false],
    ]);
    expect(bodyOf("approve", {})).toEqual({});
    expect(bodyOf("approve", { comment: "同意" })).toEqual({ comment: "同意" });
    expect(bodyOf("transfer", { role: "water_head", reason: "出差" })).toEqual({ role: "water_head", reason: "出差" });
    expect(bodyOf("return", { reason: "偏高" })).toEqual({ reason: "偏高" });
  });

  it("says why a step is refused and who may take it", async () => {
    show(
      <App>
        <CaseActions service="water" seen={CASE} />
      </App>,
    );
    await userEvent.click(screen.getByText(text.cannot));
    expect(screen.getByText(/「催办」由起草人办理/)).toBeInTheDocument();
    expect(screen.getByText(/起草或提交这个事项的人/)).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: text.actions["urge"] ?? "" })).toBeNull();
  });

  it("takes a step on the version that was seen", async () => {
    const asked = answer(() => ({ body: { ...CASE, state: "returned" } }));
    show(
      <App>
        <CaseActions service="water" seen={CASE} />
      </App>,
    );
    await userEvent.click(screen.getByRole("button", { name: "退回补正" }));
    await userEvent.type(await screen.findByLabelText(text.reason), "水量偏高");
    await userEvent.click(screen.getByRole("button", { name: /保\s*存/ }));
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    expect(asked[0]).toMatchObject({ method: "POST", path: `/api/water/v1/cases/${CASE.id}/return`, body: { reason: "水量偏高" } });
  });

  it("names what is missing for the next step", () => {
    show(
      <CaseNext seen={{ ...CASE, state: "draft", next: { action: "submit", missing: ["情况说明", "附件"], who_may: ["财政局会计"] } }} />,
    );
    expect(screen.getByRole("alert")).toHaveTextContent("提交（财政局会计）");
    expect(screen.getByRole("alert")).toHaveTextContent("情况说明；附件");
  });
});

describe("the list of cases", () => {
  it("asks the service for what was chosen", () => {
    expect(queryOf({ state: "returned", overdue: "true", open: "false", drafter: "li" })).toEqual({
      state: "returned",
      overdue: true,
      open: false,
      drafter: "li",
    });
    expect(queryOf({})).toEqual({});
  });

  it("shows whose turn it is and by when", () => {
    expect(holderOf(CASE)).toBe("水利局负责人");
    expect(holderOf({ ...CASE, holder: { role: "water_head", role_title: "水利局负责人", person: "wang" } })).toBe("wang（水利局负责人）");
    show(
      <>
        <DueMark one={{ ...CASE, overdue_days: 2 }} />
        <DueMark one={{ ...CASE, due_on: null }} />
      </>,
    );
    expect(screen.getByText(text.late(2))).toBeInTheDocument();
    expect(screen.getByText(text.dueUnknown, { exact: false })).toBeInTheDocument();
  });

  it("says sizes as people do", () => {
    expect([sizeOf(10), sizeOf(2048), sizeOf(3 * 1024 * 1024)]).toEqual(["1 KB", "2 KB", "3.0 MB"]);
  });
});
