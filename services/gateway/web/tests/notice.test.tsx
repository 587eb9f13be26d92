import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { App } from "antd";
import { beforeEach, describe, expect, it } from "vitest";
import type { components } from "../src/api/generated/operations";
import { forget, keep } from "../src/api/session";
import { NoticeFiles as PublicFiles } from "../src/public/notice-files";
import { fileText as text } from "../src/texts/file";
import { NoticeFiles } from "../src/work/notice/notice-files";
import { answer, LOGIN, problem, show } from "./help";

type Managed = components["schemas"]["ManagedNotice"];

const file = (id: string, file_name: string, can_preview: boolean) => ({
  id,
  file_name,
  media_type: can_preview ? "image/png" : "application/msword",
  size_bytes: 2048,
  sha256: "0".repeat(64),
  can_preview,
});
const kept = file("f1", "位置图.png", true);
const table = file("f2", "面积表.doc", false);
const added = { uploaded_by: "water_clerk", uploaded_at: "2026-11-27T02:00:00Z" };

const NOTICE: Managed = {
  id: "n1",
  kind: "village_data",
  kind_title: "村级基础数据公示",
  title: "基础数据公示",
  audience: "全体村民",
  unit: "longxing",
  state: "draft",
  objections: 0,
  demonstration: false,
  version: 3,
  body: "正文",
  days: 5,
  counting: "natural_days",
  published_objections: [],
  proofs: [],
  attachments: [kept, table],
  drafted_by: "water_clerk",
  poster: "not_the_drafter",
  managed_objections: [],
  managed_attachments: [
    { ...kept, ...added },
    { ...table, ...added, withdrawn_by: "water_clerk", withdrawn_at: "2026-11-27T03:00:00Z", withdrawn_reason: "传错了" },
  ],
};

const KINDS = { items: [], attachment_limit_bytes: 15_728_640 };
const ATTACHMENTS = "/api/water/v1/managed-notices/n1/attachments";

/** What stands there for somebody with a role, while the notice is in a state. */
function desk(role: string, state: Managed["state"]): void {
  keep({ ...LOGIN, account: { ...LOGIN.account, roles: [role] } });
  show(
    <App>
      <NoticeFiles notice={{ ...NOTICE, state }} board="water" />
    </App>,
  );
}

describe("the files of a notice, for its staff", () => {
  beforeEach(() => forget());

  it("are added and withdrawn by whoever drafts, while it is a draft", async () => {
    answer(() => ({ body: KINDS }));
    desk("water_clerk", "draft");
    expect(await screen.findByText(text.uploadHint(15))).toBeInTheDocument();
    expect(screen.getByRole("button", { name: text.upload })).toBeInTheDocument();
    // One of the two has been withdrawn already.
    expect(screen.getAllByRole("button", { name: /撤\s?回/ })).toHaveLength(1);
    expect(screen.getByText(/传错了/)).toBeInTheDocument();
  });

  it.each([
    ["water_clerk", "posted"],
    ["water_clerk", "withdrawn"],
    ["water_head", "draft"],
    ["auditor", "draft"],
  ] as const)("are only read by %s when it is %s", (role, state) => {
    answer(() => ({ body: KINDS }));
    desk(role, state);
    expect(screen.getAllByRole("button", { name: /下\s?载/ })).toHaveLength(2);
    expect(screen.queryByRole("button", { name: text.upload })).toBeNull();
    expect(screen.queryByRole("button", { name: /撤\s?回/ })).toBeNull();
  });

  it("say what the service refuses, and whether one was withdrawn with its reason", async () => {
    const asked = answer(({ path }) =>
      path === ATTACHMENTS ? problem(415, "file_type_refused", "文件「程序.png」不能作附件") : { body: KINDS },
    );
    desk("water_clerk", "draft");
    const input = document.querySelector<HTMLInputElement>("input[type=file]");
    await userEvent.upload(input as HTMLInputElement, new File(["MZ"], "程序.png", { type: "image/png" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("文件「程序.png」不能作附件");
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toContain(`POST ${ATTACHMENTS}`);

    await userEvent.click(screen.getByRole("button", { name: /撤\s?回/ }));
    await userEvent.type(await screen.findByLabelText(text.reason), "不是定稿");
    await userEvent.click(screen.getByRole("button", { name: /保\s*存/ }));
    await waitFor(() =>
      expect(asked).toContainEqual(
        expect.objectContaining({ method: "POST", path: `${ATTACHMENTS}/f1/withdrawal`, body: { reason: "不是定稿" } }),
      ),
    );
  });
});

describe("the files of a published notice", () => {
  it("are saved by anybody; what a page can show is shown", () => {
    show(<PublicFiles notice={NOTICE} board="housing" />);
    const files = screen.getByRole("region", { name: text.title });
    const link = within(files).getByRole("link", { name: table.file_name });
    expect(link).toHaveAttribute("href", "/api/housing/v1/notices/n1/attachments/f2");
    expect(link).toHaveAttribute("download", table.file_name);
    expect(within(files).getAllByText("2 KB")).toHaveLength(2);
    expect(within(files).getAllByRole("button", { name: text.preview })).toHaveLength(1);
  });
});
