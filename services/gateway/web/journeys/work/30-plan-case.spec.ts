import { expect, test, type Page } from "@playwright/test";
import { cases } from "../../src/texts/case";
import { fileText } from "../../src/texts/file";
import { plan } from "../../src/texts/plan";
import { term } from "../../src/texts/terms";
import { logIn } from "../support/accounts";
import { named } from "../support/look";

// One plan goes its whole way: each step begins where the one before ended, every person in a browser of their own.
test.describe.configure({ mode: "serial" });

const YEAR = "2031";
const REASON = "第三季度水量偏高，请核对后再报";
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

async function openPlan(page: Page): Promise<void> {
  await page.goto(`/work/water/plans?year=${YEAR}`);
  await page.getByRole("row").filter({ hasText: YEAR }).first().getByRole("button").first().click();
  await expect(page.getByRole("dialog")).toContainText(cases.timeline);
}

/** Presses a button of the case, fills in what is asked for, and confirms. */
async function step(page: Page, action: string, fill: Record<string, string> = {}): Promise<void> {
  await page
    .getByRole("dialog")
    .getByRole("button", { name: named(action) })
    .click();
  const form = page.locator(".ant-modal-container, .ant-modal-content").last();
  for (const [label, value] of Object.entries(fill)) await form.getByLabel(label, { exact: true }).fill(value);
  await form.locator(".ant-modal-footer .ant-btn-primary").click();
  await expect(form).toBeHidden();
}

test("the clerk drafts a plan, adds the picture it rests on, and submits it", async ({ page }) => {
  await logIn(page, "water_clerk");
  await page.goto("/work/water/plans");
  await page.getByRole("button", { name: named(plan.create) }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel(plan.user, { exact: true }).click();
  await page.keyboard.type("YS-A01");
  await page.locator(".ant-select-item-option").filter({ hasText: "YS-A01" }).first().click();
  await form.getByLabel(plan.year, { exact: true }).fill(YEAR);
  await form.getByLabel(plan.detail, { exact: true }).fill("新水计〔2030〕7号");
  for (const quarter of [1, 2, 3, 4]) await form.getByLabel(plan.quarter(quarter), { exact: true }).fill("1000");
  await form.locator(".ant-modal-footer .ant-btn-primary").click();
  const drawer = page.locator(".ant-drawer");
  await expect(drawer).toContainText(cases.timeline);

  await drawer.locator("input[type=file]").setInputFiles({ name: "水表现场.png", mimeType: "image/png", buffer: PNG });
  await expect(drawer).toContainText("水表现场.png");
  await drawer.getByRole("button", { name: named(fileText.preview) }).click();
  await expect(drawer.getByRole("img", { name: fileText.previewOf("水表现场.png") })).toBeVisible();
  await drawer
    .locator("input[type=file]")
    .setInputFiles({ name: "程序.png", mimeType: "image/png", buffer: Buffer.from("MZ not a picture") });
  await expect(drawer.getByRole("alert").filter({ hasText: "程序.png" })).toContainText("不能作附件");

  await drawer.getByText(cases.cannot).click();
  await expect(drawer.locator(".refusals")).toContainText("须处于「待受理」或「办理中」");
  await drawer.getByRole("button", { name: named(cases.actions["submit"] ?? "") }).click();
  await page.locator(".ant-modal-footer .ant-btn-primary").last().click();
  await expect(drawer.getByText(term("planState", "submitted")).first()).toBeVisible();
  await drawer.getByText(cases.cannot).click();
  await expect(drawer.locator(".refusals")).toContainText("水利局负责人（起草人除外）");
});

test("her head returns it with a comment", async ({ page }) => {
  await logIn(page, "water_head");
  await openPlan(page);
  await step(page, cases.actions["return"] ?? "", { [cases.reason]: REASON });
  await expect(page.getByRole("dialog")).toContainText(term("caseState", "returned"));
});

test("she reads why, corrects and submits it again", async ({ page }) => {
  await logIn(page, "water_clerk");
  await page.goto("/work/cases?mine=true&state=returned");
  await expect(page.getByRole("row").filter({ hasText: YEAR })).toContainText(term("caseState", "returned"));
  await openPlan(page);
  const drawer = page.getByRole("dialog");
  await expect(drawer).toContainText(REASON);
  await step(page, plan.edit, { [plan.quarter(3)]: "900" });
  await expect(drawer).toContainText("1000.000 → 900.000");
  await step(page, cases.actions["submit"] ?? "");
});

test("he approves, and the timeline tells all of it", async ({ page }) => {
  await logIn(page, "water_head");
  await openPlan(page);
  const drawer = page.getByRole("dialog");
  await step(page, cases.actions["approve"] ?? "", { [cases.remark]: "同意" });
  await expect(drawer.getByText(term("planState", "approved")).first()).toBeVisible();
  await drawer.getByRole("link", { name: cases.openCase }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(YEAR);
  const steps = page.locator(".case-step b");
  await expect(steps).toHaveText(
    ["open", "attach", "submit", "return", "revise", "submit", "approve"].map((action) => cases.actions[action] ?? action),
  );
});
