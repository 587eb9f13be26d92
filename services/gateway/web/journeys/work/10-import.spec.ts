import { readFileSync } from "node:fs";
import { test, expect } from "@playwright/test";
import { water } from "../../src/texts/water";
import { logIn } from "../support/accounts";

const text = water.imports;

test("a reader imports a file with a wrong row, gets it back with the error written in, and mends it", async ({ page }) => {
  await logIn(page, "water_clerk");
  await page.goto("/work/water/imports");
  const lines = [
    "水表编号,计量周期,抄表日期,读数,抄表方式,转满",
    "NO-SUCH-METER,2026Q3,2026-09-30,1200,,",
    "YS-A01-M,2026Q3,2026-09-30,很多,,",
  ];
  await page.locator("input[type=file]").setInputFiles({ name: "三季度.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) });
  await page.getByRole("button", { name: text.check, exact: true }).click();
  const outcome = page.getByRole("status").filter({ hasText: text.checked });
  await expect(outcome).toContainText(`${text.rejected} 2`);
  await expect(outcome).toContainText("没有编号为「NO-SUCH-METER」的水表");

  const downloading = page.waitForEvent("download");
  await outcome.getByRole("button", { name: text.download }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  const returned = readFileSync(await file.path(), "utf8");
  const [header, first, second] = returned.replace("\u{feff}", "").trim().split(/\r?\n/);
  expect(header).toContain("错误");
  expect(first).toContain("没有编号为「NO-SUCH-METER」的水表");
  expect(second).toContain("很多");

  // Nothing of it was stored: the list of imports says so.
  await expect(page.getByRole("row").filter({ hasText: "三季度.csv" }).first()).toContainText(text.dry);
});
