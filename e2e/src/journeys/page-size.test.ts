import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openPage, startBrowser } from "../browser.ts";

const url = inject("seededUrl");
/** Scripts that a first look at a project's charts may cost, gzipped, in kB of 1,000 bytes. */
const MOST_KB = 200;
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser?.close());

it.each(["/", "/p/harbor", "/p/harbor/runs", "/p/harbor/r/harbor-0"])(
  "%s needs at most 200 kB of scripts",
  async (path) => {
    const { page, settle } = await openPage(browser);
    const sizes = new Map<string, number>();
    page.on("response", async (response) => {
      const name = new URL(response.url()).pathname;
      if (name.endsWith(".js")) sizes.set(name, gzipSync(await response.body(), { level: 9 }).length / 1000);
    });
    await page.goto(`${url}${path}`);
    await page.locator("main").first().waitFor();
    await settle();
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    expect(total, [...sizes].map(([name, size]) => `${name} ${size.toFixed(1)}`).join("\n")).toBeLessThan(
      MOST_KB,
    );
  },
);
