import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openPage, startBrowser } from "../browser.ts";

const url = inject("seededUrl");
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser?.close());

it("lists every seeded project", async () => {
  const { page, errors } = await openPage(browser);
  await page.goto(url);
  for (const project of ["grid", "harbor", "harbor-media", "long", "wide"])
    await page.locator(`[data-project="${project}"]`).waitFor();
  expect(errors).toEqual([]);
});
