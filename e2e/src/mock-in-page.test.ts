import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startBrowser } from "./browser.ts";
import type { MockPageResult } from "./mock-page/mock-program.ts";
import { buildPage, servePage, type Site } from "./serve-page.ts";

let folder: string;
let site: Site;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stepwell-e2e-"));
  await buildPage("mock-page", folder);
  const msw = dirname(createRequire(import.meta.url).resolve("msw/package.json"));
  copyFileSync(join(msw, "lib", "mockServiceWorker.js"), join(folder, "mockServiceWorker.js"));
  site = await servePage(folder);
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it("a run of a page and its worker arrives at a mock server in the page itself, over a lost reply", async () => {
  const page = await browser.newPage();
  await page.goto(site.url);
  await page.waitForFunction(() => document.title === "over", undefined, { timeout: 45_000 });
  const result = JSON.parse((await page.textContent("body")) ?? "") as MockPageResult;
  expect(result).toMatchObject({
    config: { lr: 0.1 },
    status: "finished",
    dropped: 1,
    runsAfterReset: 0,
  });
  expect(result.history).toEqual(
    [0, 1, 2].map((step) => expect.objectContaining({ _step: step, loss: 1 / (step + 1) }) as object),
  );
});
