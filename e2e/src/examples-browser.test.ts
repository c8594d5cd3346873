import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@stepwell/client";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPage, startBrowser, type WatchedPage } from "./browser.ts";
import { drawnPoints, watchPanel } from "./panel-watch.ts";
import { type Server, startServer, until } from "./processes.ts";
import { storedRun, type StoredRun, valuesOf } from "./run-example.ts";
import { servePage, type Site } from "./serve-page.ts";

const EPOCHS = 30;
/** The graphics of a machine without a graphics card are slow, and others may use it too. */
const FIT_LIMIT_MS = 90_000;
const BATCHES = 6 * EPOCHS;

let folder: string;
let server: Server;
let site: Site;
let browser: Browser;
let training: WatchedPage;
let charts: Page;
let stored: StoredRun;
const chartErrors: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stepwell-e2e-"));
  mkdirSync(join(folder, "data"));
  server = await startServer(join(folder, "data"));
  site = await servePage(join(import.meta.dirname, "../../examples/browser/dist"));
  browser = await startBrowser();
  training = await openPage(browser);
  await training.page.goto(`${site.url}?server=${server.url}&epochs=${EPOCHS}`);
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it(
  "browser: the chart of the loss grows in one tab while a page trains in another",
  async () => {
    const { page } = training;
    await page.getByRole("button", { name: "Train" }).click();
    const [opened] = await Promise.all([
      page.waitForEvent("popup"),
      page.getByRole("link", { name: "Open the run" }).click(),
    ]);
    charts = opened;
    charts.on("pageerror", (error) => chartErrors.push(error.message));
    charts.on("console", (message) => {
      if (message.type() === "error") chartErrors.push(message.text());
    });
    await charts.locator('[data-panel="batch/loss"][data-last-x]').waitFor();
    await watchPanel(charts, "batch/loss");
    await until(
      "the page has trained",
      async () => (await page.textContent("output"))?.endsWith("Done.") ?? false,
      FIT_LIMIT_MS,
    );
    const panel = charts.locator('[data-panel="batch/loss"]');
    await until("all is drawn", async () => (await panel.getAttribute("data-points")) === String(BATCHES));
    // What the loss is drawn over was said after the tab was opened.
    await charts.locator('[data-panel="batch/batch_step"]').waitFor({ state: "detached" });
    const drawn = await drawnPoints(charts);
    console.log(`e2e: the chart moved ${drawn.length} times while the page trained`);
    expect(drawn.length).toBeGreaterThan(5);
    stored = await storedRun(createClient({ baseUrl: server.url }), "in the browser");
  },
  2 * FIT_LIMIT_MS,
);

it("browser: the server has each batch, each epoch, and what was drawn on the canvas", async () => {
  expect(valuesOf(stored, "batch/batch_step")).toEqual(Array.from({ length: BATCHES }, (_, batch) => batch));
  expect(valuesOf(stored, "epoch/epoch")).toEqual(Array.from({ length: EPOCHS }, (_, epoch) => epoch));
  const losses = valuesOf(stored, "epoch/loss") as number[];
  expect(losses.at(-1)).toBeLessThan(0.8 * (losses[0] ?? 0));
  const pictures = valuesOf(stored, "what it says");
  expect(pictures.length).toBe(EPOCHS / 10);
  expect(pictures.at(-1)).toMatchObject({
    _type: "image-file",
    width: 48,
    height: 48,
    caption: `epoch ${EPOCHS}`,
  });
  expect(stored.run.config).toMatchObject({ backend: "webgl" });
});

it("browser: gradients and weights are binned on the device, and every value is in a bin", () => {
  for (const kind of ["gradients", "parameters"]) {
    const keys = Object.keys(stored.run.summary).filter(
      (key) => key.startsWith(`${kind}/`) && key.endsWith("/kernel"),
    );
    const counted = keys.map((key) =>
      (valuesOf(stored, key) as { values: number[] }[]).map(({ values }) =>
        values.reduce((sum, count) => sum + count),
      ),
    );
    expect(counted.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))).toEqual(
      [16 * 1, 2 * 24, 24 * 16].map((size) => Array.from({ length: BATCHES / 60 }, () => size)),
    );
  }
  expect(valuesOf(stored, "watch/gradient_nan")).toEqual(Array.from({ length: BATCHES / 60 }, () => 0));
});

it("browser: neither page has an error", async () => {
  await training.shoot("example-browser-page");
  await charts.screenshot({
    path: join(import.meta.dirname, "../../screenshots/example-browser-charts.png"),
  });
  expect([...training.errors, ...chartErrors]).toEqual([]);
});
