import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Collects what the browser complains of: scripts that fail, content that the policy stops. */
export function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on("pageerror", (error) => heard.push(String(error)));
  page.on("console", (message) => {
    // An answer of 4xx is shown by the page itself; the browser says it in the console as well.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) heard.push(message.text());
  });
  return heard;
}

/** Opens an address and waits until it shows what it was asked for. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expectSettled(page);
}

async function expectSettled(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await expect(page.locator(".skeleton, .ant-spin-spinning, [aria-busy=true]")).toHaveCount(0);
}

/** Looks at a page as on a desk by day and as on a phone by night. The browser turns over by itself, as its user's does. */
export async function expectGoodEverywhere(page: Page, path: string, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, path);
  await expect(page.getByText("演示县", { exact: false }).first()).toBeVisible();
  await expectGood(page, `${name} light 1440`);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 390, height: 900 });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expectSettled(page);
  await expectGood(page, `${name} dark 390`);
}

/** No serious finding of axe, and nothing wider than the screen. */
async function expectGood(page: Page, where: string): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(wider, `${where}: wider than the screen`).toBeLessThanOrEqual(0);
  // No page has a frame of another origin; without them axe needs no second tab to put its findings together.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    .analyze();
  const serious = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
  expect.soft(serious, where).toEqual([]);
}

/** The name of a button: the component library puts a space between the two characters of a short label. */
export const named = (label: string): RegExp =>
  new RegExp(`^${[...label].map((letter) => letter.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s?")}$`);
