import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openPage, startBrowser } from "../browser.ts";

const url = inject("seededUrl");
/** Scripts that the page itself names, whatever is opened: gzipped, in kB of 1,000 bytes. */
const MOST_AT_FIRST_KB = 200;
/** All scripts of a visit to which nobody adds a viewer, menu by menu; what is above is a step back. */
const MOST_OF_A_VISIT_KB = 300;
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser?.close());

it("the page asks for at most 200 kB of scripts before it knows what is opened", async () => {
  const html = await (await fetch(url)).text();
  const names = [...new Set(html.match(/\/assets\/[\w-]+\.js/g))];
  const sizes = await Promise.all(
    names.map(async (name) => zippedKb(new Uint8Array(await (await fetch(`${url}${name}`)).arrayBuffer()))),
  );
  expect(names.length).toBeGreaterThan(0);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_AT_FIRST_KB);
});

it.each(["/", "/p/harbor", "/p/harbor/runs", "/p/harbor/r/harbor-0"])(
  "%s has its scripts in 300 kB, and no viewer among them",
  async (path) => {
    const { page, settle } = await openPage(browser);
    const sizes = new Map<string, number>();
    page.on("response", async (response) => {
      const name = new URL(response.url()).pathname;
      if (name.endsWith(".js")) sizes.set(name, zippedKb(await response.body()));
    });
    await page.goto(`${url}${path}`);
    await page.locator("main").first().waitFor();
    await settle();
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    const list = [...sizes].map(([name, size]) => `${name} ${size.toFixed(1)}`).join("\n");
    expect(total, list).toBeLessThan(MOST_OF_A_VISIT_KB);
    expect(list).not.toMatch(/plotly|vega|molecule|object|markdown/);
  },
);

function zippedKb(bytes: Uint8Array): number {
  return gzipSync(bytes, { level: 9 }).length / 1000;
}
