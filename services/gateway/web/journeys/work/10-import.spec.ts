import { readFileSync } from "node:fs";
import { test, expect } from "@playwright/test";
import { sheet } from "../../src/texts/sheet";
import { water } from "../../src/texts/water";
import { logIn } from "../support/accounts";

const text = sheet.importer;
const HEADER = "水表编号,计量周期,抄表日期,读数,抄表方式,转满";

test("a reader imports a file with a wrong row, gets it back with the error written in, and mends it", async ({ page }) => {
  await logIn(page, "water_clerk");
  await page.goto("/work/water/imports");
  const lines = [HEADER, "NO-SUCH-METER,2026Q3,2026-09-30,1200,,", "YS-A01-M,2026Q3,2026-09-30,很多,,"];
  await page.locator("input[type=file]").setInputFiles({ name: "三季度.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) });
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
  await expect(page.getByRole("row").filter({ hasText: "三季度.csv" }).first()).toContainText(water.imports.dry);
});

test("of a file of five thousand rows exactly the seven bad ones are marked", async ({ page }) => {
  const bad = new Map([
    [7, "P00007,一般,非居民,公共管网供水,,工业,龙兴镇"],
    [800, "P00800,一般,工厂,公共管网供水,supply_city,工业,龙兴镇"],
    [1500, "P01500,一般,非居民,公共管网供水,supply_city,工业,县城"],
    [2600, "P02600,,非居民,公共管网供水,supply_city,工业,龙兴镇"],
    [3700, "P 3700,一般,非居民,公共管网供水,supply_city,工业,龙兴镇"],
    [4800, "P00001,一般,非居民,公共管网供水,supply_city,工业,龙兴镇"],
    [5000, "P05000,一般,非居民,自备水源,supply_city,工业,龙兴镇"],
  ]);
  const rows = Array.from({ length: 5000 }, (_, index) => {
    const code = `P${String(index + 1).padStart(5, "0")}`;
    return bad.get(index + 1) ?? `${code},一般,非居民,公共管网供水,supply_city,工业,龙兴镇`;
  });
  const lines = ["用水户编号,名称,用水类别,供水方式,供水企业,用途,镇", ...rows];
  await logIn(page, "water_clerk");
  await page.goto("/work/water/imports?kind=water_users");
  await page.locator("input[type=file]").setInputFiles({ name: "五千户.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) });
  const outcome = page.getByRole("status").filter({ hasText: text.checked });
  await expect(outcome).toContainText(text.faulty(7), { timeout: 30_000 });
  const marked = await outcome.locator("tbody tr td:first-child").allTextContents();
  expect(marked.map(Number)).toEqual([...bad.keys()].map((row) => row + 1));

  const downloading = page.waitForEvent("download");
  await outcome.getByRole("button", { name: text.download }).click();
  const returned = readFileSync(await (await downloading).path(), "utf8");
  const told = returned
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .flatMap((line, index) => (line.endsWith(",") ? [] : [index + 1]));
  expect(told).toEqual([...bad.keys()]);
});
