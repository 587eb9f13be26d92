import { test, expect } from "@playwright/test";
import { frame } from "../../src/texts/frame";
import { water } from "../../src/texts/water";
import { enter, sessionOf } from "../support/accounts";

test("a service that is down takes only its own pages with it", async ({ page, context, request }) => {
  await enter(context, "light", await sessionOf(request, "auditor"));
  await page.goto("/work/finance/funds");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText(frame.problem.outage(frame.services.finance));
  await expect(alert).toContainText(frame.problem.requestId);
  await expect(alert.getByRole("button", { name: frame.retry })).toBeVisible();
  await page.goto("/work/water/users");
  await expect(page.getByRole("heading", { name: water.user.title })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "YS-" }).first()).toBeVisible();
  await page.goto("/calculators/surcharge");
  await expect(page.getByText("8,190.00").first()).toBeVisible();
});

test("a citizen is told which calculator does not work, and the rest does", async ({ page }) => {
  await page.goto("/calculators/occupancy-fee");
  await expect(page.getByRole("alert").first()).toContainText(frame.services.finance);
});
