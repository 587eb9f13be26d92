import { test, expect } from "@playwright/test";
import { frame } from "../../src/texts/frame";
import { work } from "../../src/texts/work";
import { logIn } from "../support/accounts";

test("a wrong password is refused without saying which of the two is wrong", async ({ page }) => {
  await page.goto("/login");
  await page.getByRole("button", { name: frame.login.submit, exact: true }).click();
  await expect(page.getByText(frame.login.fill)).toHaveCount(2);
  await page.getByLabel(frame.login.username, { exact: true }).fill("water_clerk");
  await page.getByLabel(frame.login.password, { exact: true }).fill("not-the-password-1");
  await page.keyboard.press("Enter");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("账号或密码不正确");
  await expect(alert).toContainText(frame.problem.requestId);
  await expect(page).toHaveURL(/\/login/);
});

test("a clerk logs in, sees her pages only, and logs out", async ({ page }) => {
  await logIn(page, "water_clerk");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("水利局");
  const menu = page.getByRole("navigation").filter({ hasText: work.menu.users }).first();
  await expect(menu).toContainText(work.menu.meters);
  await expect(menu).not.toContainText(work.menu.entries);
  await page.getByRole("banner").getByRole("button", { name: "（演示）" }).click();
  await page.getByRole("menuitem", { name: work.frame.logout }).click();
  await expect(page).toHaveURL(/\/login|\/$/);
  await page.goto("/work/water/users");
  await expect(page).toHaveURL(/\/login/);
});

test("whoever opens a page of another post is told whose it is", async ({ page }) => {
  await logIn(page, "longxing_clerk");
  await page.goto("/work/finance/funds");
  await expect(page.getByText(frame.refused.title)).toBeVisible();
  await expect(page.getByText("财政局会计", { exact: false })).toBeVisible();
});
