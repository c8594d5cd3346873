import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openPage, startBrowser } from "../browser.ts";

const url = inject("seededUrl");
/** Scripts that the page itself names, whatever is opened: gzipped, in kB of 1,000 bytes. */
const MOST_AT_FIRST_KB = 140;
/** All scripts of a visit until the page is idle, when what its menus and dialogs open with comes. What is above is a step back. */
const visits = [
  { path: "/", mostKb: 162 },
  { path: "/p/harbor", mostKb: 230 },
  { path: "/p/harbor/runs", mostKb: 245 },
  { path: "/p/harbor/r/harbor-0", mostKb: 228 },
];
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser?.close());

it("the page asks for at most 140 kB of scripts before it knows what is opened", async () => {
  const html = await (await fetch(url)).text();
  const names = [...new Set(html.match(/\/assets\/[\w-]+\.js/g))];
  const sizes = await Promise.all(
    names.map(async (name) => zippedKb(new Uint8Array(await (await fetch(`${url}${name}`)).arrayBuffer()))),
  );
  expect(names.length).toBeGreaterThan(0);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_AT_FIRST_KB);
});

it.each(visits)("$path has its scripts in $mostKb kB, and no viewer among them", async ({ path, mostKb }) => {
  const { page, settle } = await openPage(browser);
  const sizes = new Map<string, number>();
  page.on("response", async (response) => {
    const name = new URL(response.url()).pathname;
    if (name.endsWith(".js")) sizes.set(name, zippedKb(await response.body()));
  });
  // This page is never idle.
  await page.addInitScript(() => {
    globalThis.requestIdleCallback = () => 0;
  });
  await page.goto(`${url}${path}`);
  await page.locator("main").first().waitFor();
  await settle();
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const list = [...sizes].map(([name, size]) => `${name} ${size.toFixed(1)}`).join("\n");
  expect(total, list).toBeLessThan(mostKb);
  expect(list).not.toMatch(/plotly|vega|molecule|object|markdown/);
});

function zippedKb(bytes: Uint8Array): number {
  return gzipSync(bytes, { level: 9 }).length / 1000;
}

it("an idle page has what its menus open with, so that the first one opens without a request", async () => {
  const { page, settle } = await openPage(browser);
  const layer = page.waitForResponse((reply) => reply.url().includes("/menu-layer-"));
  const field = page.waitForResponse((reply) => reply.url().includes("/combobox-field-"));
  await page.goto(`${url}/p/harbor`);
  await Promise.all([layer, field]);
  await settle();
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "script") asked.push(request.url());
  });
  const view = page.getByRole("button", { name: /^View/ });
  await view.focus();
  await view.press("Enter");
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute("role")))
    .toMatch(/^menuitem/);
  await page.keyboard.press("Escape");
  await expect.poll(() => view.evaluate((button) => button === document.activeElement)).toBe(true);
  expect(asked).toEqual([]);
});
