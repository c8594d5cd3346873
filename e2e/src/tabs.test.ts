import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { startBrowser } from "./browser.ts";
import { type Server, startServer, startTraining, type Training, until } from "./processes.ts";

const PANEL = '[data-panel="batch/loss"]';

let folder: string;
let server: Server;
let browser: Browser;
let training: Training;
let context: BrowserContext;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stepwell-tabs-"));
  server = await startServer(folder);
  browser = await startBrowser();
  training = startTraining("training-process.js", [folder, "tabs", "3000", "50"]);
});

afterEach(async () => {
  await context.close();
  await until("the server has no viewer left", async () => (await viewers()) === 0, 10_000);
});

afterAll(async () => {
  training?.stop();
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function openTabs(count: number): Promise<Page[]> {
  const tabs: Page[] = [];
  for (let tab = 0; tab < count; tab++) {
    const page = await context.newPage();
    await page.goto(`${server.url}/p/e2e`);
    await page.locator(`${PANEL}[data-last-x]`).waitFor();
    tabs.push(page);
  }
  return tabs;
}

async function viewers(): Promise<number> {
  const reply = await fetch(`${server.url}/api/server`);
  return ((await reply.json()) as { viewers: number }).viewers;
}

async function lastX(page: Page): Promise<number> {
  return Number(await page.locator(PANEL).getAttribute("data-last-x"));
}

/** Every tab draws points that were logged after this was asked. */
async function allGoOn(tabs: readonly Page[]): Promise<void> {
  const from = await Promise.all(tabs.map(lastX));
  await until(
    "every tab draws new points",
    async () => {
      const now = await Promise.all(tabs.map(lastX));
      return now.every((x, index) => x > (from[index] as number));
    },
    10_000,
  );
}

it("twelve tabs of one browser are live over one event stream", async () => {
  context = await browser.newContext();
  const tabs = await openTabs(12);
  await allGoOn(tabs);
  expect(await viewers()).toBe(1);
  for (const tab of tabs.slice(0, 6)) await tab.close();
  await allGoOn(tabs.slice(6));
  expect(await viewers()).toBe(1);
});

it("without shared workers one tab holds the stream, and another one takes over when it is closed", async () => {
  context = await browser.newContext();
  await context.addInitScript(() => Reflect.deleteProperty(globalThis, "SharedWorker"));
  const tabs = await openTabs(4);
  await allGoOn(tabs);
  expect(await viewers()).toBe(1);
  await tabs[0]?.close();
  await allGoOn(tabs.slice(1));
});
