import { expect, test, type Page } from "@playwright/test";
import { regulationsText } from "../../src/texts/public";
import { rule as texts } from "../../src/texts/rule";
import { water } from "../../src/texts/water";
import { logIn } from "../support/accounts";
import { named } from "../support/look";

const { change, form } = texts;
const KEY = "surcharge.rates.ordinary";

// A rule is drafted by one person, sent back, corrected, and approved by another: each step begins where the one before ended.
test.describe.configure({ mode: "serial" });

let address = "";

async function confirmed(page: Page, label: string, words = ""): Promise<void> {
  await page.getByRole("button", { name: named(label) }).click();
  const dialog = page.getByRole("dialog");
  if (words) await dialog.getByRole("textbox").fill(words);
  await dialog
    .getByRole("button", { name: /^(确 ?定|保 ?存|确 ?认|提 ?交)$/ })
    .last()
    .click();
  await expect(dialog).toBeHidden();
}

test("a billing clerk drafts new rates, is told at the field what is wrong, and submits", async ({ page }) => {
  await logIn(page, "water_billing");
  await page.goto(`/work/rules?department=water&open=${KEY}`);
  await page.getByRole("button", { name: named(texts.draft) }).click();
  await expect(page.getByRole("heading", { name: form.title })).toBeVisible();
  await page.getByLabel(`${form.value} ${form.item(0)}`).fill("9.99");
  await page.getByLabel(form.effectiveFrom).fill("2027-01-01");
  await page.keyboard.press("Enter");
  await page.getByLabel(form.reason).fill("县发改局批复调整加价比例");
  await page.getByRole("button", { name: form.save }).click();
  await expect(page.getByText("三档加价比例必须大于0并且不递减").first()).toBeVisible();

  await page.getByLabel(`${form.value} ${form.item(0)}`).fill("0.60");
  await page.getByRole("button", { name: form.save }).click();
  await expect(page).toHaveURL(/\/work\/rules\/water\/changes\//);
  address = new URL(page.url()).pathname;
  await expect(page.getByRole("row").filter({ hasText: "第 1 项" })).toContainText("0.60");
  await confirmed(page, change.submit);
  await expect(page.getByText(change.own)).toBeVisible();
  await expect(page.getByRole("button", { name: named(change.approve) })).toHaveCount(0);
});

test("the head sees what it would do to last period's bills and sends it back with a comment", async ({ page }) => {
  await logIn(page, "water_head");
  await page.goto(address);
  await page.getByRole("button", { name: change.impactAsk }).click();
  await expect(page.getByText("2026Q3 的账单", { exact: false })).toBeVisible();
  await expect(page.getByText(change.impactDifference)).toBeVisible();
  await expect(page.getByRole("img", { name: change.impactChart })).toBeVisible();
  await confirmed(page, change.return_, "请写明批复文号");
  await expect(page.getByText("请写明批复文号").first()).toBeVisible();
});

test("the clerk corrects it, the head approves, and the public page shows what is coming", async ({ browser }) => {
  const clerk = await (await browser.newContext()).newPage();
  await logIn(clerk, "water_billing");
  await clerk.goto(address);
  await clerk.getByRole("button", { name: named(change.edit) }).click();
  await clerk.getByLabel(form.reason).fill("发改〔2026〕8号批复");
  await clerk.getByRole("button", { name: form.save }).click();
  await expect(clerk).toHaveURL(new RegExp(address));
  await confirmed(clerk, change.submit);

  const head = await (await browser.newContext()).newPage();
  await logIn(head, "water_head");
  await head.goto(address);
  await confirmed(head, change.approve);
  await expect(head.getByText(change.done).first()).toBeVisible();

  const anybody = await (await browser.newContext()).newPage();
  await anybody.goto(`/regulations/rule/water/${KEY}`);
  const coming = anybody.getByRole("article").filter({ hasText: regulationsText.coming });
  await expect(coming).toContainText("0.60");
  await expect(anybody.getByRole("article").filter({ hasText: regulationsText.inForceNow })).toContainText("0.50");
});

test("a bill of last period recomputes to the same figures", async ({ page }) => {
  await logIn(page, "water_head");
  await page.goto("/work/water/bills?period=2026Q3");
  await page.getByRole("row").nth(1).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(water.bill.title);
  await page.getByRole("button", { name: texts.recompute.ask }).click();
  await expect(page.getByText(texts.recompute.equal)).toBeVisible();
});
