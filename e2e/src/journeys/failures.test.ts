import type { Browser, Route } from "playwright-core";
import { afterAll, beforeAll, describe, inject, it, type ExpectStatic } from "vitest";
import { openPage, startBrowser } from "../browser.ts";

const url = inject("seededUrl");
/** Requests of one address while a page says what is wrong, by all its parts; 2 to 6 were counted, one that asks without end asks dozens of times. */
const MOST_ASKED = 8;
const paths = [
  "/",
  "/p/harbor",
  "/p/harbor/runs",
  "/p/harbor/compare?runs=harbor-0,harbor-1",
  "/p/harbor-models/artifacts",
  "/p/harbor/r/harbor-0/overview",
];
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser?.close());

// All at once: pages that fail wait, most of the time, before they ask again.
describe.concurrent.each(paths)("%s", (path) => {
  it("says what to do where the server fails, and does not ask without end", ({ expect }) =>
    expectAdvice(expect, path, (route) =>
      route.fulfill({
        status: 500,
        contentType: "application/json",
        body: JSON.stringify({ error: "[server] Failed to answer: something went wrong." }),
      }),
    ));

  it("says what to do where no server answers", ({ expect }) =>
    expectAdvice(expect, path, (route) => route.abort("connectionrefused")));
});

/** Opens a page whose requests all end so. */
async function expectAdvice(
  expect: ExpectStatic,
  path: string,
  answer: (route: Route) => Promise<void>,
): Promise<void> {
  const { page } = await openPage(browser);
  const asked = new Map<string, number>();
  await page.route("**/api/**", (route) => {
    const { pathname } = new URL(route.request().url());
    asked.set(pathname, (asked.get(pathname) ?? 0) + 1);
    return answer(route);
  });
  await page.goto(`${url}${path}`);
  await expect
    .poll(() => page.locator("body").innerText(), { timeout: 20_000 })
    .toMatch(/Try again|could not (load|read)|is not answering|No reply/i);
  const often = [...asked].filter(([, count]) => count > MOST_ASKED);
  expect(often).toEqual([]);
  await page.context().close();
}
