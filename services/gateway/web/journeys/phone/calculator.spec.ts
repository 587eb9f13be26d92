import { test, expect } from "@playwright/test";
import { calculators } from "../../src/texts/public";

const { fields } = calculators.surcharge;

test("a citizen works out her surcharge on a phone and sees which article says so", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: calculators.surcharge.title }).first().click();
  await expect(page).toHaveURL(/surcharge/);
  const field = (label: string) => page.getByLabel(label, { exact: false });
  await field(fields.base_price).fill("4.20");
  await field(fields.plan_volume).fill("1000");
  await field(fields.usage).fill("1500");
  await page.getByRole("button", { name: "算一算" }).click();
  const result = page.locator("main");
  await expect(result).toContainText("8,190.00");
  await expect(result).toContainText("1,890.00");
  await page.getByText("计算过程与依据", { exact: false }).click();
  await expect(result).toContainText("新政办发〔2023〕24号");
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wider).toBeLessThanOrEqual(0);
});

test("a figure that is none is marked at its field, in words", async ({ page }) => {
  await page.goto("/calculators/surcharge");
  const usage = page.getByLabel(fields.usage, { exact: false });
  await usage.fill("1e3");
  await page.getByRole("button", { name: "算一算" }).click();
  await expect(usage).toHaveAttribute("aria-invalid", "true");
  const described = await usage.getAttribute("aria-describedby");
  expect(described).toBeTruthy();
  await expect(page.locator(`[id="${(described ?? "").split(" ").at(-1) ?? ""}"]`)).toContainText("数");
});
