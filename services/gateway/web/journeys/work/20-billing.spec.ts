import { test, expect, type Page } from "@playwright/test";
import { finance } from "../../src/texts/finance";
import { water } from "../../src/texts/water";
import { logIn } from "../support/accounts";

const { run, bill } = water;

// The quarter is billed, a bill of it is paid, finance books it: each step begins where the one before ended.
test.describe.configure({ mode: "serial" });

async function openBill(page: Page, code: string): Promise<void> {
  await page.goto("/work/water/bills?period=2026Q3");
  await page.getByLabel(bill.code, { exact: false }).first().fill(code);
  await page.keyboard.press("Enter");
  await page.getByRole("row").filter({ hasText: code }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(bill.title);
}

test("a quarter is billed: period, preview with totals and the unbilled, confirmation, progress, bills", async ({ page }) => {
  await logIn(page, "water_billing");
  await page.goto("/work/water/runs");
  await page
    .getByRole("link", { name: run.create })
    .or(page.getByRole("button", { name: run.create }))
    .click();
  await expect(page.getByRole("heading", { name: run.chooseTitle })).toBeVisible();
  await page.getByLabel(run.period).fill("2026Q5");
  await page.getByRole("button", { name: run.preview }).click();
  await expect(page.getByRole("alert")).toContainText("「2026Q5」不是计量周期");
  await page.getByLabel(run.period).fill("2026Q3");
  await page.getByRole("button", { name: run.preview }).click();

  await expect(page.getByRole("heading", { name: `2026Q3 ${run.summary}` })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("没有在执行的用水计划", { exact: false }).first()).toBeVisible();
  await page.getByRole("button", { name: run.confirm }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("账单生成后不能删除");
  await dialog.getByRole("button", { name: run.confirm }).click();
  await expect(page.getByText("出账完成", { exact: false })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("YS-A01")).toBeVisible();

  await page.getByRole("link", { name: run.seeBills }).click();
  await expect(page.getByRole("row").nth(1)).toContainText("2026Q3");
});

test("a bill shows its bands and the article behind every figure, is notified and paid, and is settled by finance", async ({ page }) => {
  await logIn(page, "water_billing");
  await openBill(page, "YS-A20");
  const sheet = page.locator("main");
  for (const figure of ["8,190.00", "6,300.00", "420.00", "840.00", "630.00", "1,890.00"]) await expect(sheet).toContainText(figure);
  await page.getByText("计算过程与依据", { exact: false }).click();
  await expect(sheet).toContainText("新政办发〔2023〕24号");

  await page.getByRole("button", { name: bill.notify }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: "确 定" })
    .or(page.getByRole("dialog").getByRole("button", { name: "确定" }))
    .click();
  await expect(page.getByText(bill.notified).first()).toBeVisible();

  await page.getByRole("button", { name: bill.pay }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(bill.payAmount).fill("8189.99");
  await dialog.getByLabel(bill.reference).fill("JOURNEY-0001");
  await dialog.locator(".ant-modal-footer .ant-btn-primary").click();
  await expect(dialog.getByRole("alert")).toContainText("8190.00");
  await dialog.getByLabel(bill.payAmount).fill("8190.00");
  await dialog.locator(".ant-modal-footer .ant-btn-primary").click();
  await expect(page.getByText(bill.events.settled)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/凭证 SZ-\d{4}-\d{6}/)).toBeVisible();
});

test("finance sees the entry and comes from it to the bill", async ({ page }) => {
  await logIn(page, "finance_clerk");
  await page.goto("/work/finance/incomes");
  const row = page.getByRole("row").filter({ hasText: "1,890.00" }).first();
  await expect(row).toBeVisible();
  await page.goto("/work/finance/entries");
  await page.getByRole("row").filter({ hasText: "SZ-" }).first().getByRole("button").first().click();
  const drawer = page.getByRole("dialog");
  await expect(drawer).toContainText(finance.entry.title);
  await drawer.getByRole("link", { name: finance.entry.toBill }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(bill.title);
  await expect(page.locator("main")).toContainText(bill.events.settled);
});
