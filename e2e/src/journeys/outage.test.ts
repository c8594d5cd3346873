import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPage, startBrowser } from "../browser.ts";
import { writeForeignRun } from "../foreign-run.ts";
import { type Server, startServer } from "../processes.ts";

let folder: string;
let server: Server;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stepwell-e2e-"));
  mkdirSync(join(folder, "wandb"));
  for (const id of ["a", "b"])
    writeForeignRun(folder, {
      id,
      name: `run ${id}`,
      project: "e2e",
      rows: [{ loss: 1 }, { loss: 0.5 }, { loss: 0.25 }],
      config: { id },
      output: [],
    });
  server = await startServer(folder);
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it("a server that stops is told of, what is drawn stays, and the page goes on by itself when it is back", async () => {
  const { page } = await openPage(browser);
  await page.goto(`${server.url}/p/e2e`);
  const chart = page.locator('[data-panel="loss"][data-drawn]:not([data-points="0"])');
  await chart.waitFor({ timeout: 20_000 });
  await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));

  const other = await openPage(browser);
  await other.page.goto(`${server.url}/p/e2e/r/a/overview`);
  const rename = other.page.getByRole("button", { name: "Rename run a" });
  await other.page.getByRole("article", { name: "Notes" }).waitFor();
  expect(await rename.isEnabled()).toBe(true);

  const port = Number(new URL(server.url).port);
  await server.stop();
  await page.getByText(/^Offline, retrying in \d+ s$|^Reconnecting$/).waitFor({ timeout: 20_000 });
  expect(await chart.count()).toBe(1);
  expect(await page.getByText("run a").count()).toBeGreaterThan(0);

  // What needs the server waits for it, and says so.
  await expect.poll(() => rename.isDisabled(), { timeout: 20_000 }).toBe(true);
  expect(await rename.getAttribute("title")).toContain("The server is not answering.");
  // A page whose code does not come says so, and comes when the server is back.
  await other.page.getByRole("link", { name: "Artifacts", exact: true }).first().click();
  await other.page.getByText("Stepwell could not show this page.").waitFor();

  writeForeignRun(folder, {
    id: "c",
    name: "run c",
    project: "e2e",
    rows: [{ loss: 2 }],
    config: {},
    output: [],
  });
  server = await startServer(folder, port);
  await page.getByText(/^Offline|^Reconnecting/).waitFor({ state: "detached", timeout: 40_000 });
  await page
    .getByText(/run c|1 new run/)
    .first()
    .waitFor({ timeout: 20_000 });
  await other.page
    .getByText("Stepwell could not show this page.")
    .waitFor({ state: "detached", timeout: 40_000 });
  await other.page
    .getByText(/artifact/i)
    .first()
    .waitFor();
  expect(await page.evaluate(() => Reflect.get(globalThis, "isSamePage"))).toBe(true);
});
