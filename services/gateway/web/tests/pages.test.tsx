import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { Routes, Route } from "react-router";
import { current, forget, keep } from "../src/api/session";
import Login from "../src/public/login";
import Surcharge from "../src/public/surcharge";
import Regulations from "../src/public/regulations";
import Frame from "../src/work/frame";
import { answer, LOGIN, problem, show } from "./help";

const step = {
  step: "total",
  label: "合计",
  inputs: { usage: "1500" },
  value: "8190.00",
  rule: { key: "surcharge.totals", version: 1, effective_from: "2023-10-11" },
  citation: { document: "新政办发〔2023〕24号", article: "附件4 二（三）" },
};
const SURCHARGE = {
  adjusted_base: "1000.000",
  overage: "500.000",
  bands: [
    { band: 1, volume: "200.000", rate: "0.50", amount: "420.00" },
    { band: 2, volume: "200.000", rate: "1.00", amount: "840.00" },
    { band: 3, volume: "100.000", rate: "1.50", amount: "630.00" },
  ],
  basic_charge: "6300.00",
  surcharge: "1890.00",
  total: "8190.00",
  trace: [step],
};

describe("the surcharge calculator", () => {
  it("shows the example with its trace, rule and article", async () => {
    answer(() => ({ body: SURCHARGE }));
    show(<Surcharge />);
    const result = await screen.findByRole("region", { name: "结果" });
    expect(await within(result).findAllByText("8,190.00")).not.toHaveLength(0);
    expect(within(result).getByText("新政办发〔2023〕24号 附件4 二（三）")).toBeInTheDocument();
    expect(within(result).getByRole("link", { name: /第 1 版/ })).toHaveAttribute("href", "/regulations/rule/water/surcharge.totals");
  });

  it("puts what the service refuses at its field, with the request id", async () => {
    let isBad = false;
    answer(() =>
      isBad
        ? problem(400, "invalid_request", "有 1 处不对", {
            errors: [{ pointer: "/usage", code: "not_a_decimal", message: "用水量应为数字，例如 1500" }],
          })
        : { body: SURCHARGE },
    );
    show(<Surcharge />);
    await screen.findAllByText("8,190.00");
    isBad = true;
    const usage = screen.getByLabelText(/本期用水量/);
    await userEvent.clear(usage);
    await userEvent.type(usage, "abc");
    await userEvent.click(screen.getByRole("button", { name: "算一算" }));
    expect(await screen.findByText("01a20b76-0be8")).toBeInTheDocument();
    expect(usage).toHaveAttribute("aria-invalid", "true");
    expect(usage).toHaveAccessibleDescription("用水量应为数字，例如 1500");
  });

  it("asks nothing while a whole number is none", async () => {
    const asked = answer(() => ({ body: SURCHARGE }));
    show(<Surcharge />);
    await screen.findAllByText("8,190.00");
    await userEvent.type(screen.getByLabelText(/周期天数/), ".5");
    await userEvent.click(screen.getByRole("button", { name: "算一算" }));
    expect(screen.getByText("应为整数，例如 30")).toBeInTheDocument();
    expect(asked).toHaveLength(1);
  });
});

describe("a service that is down", () => {
  it("takes only its own part of a page with it", async () => {
    answer(({ path }) => {
      if (path.startsWith("/api/finance")) return problem(503, "upstream_down", "财政局服务没有应答");
      return {
        body: path.endsWith("/regulations")
          ? {
              items: [
                { number: "新政办发〔2023〕27号", title: "供水应急预案", issued: "2023-11-01", in_force_from: "2023-11-01", repeals: [] },
              ],
            }
          : { items: [] },
      };
    });
    show(<Regulations />);
    expect(await screen.findByText("财政局服务没有应答")).toBeInTheDocument();
    expect(await screen.findAllByText(/供水应急预案/)).toHaveLength(3);
  });
});

describe("login", () => {
  beforeEach(() => forget());
  const pages = (
    <Routes>
      <Route path="/login" element={<Login />} />
      <Route path="/password" element={<p>修改密码页</p>} />
      <Route path="/work/*" element={<p>工作台页</p>} />
    </Routes>
  );
  const fill = async () => {
    await userEvent.type(screen.getByLabelText("账号"), "water_clerk");
    await userEvent.type(screen.getByLabelText("密码"), "not-the-real-one");
    await userEvent.click(screen.getByRole("button", { name: "登录" }));
  };

  it("says in the gateway's words that name or password is wrong, and stays", async () => {
    answer(() => problem(401, "wrong_credentials", "账号或密码不正确"));
    show(pages, "/login");
    await fill();
    expect(await screen.findByText("账号或密码不正确")).toBeInTheDocument();
    expect(current()).toBeNull();
  });

  it("says how long a locked account waits", async () => {
    answer(() => ({ ...problem(429, "locked", "连续输错次数过多，已暂时锁定"), headers: { "retry-after": "900" } }));
    show(pages, "/login");
    await fill();
    expect(await screen.findByText("连续输错次数过多，已暂时锁定")).toBeInTheDocument();
    expect(screen.getByText("请在 900 秒后再试。")).toBeInTheDocument();
  });

  it("goes to the workplace, or first to the password when the gateway asks for it", async () => {
    answer(() => ({ body: LOGIN }));
    show(pages, "/login");
    await fill();
    expect(await screen.findByText("工作台页")).toBeInTheDocument();
    forget();
    answer(() => ({ body: { ...LOGIN, must_change_password: true } }));
    show(pages, "/login");
    await fill();
    expect(await screen.findByText("修改密码页")).toBeInTheDocument();
  });
});

describe("the workplace", () => {
  it("shows the menu of the role, and who may open a page that is not in it", async () => {
    keep(LOGIN);
    const roles = [
      { code: "finance_clerk", title: "财政局会计" },
      { code: "finance_head", title: "财政局负责人" },
    ];
    answer(({ path }) => ({ body: { items: path.endsWith("/roles") ? roles : [] } }));
    show(
      <Routes>
        <Route path="/work/*" element={<Frame />} />
      </Routes>,
      "/work/finance/funds",
    );
    expect(await screen.findByText("您的岗位不能打开这一页")).toBeInTheDocument();
    expect(screen.getByText(/财政局会计、财政局负责人、/)).toBeInTheDocument();
    expect(screen.queryByRole("menuitem", { name: /按日对账/ })).not.toBeInTheDocument();
    forget();
  });
});
