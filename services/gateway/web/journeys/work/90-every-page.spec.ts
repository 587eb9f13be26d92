import { test, expect } from "@playwright/test";
import { enter, sessionOf } from "../support/accounts";
import { complaints, expectGood, open } from "../support/look";
import { fill, WORK_PLACES } from "../support/pages";

for (const [username, places] of Object.entries(WORK_PLACES)) {
  for (const [theme, width] of [
    ["light", 1440],
    ["dark", 390],
  ] as const) {
    test(`the pages of ${username} are accessible and whole, ${theme}, ${String(width)} px`, async ({ page, context, request }) => {
      test.setTimeout(180_000);
      await page.setViewportSize({ width, height: 900 });
      await enter(context, theme, await sessionOf(request, username));
      const heard = complaints(page);
      for (const { name, path } of await fill(request, places)) {
        await open(page, path);
        await expect(page.getByText("演示县", { exact: false }).first()).toBeVisible();
        await expectGood(page, `${name} ${theme} ${String(width)}`);
      }
      expect(heard).toEqual([]);
    });
  }
}
