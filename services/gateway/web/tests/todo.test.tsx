import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { Route, Routes } from "react-router";
import { forget, keep } from "../src/api/session";
import { byUrgency, type Todo } from "../src/work/todo";
import Frame from "../src/work/frame";
import { answer, LOGIN, problem, show, type Seen } from "./help";

const todo = (id: string, more: Partial<Todo> = {}) => ({
  id,
  kind: "plan.approve",
  title: `办理 ${id}`,
  link: `/work/water/plans?open=${id}`,
  unit: null,
  personal: false,
  due_on: null,
  due: "undated",
  opened_at: "2026-11-27T01:00:00Z",
  unread: true,
  ...more,
});
const counts = (unread: number) => ({ open: unread, overdue: 0, soon: 0, unread });
const frame = (
  <Routes>
    <Route path="/work/*" element={<Frame />} />
  </Routes>
);

/** Answers of the four departments; what is not a to-do is an empty list. */
function departments(of: (department: string, seen: Seen) => object | undefined): Seen[] {
  return answer((seen) => {
    const department = seen.path.split("/")[2] ?? "";
    if (!seen.path.includes("/v1/todos")) return { body: { items: [] } };
    return of(department, seen) ?? { body: seen.path.endsWith("/count") ? counts(0) : { items: [] } };
  });
}

describe("the to-do page", () => {
  beforeEach(() => {
    forget();
    keep(LOGIN);
  });

  it("puts what is most urgent first, whichever department it is of", async () => {
    departments((department, { path }) => {
      if (path.endsWith("/count")) return undefined;
      if (department === "water") return { body: { items: [todo("w1", { due_on: "2026-12-20", due: "later" }), todo("w2")] } };
      if (department === "finance") return { body: { items: [todo("f1", { due_on: "2026-11-20", due: "overdue" })] } };
      return undefined;
    });
    show(frame, "/work/todos");
    await screen.findByRole("link", { name: /办理 f1/ });
    await waitFor(() =>
      expect(screen.getAllByRole("heading", { level: 2 }).map((heading) => heading.textContent)).toEqual([
        "已经逾期 1 件",
        "以后到期 1 件",
        "没有期限 1 件",
      ]),
    );
    expect(screen.getByRole("link", { name: /办理 w1/ })).toHaveAttribute("href", "/work/water/plans?open=w1");
  });

  it("says whose to-dos are missing and shows the others", async () => {
    departments((department, { path }) => {
      if (department === "finance") return problem(503, "upstream_down", "没有应答");
      return department === "water" && !path.endsWith("/count") ? { body: { items: [todo("w1")] } } : undefined;
    });
    show(frame, "/work/todos");
    expect(await screen.findByRole("link", { name: /办理 w1/ })).toBeInTheDocument();
    expect(await screen.findByText("财政局服务暂时没有应答，其待办没有列出。")).toBeInTheDocument();
  });

  it("does not claim that nothing waits while a department is silent", async () => {
    departments((department) => (department === "water" ? problem(503, "upstream_down", "没有应答") : undefined));
    show(frame, "/work/todos");
    expect(await screen.findByText("能读到的部门里没有待办")).toBeInTheDocument();
    expect(screen.queryByText("等您办理的事都办完了。")).not.toBeInTheDocument();
  });

  it("tells the department that a to-do was seen when it is opened", async () => {
    const asked = departments((department, { path }) =>
      department === "water" && !path.endsWith("/count") ? { body: { items: [todo("w1")] } } : undefined,
    );
    show(frame, "/work/todos");
    await userEvent.click(await screen.findByRole("link", { name: /办理 w1/ }));
    await waitFor(() => expect(asked.find((seen) => seen.path === "/api/water/v1/todos/read")?.body).toEqual({ ids: ["w1"] }));
  });
});

describe("the bell", () => {
  beforeEach(() => {
    forget();
    keep(LOGIN);
  });

  it("adds up what was not seen in all departments and opens to the first of it", async () => {
    departments((department, { path }) => {
      if (department === "housing" || department === "emergency") return undefined;
      if (path.endsWith("/count")) return { body: counts(department === "water" ? 2 : 1) };
      return { body: { items: [todo(`${department}-1`)] } };
    });
    show(frame, "/work/account");
    const bell = await screen.findByRole("button", { name: "待办，3 件未读" });
    await userEvent.click(bell);
    const open = await screen.findByRole("link", { name: "全部待办" });
    const popover = open.closest<HTMLElement>(".notices");
    expect(popover).not.toBeNull();
    if (!popover) return;
    expect(await within(popover).findByRole("link", { name: /办理 water-1/ })).toBeInTheDocument();
    expect(within(popover).getByRole("link", { name: /办理 finance-1/ })).toBeInTheDocument();
  });
});

describe("the order of to-dos", () => {
  it("is by the last day, then by how long they wait; those without a day come last", () => {
    const of = (id: string, due_on: string | null, opened_at: string) => ({ ...todo(id), due_on, opened_at }) as Todo;
    const sorted = [of("a", null, "1"), of("b", "2026-12-02", "9"), of("c", "2026-12-01", "9"), of("d", "2026-12-02", "1")].sort(byUrgency);
    expect(sorted.map((one) => one.id)).toEqual(["c", "d", "b", "a"]);
  });
});
