import { test, expect } from "@playwright/test";
import { enter, sessionOf } from "../support/accounts";
import { complaints, expectGoodEverywhere } from "../support/look";
import { fill, WORK_PLACES } from "../support/pages";

for (const [username, places] of Object.entries(WORK_PLACES)) {
  test(`the pages of ${username} are accessible and whole on a desk by day and on a phone by night`, async ({ page, context, request }) => {
    test.setTimeout(1_200_000);
    await enter(context, undefined, await sessionOf(request, username));
    const heard = complaints(page);
    for (const { name, path } of await fill(request, places)) await expectGoodEverywhere(page, path, name);
    expect(heard).toEqual([]);
  });
}
