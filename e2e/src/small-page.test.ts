import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startBrowser } from "./browser.ts";
import { buildPage, servePage, type Site } from "./serve-page.ts";

let folder: string;
let site: Site;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stepwell-e2e-"));
  await buildPage("small-page", folder);
  site = await servePage(folder);
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it("a page that starts, logs and finishes a run fetches its program, its worker, and nothing later", async () => {
  const page = await browser.newPage();
  const sizes = new Map<string, number>();
  page.on("response", async (response) => {
    const name = new URL(response.url()).pathname.split("/").at(-1) ?? "";
    if (name.endsWith(".js")) sizes.set(name, gzipSync(await response.body(), { level: 9 }).length);
  });
  await page.goto(site.url);
  await page.waitForFunction(() => document.title.startsWith("written"));
  expect(await page.title()).toBe("written: 1");
  const html = await (await fetch(site.url)).text();
  const atOnce = [...html.matchAll(/[\w-]+\.js/g)].map(([name]) => name);
  const own = [...sizes.keys()].filter((name) => !name.startsWith("run-worker"));
  expect(own.toSorted()).toEqual([...new Set(atOnce)].toSorted());
  const bytes = own.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
  console.log(`e2e: a small page fetches ${bytes} bytes (gzip) in ${own.length} files, beside its worker`);
});
