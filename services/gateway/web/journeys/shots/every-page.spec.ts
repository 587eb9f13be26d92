import { test } from "@playwright/test";
import { enter, sessionOf, type Session } from "../support/accounts";
import { open } from "../support/look";
import { fill, PUBLIC_PLACES, WORK_PLACES, type Place } from "../support/pages";

const SHOTS: [string, readonly Place[]][] = [["", PUBLIC_PLACES], ...Object.entries(WORK_PLACES)];

for (const [username, places] of SHOTS) {
  for (const width of [1440, 390]) {
    for (const theme of ["light", "dark"] as const) {
      test(`${username || "public"} ${String(width)} ${theme}`, async ({ page, context, request }) => {
        test.setTimeout(600_000);
        const session: Session | undefined = username ? await sessionOf(request, username) : undefined;
        await page.setViewportSize({ width, height: width > 600 ? 900 : 844 });
        await enter(context, theme, session);
        for (const { name, path, isThere } of await fill(request, places)) {
          // A county where nobody has changed a rule yet has no page of one.
          if (!isThere) continue;
          await open(page, path);
          await page.waitForLoadState("networkidle");
          // Charts draw themselves after their figures have come.
          await page.waitForTimeout(400);
          await page.screenshot({ path: `shots/${name}-${String(width)}-${theme}.png`, fullPage: true });
        }
      });
    }
  }
}
