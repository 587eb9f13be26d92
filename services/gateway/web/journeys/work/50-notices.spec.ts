import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { fileText } from "../../src/texts/file";
import { frame } from "../../src/texts/frame";
import { noticeText } from "../../src/texts/notice";
import { logIn } from "../support/accounts";
import { complaints, named } from "../support/look";

const text = noticeText.staff;

// One notice goes its whole way: each step begins where the one before ended.
test.describe.configure({ mode: "serial" });

const TITLE = "（演示）三泉村基础数据公示";
const WORDS = "我家的地是四亩，公示写的是三亩";
const OBJECTOR = { name: "王五", phone: "13700001111" };
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const PDF = Buffer.from("%PDF-1.4\n% the table of the village\n");
const FILES = { wrong: "草图.png", map: "位置图.png", table: "面积表.pdf" };
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

/** Adds a file, and waits until it is listed. */
async function attach(page: Page, name: string, mimeType: string, buffer: Buffer): Promise<void> {
  await page.locator("input[type=file]").setInputFiles({ name, mimeType, buffer });
  await expect(page.getByText(name, { exact: true })).toBeVisible();
  await expect(page.locator(".ant-btn-loading")).toHaveCount(0);
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

test("the clerk adds what belongs to the draft and withdraws what does not", async ({ page }) => {
  await logIn(page, "water_clerk");
  await page.goto(address);
  await attach(page, FILES.wrong, "image/png", PNG);
  await act(page, fileText.withdraw, { [fileText.reason]: "不是定稿" });
  await expect(page.getByText("不是定稿")).toBeVisible();
  await attach(page, FILES.map, "image/png", PNG);
  await attach(page, FILES.table, "application/pdf", PDF);
});

test("the head posts it, and it is in the feed", async ({ page, request }) => {
  await logIn(page, "water_head");
  await page.goto(address);
  await act(page, text.post);
  await expect(page.getByText(noticeText.states["posted"] ?? "").first()).toBeVisible();
  await expect(page.getByText(FILES.table, { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: named(fileText.upload) })).toHaveCount(0);
  await page.goto("/notices");
  const link = page.getByRole("link", { name: frame.services.water, exact: true });
  const feed = await request.get((await link.getAttribute("href")) ?? "");
  expect(feed.headers()["content-type"]).toContain("application/rss+xml");
  expect(await feed.text()).toContain(TITLE);
});

test("a villager looks at the picture and saves the table, on a phone without a login", async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  const heard = complaints(page);
  await page.goto("/notices");
  await page.getByRole("link").filter({ hasText: TITLE }).click();
  const files = page.getByRole("region", { name: fileText.title });
  await expect(files.getByRole("link")).toHaveText([FILES.map, FILES.table]);
  await files.getByRole("button", { name: fileText.preview }).first().click();
  const picture = files.getByRole("img", { name: fileText.previewOf(FILES.map) });
  await expect.poll(() => picture.evaluate((node) => (node as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  const saving = page.waitForEvent("download");
  await files.getByRole("link", { name: FILES.table }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe(FILES.table);
  expect(readFileSync(await saved.path())).toEqual(PDF);
  expect(heard).toEqual([]);
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
