import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { App } from "antd";
import { beforeEach, describe, expect, it } from "vitest";
import { Route, Routes } from "react-router";
import { current, expire, forget, keep } from "../src/api/session";
import { take, water } from "../src/api/client";
import { Trace } from "../src/lite/trace";
import Frame from "../src/work/frame";
import { Action } from "../src/work/grammar/action";
import { word } from "../src/work/grammar/control";
import { paymentText } from "../src/work/water/bill-paper";
import { RevisionTable } from "../src/work/water/plan-details";
import type { Plan } from "../src/work/water/plan-form";
import { answer, LOGIN, problem, show, type Seen } from "./help";

const USER = {
  id: "u1",
  code: "YS-1",
  name: "示例宾馆",
  category: "non_resident",
  supply: "public_network",
  industry_class: "ordinary",
  use_class: "hotel_catering",
  town: "longxing",
  supplier: "supply_city",
  phone: "139****0024",
  version: 1,
  created_at: "2026-01-01T00:00:00Z",
};
const frame = (
  <Routes>
    <Route path="/work/*" element={<Frame />} />
    <Route path="/login" element={<p>登录页</p>} />
  </Routes>
);
const as = (...roles: string[]) => keep({ ...LOGIN, account: { ...LOGIN.account, roles } });
const users = ({ path }: Seen) => {
  if (path.endsWith("/water-users")) return { body: { items: [USER] } };
  if (path.endsWith("/phone")) return { body: { phone: "13900000024" } };
  return { body: { items: [] } };
};

/** Ids of dialogs are all the same in tests: the dialog is found by its words. */
async function againDialog(): Promise<HTMLElement> {
  const dialog = (await screen.findByText("登录已经过期")).closest<HTMLElement>("[role=dialog]");
  if (!dialog) throw new Error("no dialog");
  return dialog;
}

describe("a session that ends while a form is open", () => {
  beforeEach(() => forget());

  it("asks for the password over the page, and what was typed is still there", async () => {
    as("water_clerk");
    answer((seen) => (seen.path.endsWith("/login") ? { body: { ...LOGIN, access_token: "access-9" } } : users(seen)));
    show(frame, "/work/water/users");
    await userEvent.click(await screen.findByText("新增用水户"));
    await userEvent.type(await screen.findByLabelText("编号"), "YS-77");
    act(() => expire());
    const dialog = await againDialog();
    expect(current()).toBeNull();
    expect(screen.queryByText("登录页")).not.toBeInTheDocument();
    await userEvent.type(within(dialog).getByLabelText("密码"), "not-the-real-one");
    await userEvent.click(within(dialog).getByText(/继\s?续/));
    await waitFor(() => expect(current()?.accessToken).toBe("access-9"));
    expect(screen.getByLabelText("编号")).toHaveValue("YS-77");
  });

  it("says in the gateway's words that the password was wrong, and goes on asking", async () => {
    as("water_clerk");
    answer((seen) => (seen.path.endsWith("/login") ? problem(401, "wrong_credentials", "账号或密码不正确") : users(seen)));
    show(frame, "/work/account");
    act(() => expire());
    const dialog = await againDialog();
    await userEvent.type(within(dialog).getByLabelText("密码"), "wrong-one");
    await userEvent.click(within(dialog).getByText(/继\s?续/));
    expect(await within(dialog).findByText("账号或密码不正确")).toBeInTheDocument();
    expect(current()).toBeNull();
  });

  it("a logout goes to the login, and nothing stays", async () => {
    as("water_clerk");
    answer(users);
    show(frame, "/work/account");
    await screen.findByRole("heading", { name: /我的账号/ });
    act(() => forget());
    expect(await screen.findByText("登录页")).toBeInTheDocument();
  });
});

describe("a telephone number", () => {
  beforeEach(() => forget());

  it("is masked until somebody who may asks for it", async () => {
    as("water_billing_clerk");
    const asked = answer(users);
    show(frame, "/work/water/users?open=u1");
    await screen.findByText("查看完整号码");
    expect(screen.queryByText("13900000024")).not.toBeInTheDocument();
    expect(asked.some((one) => one.path.endsWith("/phone"))).toBe(false);
    await userEvent.click(screen.getByText("查看完整号码"));
    expect(await screen.findByText("13900000024")).toBeInTheDocument();
  });

  it("stays masked for those who may not, who are offered no change either", async () => {
    as("auditor");
    answer(users);
    show(frame, "/work/water/users?open=u1");
    expect(await screen.findAllByText("139****0024")).not.toHaveLength(0);
    await screen.findByText("统一社会信用代码", { exact: false });
    expect(screen.queryByText("查看完整号码")).not.toBeInTheDocument();
    expect(screen.queryByText("登记水表")).not.toBeInTheDocument();
    expect(screen.queryByText(/修\s?改/)).not.toBeInTheDocument();
  });
});

describe("the home page", () => {
  beforeEach(() => forget());

  it("shows a role's figures as links; a service that is down takes only its own with it", async () => {
    as("auditor");
    answer(({ path }) => {
      if (path.startsWith("/api/water")) return problem(503, "upstream_down", "水利局服务没有应答");
      return { body: { items: path.endsWith("/journal-entries") ? [{}, {}] : [] } };
    });
    show(frame, "/work");
    expect(await screen.findByRole("link", { name: /2\s*今天的记账凭证/ })).toHaveAttribute(
      "href",
      expect.stringContaining("/entries?from="),
    );
    expect(await screen.findByText("水利局服务没有应答")).toBeInTheDocument();
    expect(screen.getByText("01a20b76-0be8")).toBeInTheDocument();
    expect(screen.queryByText(/等我核准的用水计划/)).not.toBeInTheDocument();
  });
});

describe("an action", () => {
  const refusing = () => {
    const bodies: { key: string; value: string }[] = [];
    const fields = [
      { name: "kind", label: "种类", kind: "select" as const, options: [{ value: "a", label: "甲" }] },
      { name: "volumes.Q1", label: "第一季度", when: (values: Record<string, unknown>) => values["kind"] !== "none" },
    ];
    show(
      <App>
        <Action
          label="办理"
          service="water"
          fields={fields}
          initial={{ kind: "a" }}
          act={(values, key) => {
            bodies.push({ key, value: word(values, "volumes.Q1") });
            return take(water.POST("/v1/plans", { params: { header: { "Idempotency-Key": key } }, body: {} as never }));
          }}
          place={(pointer) => (pointer === "/volumes/2026Q1" ? "volumes.Q1" : pointer)}
          done="已办理"
        />
      </App>,
    );
    return bodies;
  };
  const send = async () => userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: /保\s?存/ }));

  it("puts a refusal at its field and sends the next try under another key", async () => {
    answer(() =>
      problem(422, "plan_not_positive", "水量必须大于0", {
        errors: [{ pointer: "/volumes/2026Q1", code: "x", message: "第一季度须大于0" }],
      }),
    );
    const bodies = refusing();
    await userEvent.click(screen.getByRole("button", { name: /办\s?理/ }));
    await userEvent.type(await screen.findByLabelText("第一季度"), " 0 ");
    await send();
    await waitFor(() => expect(screen.getAllByText("第一季度须大于0")).not.toHaveLength(0));
    expect(screen.getByLabelText("第一季度")).toHaveAttribute("aria-invalid", "true");
    await send();
    await waitFor(() => expect(bodies).toHaveLength(2));
    expect(bodies[0]?.value).toBe("0");
    expect(bodies[1]?.key).not.toBe(bodies[0]?.key);
  });

  it("keeps the key when nobody answered, so that a second try does nothing twice", async () => {
    answer(() => problem(503, "upstream_down", "没有应答"));
    const bodies = refusing();
    await userEvent.click(screen.getByRole("button", { name: /办\s?理/ }));
    await userEvent.type(await screen.findByLabelText("第一季度"), "5");
    await send();
    await screen.findByText("没有应答");
    await send();
    await waitFor(() => expect(bodies).toHaveLength(2));
    expect(bodies[1]?.key).toBe(bodies[0]?.key);
  });
});

describe("a trace", () => {
  const step = {
    step: "total",
    label: "合计",
    inputs: { usage: "1500" },
    value: "8190.00",
    rule: { key: "surcharge.totals", version: 1, effective_from: "2023-10-11" },
    citation: { document: "新政办发〔2023〕24号", article: "附件4 二（三）" },
  };

  it("folds and unfolds, and says how many steps it has", async () => {
    show(<Trace steps={[step, step]} department="water" open={false} />);
    const summary = screen.getByText(/2 步/);
    const details = summary.closest("details");
    expect(details?.open).toBe(false);
    await userEvent.click(summary);
    expect(details?.open).toBe(true);
    await userEvent.click(summary);
    expect(details?.open).toBe(false);
  });
});

describe("a bill on paper", () => {
  const bill = { bands: [], trace: [], due_on: "2026-12-24" } as unknown as Parameters<typeof paymentText>[0];

  it("says how far the payment has come", () => {
    expect(paymentText({ ...bill, due_on: null })).toBe("缴费期限自通知之日起计算");
    expect(paymentText(bill)).toBe("缴费期限 2026-12-24");
    const payment = { paid_on: "2026-12-01", reference: "R-1" } as NonNullable<typeof bill.payment>;
    expect(paymentText({ ...bill, payment })).toBe("已于 2026-12-01 缴清，凭据 R-1");
    const credit = { number: "HZ-1" } as NonNullable<typeof bill.credit_bill>;
    expect(paymentText({ ...bill, payment, credit_bill: credit })).toBe("冲销，红字账单 HZ-1");
  });
});

describe("the revisions of a plan", () => {
  it("adds up each one and marks what was cut", () => {
    const first = {
      id: "p1",
      revision: 1,
      state: "superseded",
      volumes: { "2026Q3": "100.100", "2026Q4": "100.200" },
      drafted_by: "a",
      created_at: "2026-01-01T00:00:00Z",
    } as unknown as Plan;
    const cut = {
      ...first,
      id: "p2",
      revision: 2,
      state: "in_force",
      ground: "production_change",
      volumes: { "2026Q3": "100.100", "2026Q4": "60" },
    };
    show(<RevisionTable now={cut as Plan} revisions={[first, cut as Plan]} />);
    expect(screen.getByText("200.300")).toBeInTheDocument();
    expect(screen.getByText("160.100")).toBeInTheDocument();
    expect(screen.getByText("原 100.200")).toBeInTheDocument();
    expect(screen.queryByText("原 100.100")).not.toBeInTheDocument();
    expect(screen.getByText("转产、减产或停产")).toBeInTheDocument();
  });
});
