import { test, expect } from "@playwright/test";
import { complaints, expectGoodEverywhere } from "../support/look";
import { fill, PUBLIC_PLACES } from "../support/pages";

test("every public page is accessible and whole on a desk by day and on a phone by night", async ({ page, request }) => {
  test.setTimeout(600_000);
  const heard = complaints(page);
  for (const { name, path } of await fill(request, PUBLIC_PLACES)) await expectGoodEverywhere(page, path, name);
  expect(heard).toEqual([]);
});
