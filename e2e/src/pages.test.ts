import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPage, startBrowser, type WatchedPage } from "./browser.ts";
import { writeForeignRun } from "./foreign-run.ts";
import { type Server, startServer, startTraining, until } from "./processes.ts";

const HOSTILE = '<img src=x onerror="hacked=1"><script>hacked=1</script>';

let folder: string;
let server: Server;
let browser: Browser;
let trained: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stepwell-e2e-"));
  await startTraining("training-process.js", [folder, "quiet run", "20", "0"]).ended;
  writeForeignRun(folder, {
    id: "foreign1",
    name: "foreign run",
    project: "e2e",
    rows: Array.from({ length: 50 }, (_, i) => ({ "batch/loss": 1 / (i + 1), "batch/batch_step": i })),
    config: { optimizer: "adam" },
    output: ["first line\n", "\u001b[31mred words\u001b[0m\n", "progress 1 %\rprogress 100 %\n"],
  });
  writeForeignRun(folder, {
    id: "hostile1",
    name: HOSTILE,
    project: "hostile",
    rows: [
      { [HOSTILE]: 1, [`section/${HOSTILE}`]: 2 },
      { [HOSTILE]: 2, [`section/${HOSTILE}`]: 3 },
    ],
    config: { [HOSTILE]: HOSTILE },
    output: [`${HOSTILE}\n`],
  });
  server = await startServer(folder);
  await until("all runs are read", async () => {
    const runs = await listRuns();
    trained = runs.find(({ name }) => name === "quiet run")?.id ?? "";
    return runs.length === 3 && trained !== "";
  });
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  let watched: WatchedPage;

  beforeAll(async () => {
    watched = await openPage(browser, { colorScheme });
  });

  it("lists the projects", async () => {
    await watched.page.goto(server.url);
    await watched.page.locator('[data-project="e2e"]').waitFor();
    expect(await watched.page.locator('[data-project="e2e"] td').nth(1).textContent()).toBe("2");
    await watched.shoot(`projects-${colorScheme}`);
  });

  it("draws several runs in the workspace", async () => {
    await watched.page.goto(`${server.url}/p/e2e`);
    const panel = watched.page.locator('[data-panel="batch/loss"][data-drawn]');
    await panel.waitFor();
    await until("both runs are drawn", async () => (await panel.getAttribute("data-points")) === "70");
    const swatches = await watched.page
      .locator("[data-run] .sw")
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor));
    expect(new Set(swatches).size).toBe(2);
    expect(await coloursInCanvas(panel.locator("canvas").first())).toEqual(expect.arrayContaining(swatches));
    await watched.shoot(`workspace-${colorScheme}`);
  });

  it("draws the charts of a run", async () => {
    await openTab("charts");
    const panel = watched.page.locator('[data-panel="batch/loss"][data-drawn]');
    await until("the chart is drawn", async () => (await panel.getAttribute("data-points")) === "20");
    expect(await watched.page.getByTestId("status").textContent()).toContain("Finished");
    await watched.shoot(`run-charts-${colorScheme}`);
  });

  it("draws histograms over steps as a heat map", async () => {
    await openTab("histograms");
    const map = watched.page.getByTestId("heat-map").first();
    await map.waitFor();
    expect(await map.getAttribute("data-columns")).toBe("3");
    await watched.shoot(`run-histograms-${colorScheme}`);
  });

  it("shows the images of the chosen step", async () => {
    await openTab("media");
    const tile = watched.page.getByTestId("media-tile");
    await tile.getByText("caption of epoch 2").waitFor();
    await until("the picture is decoded", () =>
      tile.locator("img").evaluate((image) => (image as HTMLImageElement).naturalWidth === 28),
    );
    await watched.shoot(`run-media-${colorScheme}`);
    await watched.page.getByRole("button", { name: "Previous step" }).click();
    await tile.getByText("caption of epoch 1").waitFor();
  });

  it("says what the run is", async () => {
    await openTab("overview");
    const config = watched.page.getByLabel("Config", { exact: true });
    await config.getByText("learningRate", { exact: true }).waitFor();
    expect(await config.textContent()).toContain("0.05");
    await watched.shoot(`run-overview-${colorScheme}`);
  });

  it("shows the console of a run that another client wrote", async () => {
    await watched.page.goto(`${server.url}/p/e2e/r/foreign1/logs`);
    const log = watched.page.getByRole("log");
    await log.getByText("red words").waitFor();
    await log.getByText("progress 100 %").waitFor();
    expect(await log.textContent()).not.toContain("progress 1 %");
    await watched.shoot(`run-logs-${colorScheme}`);
  });

  it("has no errors in the console", () => {
    expect(watched.errors).toEqual([]);
  });

  async function openTab(tab: string): Promise<void> {
    await watched.page.goto(`${server.url}/p/e2e/r/${trained}/${tab}`);
    await watched.page.getByTestId(`tab-${tab}`).waitFor();
  }
});

it("shows markup in names as text, on every page", async () => {
  const watched = await openPage(browser);
  const paths = [
    "/",
    "/p/hostile",
    ...["overview", "charts", "logs", "files"].map((tab) => `/p/hostile/r/hostile1/${tab}`),
  ];
  for (const path of paths) {
    await watched.page.goto(server.url + path);
    await watched.page.locator("main").first().waitFor();
    if (path !== "/") await watched.page.getByText("onerror").filter({ visible: true }).first().waitFor();
    expect(await watched.page.evaluate(() => "hacked" in window), path).toBe(false);
    expect(await watched.page.locator('img[src="x"]').count(), path).toBe(0);
  }
  await watched.page.goto(`${server.url}/p/hostile`);
  await watched.page.locator("[data-panel][data-drawn]").first().waitFor();
  await watched.shoot("workspace-hostile");
  expect(watched.errors).toEqual([]);
});

it("keeps a workspace usable on a phone", async () => {
  const watched = await openPage(browser, { size: { width: 390, height: 844 } });
  await watched.page.goto(`${server.url}/p/e2e`);
  await watched.page.locator('[data-panel="batch/loss"][data-points="70"]').waitFor();
  const width = await watched.page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await watched.shoot("workspace-phone");
});

/** Every opaque colour of a canvas, as CSS writes it: what is really on screen. */
function coloursInCanvas(canvas: Locator): Promise<readonly string[]> {
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const pixels =
      (element as HTMLCanvasElement).getContext("2d")?.getImageData(0, 0, width, height).data ?? [];
    const colours = new Set<string>();
    for (let at = 0; at < pixels.length; at += 4) {
      if (pixels[at + 3] === 255) colours.add(`rgb(${pixels[at]}, ${pixels[at + 1]}, ${pixels[at + 2]})`);
    }
    return [...colours];
  });
}

async function listRuns(): Promise<{ id: string; name: string }[]> {
  const reply = await fetch(`${server.url}/api/runs?limit=100`);
  return ((await reply.json()) as { runs: { id: string; name: string }[] }).runs;
}
