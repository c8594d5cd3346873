import type { Browser, Page, Route } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openPage, startBrowser } from "../browser.ts";

const url = inject("seededUrl");
/** Requests of one address while a page says what is wrong, by all its parts; one that asks without end asks for dozens. */
const MOST_ASKED = 15;
const paths = [
  "/",
  "/p/harbor",
  "/p/harbor/runs",
  "/p/harbor/compare?runs=harbor-0,harbor-1",
  "/p/harbor-models/artifacts",
  "/p/harbor/r/harbor-0/overview",
];
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await startBrowser();
  ({ page } = await openPage(browser));
});

afterAll(() => browser?.close());

it.each(paths)("%s says what to do where the server fails, and does not ask without end", async (path) => {
  const asked = await visit(path, (route) =>
    route.fulfill({
      status: 500,
      contentType: "application/json",
      body: JSON.stringify({ error: "[server] Failed to answer: something went wrong." }),
    }),
  );
  await expectAdvice(asked);
});

it.each(paths)("%s says what to do where no server answers", async (path) => {
  await expectAdvice(await visit(path, (route) => route.abort("connectionrefused")));
});

/** Opens a page whose requests all end so; how often each address was asked for. */
async function visit(path: string, answer: (route: Route) => Promise<void>): Promise<Map<string, number>> {
  const asked = new Map<string, number>();
  await page.unrouteAll();
  await page.route("**/api/**", (route) => {
    const { pathname } = new URL(route.request().url());
    asked.set(pathname, (asked.get(pathname) ?? 0) + 1);
    return answer(route);
  });
  await page.goto(`${url}${path}`);
  return asked;
}

async function expectAdvice(asked: Map<string, number>): Promise<void> {
  await expect
    .poll(() => page.locator("body").innerText(), { timeout: 8_000 })
    .toMatch(/Try again|could not (load|read)|is not answering|No reply/i);
  const often = [...asked].filter(([, count]) => count > MOST_ASKED);
  expect(often).toEqual([]);
}
