import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPage, startBrowser, type WatchedPage } from "./browser.ts";
import { delays, drawnPoints, watchPanel } from "./panel-watch.ts";
import { type Server, startServer, startTraining, type Training, until } from "./processes.ts";

const BATCHES = 160;
const PAUSE_MS = 100;

let folder: string;
let server: Server;
let browser: Browser;
let training: Training;
let workspace: WatchedPage;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stepwell-e2e-"));
  server = await startServer(folder);
  browser = await startBrowser();
  workspace = await openPage(browser);
  await workspace.page.goto(server.url);
});

afterAll(async () => {
  training?.stop();
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it("says what to do while there is no run", async () => {
  await workspace.page.getByText("No runs yet.").waitFor();
  await workspace.shoot("projects-empty");
});

it("shows a project by itself when its first run begins", async () => {
  training = startTraining("training-process.js", [folder, "live run", String(BATCHES), String(PAUSE_MS)]);
  await workspace.page.locator('[data-project="e2e"]').waitFor();
  await workspace.page.getByTestId("live").getByText("1 live").waitFor();
  await workspace.shoot("projects-live");
});

it("shows each new point within a second of log(), without a reload", async () => {
  const { page } = workspace;
  await page.locator('[data-project="e2e"] a').first().click();
  await page.locator('[data-panel="batch/loss"][data-last-x]').waitFor();
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await watchPanel(page, "batch/loss");
  await training.ended;
  const last = Math.max(...training.logged.map(({ row }) => row["batch/batch_step"] ?? -1));
  await until("the last point is drawn", async () => (await drawnPoints(page)).at(-1)?.x === last, 5000);
  const waits = delays("batch/batch_step", training.logged, await drawnPoints(page)).sort((a, b) => a - b);
  const at = (share: number) => Math.round(waits[Math.ceil(share * waits.length) - 1] ?? Number.NaN);
  console.log(
    `e2e: log() to screen, ${waits.length} points: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`,
  );
  expect(waits.length).toBeGreaterThanOrEqual(20);
  expect(at(0.95)).toBeLessThanOrEqual(1000);
  expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
  await workspace.shoot("workspace-live");
});

it("draws every point that was logged", async () => {
  const logged = training.logged.filter(({ row }) => "batch/loss" in row).length;
  const panel = workspace.page.locator('[data-panel="batch/loss"]');
  expect(logged).toBe(BATCHES);
  expect(await panel.getAttribute("data-points")).toBe(String(logged));
});

it("shows the end of the run without a reload", async () => {
  const { page } = workspace;
  await page.locator(".st.finished").waitFor({ state: "attached" });
  await page.getByTestId("live").waitFor({ state: "detached" });
  expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
});

it("has no errors in the console", () => {
  expect(workspace.errors).toEqual([]);
});
