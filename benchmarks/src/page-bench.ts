import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@stepwell/client";
import { init } from "@stepwell/core";
import { type Browser, chromium, errors, type Page } from "playwright-core";
import { figure, type Figure } from "./figure.ts";
import { LINES, PANELS, quiet, writePageData } from "./page-data.ts";
import {
  between,
  CATEGORIES,
  countFrames,
  interactionTimes,
  readTrace,
  type TraceEvent,
} from "./page-trace.ts";
import { median, quantile } from "./quantile.ts";
import { startServer } from "./start-server.ts";
import { withTemporaryFolder } from "./temporary-folder.ts";

const LOADS = 3;
const SCROLL_MS = 4_000;
const PATIENCE_MS = 30_000;
const LIVE_MS = 60_000;
const LIVE_ROWS_A_SECOND = 400;
const base = { bench: "page" } as const;
const lower = { ...base, better: "lower" } as const;

/** The page in Chromium over 1,000 runs of 100 metrics, over 1,000 lines in one chart, and beside a run that goes on. */
export function pageBench(): Promise<readonly Figure[]> {
  return withTemporaryFolder(async (folder) => {
    await writePageData(folder);
    const server = await startServer(folder);
    const browser = await chromium.launch({
      executablePath: process.env["CHROME_PATH"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-precise-memory-info"],
    });
    try {
      await untilRead(server.url);
      return [
        ...(await attempt("1,000 runs x 100 panels", () => measurePanels(browser, server.url))),
        ...(await attempt("one chart of 1,000 runs", () => measureLines(browser, server.url))),
        ...(await attempt("a live run", () => measureHeap(browser, server.url, folder))),
      ];
    } finally {
      await browser.close();
      await server.stop();
    }
  });
}

/** The figures of a scene; of one that something is waited for in vain, how long it was. */
async function attempt(scene: string, measure: () => Promise<Figure[]>): Promise<Figure[]> {
  const start = performance.now();
  try {
    return await measure();
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
    const value = performance.now() - start;
    return [figure({ ...lower, name: `${scene}, given up after`, value, unit: "ms", bar: 0 })];
  }
}

/** Waits for what the page shows, at most 30 s: a slow page has a figure too. */
async function waitFor<T>(page: Page, condition: (argument: T) => boolean, argument: T): Promise<void> {
  try {
    // The function is sent to the page as text.
    await page.waitForFunction(condition as never, argument, { timeout: PATIENCE_MS });
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
  }
}

/** First chart, scrolling and filtering of the workspace. */
async function measurePanels(browser: Browser, url: string): Promise<Figure[]> {
  const address = `${url}/p/${PANELS.project}`;
  const firsts: number[] = [];
  for (let load = 0; load < LOADS; load++) {
    const page = await openMarked(browser);
    const events = await traced(browser, page, async () => {
      await page.goto(address);
      await waitFor(page, () => performance.getEntriesByName("first chart").length > 0, undefined);
      await page.evaluate(() => {
        if (performance.getEntriesByName("first chart").length === 0) performance.mark("first chart");
      });
    });
    firsts.push(between(events, "navigationStart", "first chart"));
    await page.context().close();
  }
  const page = await openMarked(browser);
  await page.goto(address);
  await drawn(page, 6);
  await sleep(1_000);
  const scrolled = await traced(browser, page, () => scroll(page));
  const { presented, dropped } = countFrames(scrolled, "scroll begins", "scroll ends");
  const seconds = between(scrolled, "scroll begins", "scroll ends") / 1000;
  const typed = await traced(browser, page, async () => {
    await page.keyboard.press("Home");
    await page.locator("input[aria-label*='ilter metrics']").first().click();
    await page.keyboard.type("metric_42", { delay: 120 });
    await sleep(500);
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Backspace");
    await sleep(1_000);
  });
  const inputs = interactionTimes(typed);
  await page.context().close();
  return [
    figure({
      ...lower,
      name: "1,000 runs x 100 panels, first chart",
      value: median(firsts),
      unit: "ms",
      bar: 1_500,
    }),
    figure({
      ...base,
      better: "higher",
      name: "scrolling the panels, frames shown",
      value: presented / seconds,
      unit: "fps",
      bar: 50,
    }),
    figure({ ...lower, name: "scrolling the panels, frames missed", value: dropped / seconds, unit: "1/s" }),
    figure({
      ...lower,
      name: "typing into the filter, input to paint, longest",
      // Without a single answered key there is no longest one.
      value: inputs.length === 0 ? PATIENCE_MS : Math.max(...inputs),
      unit: "ms",
      bar: 100,
    }),
    figure({ ...lower, name: "typing into the filter, p50", value: quantile(inputs, 0.5), unit: "ms" }),
  ];
}

/** One chart with every run of a project. */
async function measureLines(browser: Browser, url: string): Promise<Figure[]> {
  const times: number[] = [];
  let bytes = 0;
  for (let load = 0; load < LOADS; load++) {
    const page = await openMarked(browser);
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    bytes = 0;
    session.on("Network.loadingFinished", ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    const events = await traced(browser, page, async () => {
      await page.goto(`${url}/p/${LINES.project}?runs=+*`);
      await waitFor(
        page,
        (points) =>
          [...document.querySelectorAll<HTMLElement>("[data-panel][data-drawn]")].some(
            (panel) => Number(panel.dataset["points"]) >= points,
          ),
        LINES.runs * LINES.rows,
      );
      await page.evaluate(() => performance.mark("all lines"));
    });
    times.push(between(events, "navigationStart", "all lines"));
    await page.context().close();
  }
  return [
    figure({ ...lower, name: "one chart of 1,000 runs drawn", value: median(times), unit: "ms", bar: 1_500 }),
    figure({
      ...lower,
      name: "one chart of 1,000 runs, over the wire",
      value: bytes / 2 ** 20,
      unit: "MiB",
      bar: 16,
    }),
  ];
}

/** The heap of a page that watches a run that goes on. */
async function measureHeap(browser: Browser, url: string, dir: string): Promise<Figure[]> {
  const run = await init({ ...quiet(dir), project: "live", id: "live", name: "goes on" });
  const row = (step: number): Record<string, number> =>
    Object.fromEntries(
      Array.from({ length: 10 }, (_, key) => [`metric_${key}`, Math.sin(step / (100 + key))]),
    );
  run.log(row(0));
  const page = await openMarked(browser);
  await page.goto(`${url}/p/live`);
  await drawn(page, 6);
  const session = await page.context().newCDPSession(page);
  const heap = async (): Promise<number> => {
    await session.send("HeapProfiler.collectGarbage");
    return (await session.send("Runtime.getHeapUsage")).usedSize / 2 ** 20;
  };
  await sleep(2_000);
  const before = await heap();
  const end = performance.now() + LIVE_MS;
  let step = 1;
  while (performance.now() < end) {
    for (let at = 0; at < LIVE_ROWS_A_SECOND / 10; at++) run.log(row(step++));
    await sleep(100);
  }
  await sleep(2_000);
  const after = await heap();
  await page.context().close();
  await run.finish();
  const minutes = `${Math.round(LIVE_MS / 1000)} s of a live run, ${step.toLocaleString("en")} rows of 10 values`;
  return [figure({ ...lower, name: `heap after ${minutes}`, value: after - before, unit: "MiB", bar: 50 })];
}

/** A page of its own, with an empty cache, that marks its first drawn chart. */
async function openMarked(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const seen = new MutationObserver(() => {
      // Axes alone are no chart.
      if (document.querySelector("[data-panel][data-drawn]:not([data-points='0'])") === null) return;
      performance.mark("first chart");
      seen.disconnect();
    });
    seen.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ["data-drawn", "data-points"],
    });
  });
  return page;
}

async function traced(browser: Browser, page: Page, act: () => Promise<void>): Promise<TraceEvent[]> {
  await browser.startTracing(page, { categories: CATEGORIES });
  await act();
  return readTrace(await browser.stopTracing());
}

/** Turns the wheel as a hand does, 60 times a second. */
async function scroll(page: Page): Promise<void> {
  await page.mouse.move(900, 500);
  await page.evaluate(() => performance.mark("scroll begins"));
  const end = performance.now() + SCROLL_MS;
  while (performance.now() < end) {
    await page.mouse.wheel(0, 40);
    await sleep(1000 / 60);
  }
  await page.evaluate(() => performance.mark("scroll ends"));
}

async function drawn(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelectorAll("[data-panel][data-drawn]:not([data-points='0'])").length >= wanted,
    count,
  );
}

async function untilRead(url: string): Promise<void> {
  const client = createClient({ baseUrl: url });
  for (const { project, runs } of [PANELS, LINES]) {
    for (;;) {
      const page = await client.runTable(project, { filter: { state: "finished" }, pageSize: 0 });
      if (page.total === runs) break;
      await sleep(250);
    }
  }
}
