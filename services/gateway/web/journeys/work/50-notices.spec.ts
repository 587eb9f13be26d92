import { expect, test, type Page } from "@playwright/test";
import { frame } from "../../src/texts/frame";
import { noticeText } from "../../src/texts/notice";
import { logIn } from "../support/accounts";
import { named } from "../support/look";

const text = noticeText.staff;

// One notice goes its whole way: each step begins where the one before ended.
test.describe.configure({ mode: "serial" });

const TITLE = "（演示）三泉村基础数据公示";
const WORDS = "我家的地是四亩，公示写的是三亩";
const OBJECTOR = { name: "王五", phone: "13700001111" };
let address = "";

/** Presses a button, fills in what it asks for, and confirms. */
async function act(page: Page, button: string, fill: Record<string, string> = {}, choose: Record<string, string> = {}): Promise<void> {
  await page.getByRole("button", { name: named(button) }).click();
  const dialog = page.getByRole("dialog");
  for (const [label, option] of Object.entries(choose)) {
    await dialog.getByLabel(label, { exact: true }).click();
    await page.locator(".ant-select-item-option").filter({ hasText: option }).first().click();
  }
  for (const [label, value] of Object.entries(fill)) await dialog.getByLabel(label, { exact: true }).fill(value);
  await dialog.locator(".ant-modal-footer .ant-btn-primary").click();
  await expect(dialog).toBeHidden();
}

test("the clerk drafts a notice and cannot post it herself", async ({ page }) => {
  await logIn(page, "water_clerk");
  await page.goto("/work/notices");
  await act(
    page,
    text.new,
    { [text.form.title]: TITLE, [text.form.audience]: "三泉村全体村民", [text.form.body]: "王五 3 亩，李四 5 亩。" },
    { [text.form.kind]: "基础数据" },
  );
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(TITLE);
  address = new URL(page.url()).pathname;
  await expect(page.getByRole("button", { name: named(text.post) })).toHaveCount(0);
  await page.goto(address.replace("/work/", "/"));
  await expect(page.getByText("没有这份公示")).toBeVisible();
});

test("the head posts it, and it is in the feed", async ({ page, request }) => {
  await logIn(page, "water_head");
  await page.goto(address);
  await act(page, text.post);
  await expect(page.getByText(noticeText.states["posted"] ?? "").first()).toBeVisible();
  await page.goto("/notices");
  const link = page.getByRole("link", { name: frame.services.water, exact: true });
  const feed = await request.get((await link.getAttribute("href")) ?? "");
  expect(feed.headers()["content-type"]).toContain("application/rss+xml");
  expect(await feed.text()).toContain(TITLE);
});

test("a villager objects on a phone without a login, and the clock stops", async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await page.goto("/notices");
  await page.getByRole("link").filter({ hasText: TITLE }).click();
  await page.getByRole("button", { name: noticeText.send }).click();
  await expect(page.getByText(noticeText.fill)).toHaveCount(3);
  await page.getByLabel(noticeText.name, { exact: true }).fill(OBJECTOR.name);
  await page.getByLabel(noticeText.phone, { exact: true }).fill(OBJECTOR.phone);
  await page.getByLabel(noticeText.text, { exact: true }).fill(WORDS);
  await page.getByRole("button", { name: noticeText.send }).click();
  await expect(page.getByText(noticeText.sentTitle(1))).toBeVisible();
  await expect(page.getByText(noticeText.sentStopped)).toBeVisible();
});

test("the clerk sees the number masked, asks for it, and answers", async ({ page }) => {
  await logIn(page, "water_clerk");
  await page.goto("/work/todos");
  await page.getByRole("link").filter({ hasText: TITLE }).first().click();
  await expect(page).toHaveURL(new RegExp(address));
  await expect(page.getByText(WORDS)).toBeVisible();
  await expect(page.getByText(OBJECTOR.phone)).toHaveCount(0);
  await act(page, text.contact);
  await expect(page.getByText(OBJECTOR.phone)).toBeVisible();
  await act(page, text.answer, { [text.subject]: "面积", [text.answerText]: "复核后改为四亩。" }, { [text.outcome]: "采纳" });
  await expect(page.getByText(noticeText.states["posted"] ?? "").first()).toBeVisible();
});

test("anybody reads the answer, and not who asked", async ({ page }) => {
  await page.goto(address.replace("/work/", "/"));
  await expect(page.getByText("复核后改为四亩。")).toBeVisible();
  for (const secret of [OBJECTOR.name, OBJECTOR.phone, WORDS]) {
    await expect(page.getByRole("region", { name: noticeText.objections }).getByText(secret)).toHaveCount(0);
  }
});
