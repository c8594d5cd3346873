import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { startBrowser } from "./browser.ts";
import { type Server, startServer, until } from "./processes.ts";
import type { PageProgram } from "./sdk-page/page-program.ts";
import { buildPage, servePage, type Site } from "./serve-page.ts";
import { rowsAtServer, runAtServer } from "./server-rows.ts";

const API_KEY = "k".repeat(40);

let folder: string;
let server: Server;
let site: Site;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stepwell-e2e-"));
  mkdirSync(join(folder, "data"));
  const [, started, opened] = await Promise.all([
    buildPage("sdk-page", join(folder, "site")),
    startServer(join(folder, "data")),
    startBrowser(),
  ]);
  server = started;
  browser = opened;
  site = await servePage(join(folder, "site"));
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  await context?.close();
  context = await browser.newContext();
});

/** What a page has told: numbers of rows, with the time of it. */
interface Told {
  readonly logged: { readonly row: number; readonly time: number }[];
  readonly acknowledged: number[];
}

async function openPage(): Promise<{ page: Page; told: Told }> {
  const page = await context.newPage();
  const told: Told = { logged: [], acknowledged: [] };
  await page.exposeFunction("tell", (kind: string, row: number, time: number) => {
    if (kind === "logged") told.logged.push({ row, time });
    if (kind === "acknowledged") told.acknowledged.push(row);
  });
  await page.goto(site.url);
  await page.waitForFunction(() => "stepwell" in window);
  return { page, told };
}

interface Training {
  readonly id: string;
  readonly batches: number;
  readonly storage?: "indexeddb";
  readonly flushEvery?: number;
  readonly resume?: "allow";
}

/** Starts a training in the page and does not wait for it. */
async function startTraining(
  page: Page,
  { id, batches, storage, resume, flushEvery = 7 }: Training,
): Promise<void> {
  const run = {
    project: "browser",
    id,
    baseUrl: server.url,
    apiKey: API_KEY,
    ...(storage && { storage }),
    ...(resume && { resume }),
  };
  await page.evaluate(
    (options) => {
      const { train, tell } = window as unknown as PageProgram & {
        tell(kind: string, row: number, time: number): void;
      };
      void train({
        ...options,
        told: (kind, row) => tell(kind, row, performance.timeOrigin + performance.now()),
      });
    },
    { run, batches, pauseMs: 5, flushEvery },
  );
}

/** What any page of the program does: it starts a run, and so brings what is left of earlier ones to the server. */
async function startNextRun(page: Page, storage: "auto" | "indexeddb" = "auto"): Promise<void> {
  await page.evaluate(
    async (options) => {
      const { stepwell } = window as unknown as PageProgram;
      await stepwell.init(options);
    },
    { project: "browser", baseUrl: server.url, apiKey: API_KEY, storage },
  );
}

async function ended(id: string): Promise<void> {
  await until(
    `run ${id} is closed`,
    async () => !["running", undefined].includes((await runAtServer(server.url, id))?.status),
  );
}

/** Every row once, in order; those that were acknowledged are all there. */
async function expectRows(id: string, told: Told): Promise<number[]> {
  const batches = (await rowsAtServer(server.url, id)).map((row) => row["batch"] as number);
  expect(batches).toEqual(Array.from({ length: batches.length }, (_, index) => index));
  expect(batches.length - 1).toBeGreaterThanOrEqual(told.acknowledged.at(-1) ?? 0);
  return batches;
}

it.each(["auto", "indexeddb"] as const)(
  "a page that is reloaded half-way has every flushed row at the server once, with %s storage",
  async (storage) => {
    const id = `reload-${storage}`;
    const { page, told } = await openPage();
    await startTraining(page, { id, batches: 2000, ...(storage === "auto" ? {} : { storage }) });
    await until("some rows are flushed", async () => (told.acknowledged.at(-1) ?? 0) >= 60);
    await page.reload();
    const { acknowledged, logged } = told;
    expect(acknowledged.length).toBeGreaterThan(5);
    await page.waitForFunction(() => "stepwell" in window);
    await startNextRun(page, storage);
    await ended(id);
    const batches = await expectRows(id, told);
    const last = logged.at(-1) as Told["logged"][number];
    const missing = logged.filter(({ row }) => row >= batches.length);
    expect(missing.filter(({ time }) => time < last.time - 50)).toEqual([]);
    console.log(
      `e2e: reload with ${storage}: ${logged.length} logged, ${batches.length} delivered, ${missing.length} missing`,
    );
    expect((await runAtServer(server.url, id))?.status).not.toBe("finished");
  },
);

it("a page whose process is killed loses at most 50 ms of rows that were not flushed", async () => {
  const { page, told } = await openPage();
  await startTraining(page, { id: "killed", batches: 2000 });
  await until("some rows are flushed", async () => (told.acknowledged.at(-1) ?? 0) >= 60);
  const session = await context.newCDPSession(page);
  // The page that crashes does not answer.
  session.send("Page.crash").catch(() => undefined);
  await page.waitForEvent("crash");
  const logged = [...told.logged];
  const { page: next } = await openPage();
  await startNextRun(next);
  await ended("killed");
  const batches = await expectRows("killed", told);
  const last = logged.at(-1) as Told["logged"][number];
  expect(logged.filter(({ row, time }) => row >= batches.length && time < last.time - 50)).toEqual([]);
});

it("a page that is reloaded and resumes its run goes on after the rows that were left in the browser", async () => {
  const { page, told } = await openPage();
  await startTraining(page, { id: "resumed", batches: 2000 });
  await until("some rows are flushed", async () => (told.acknowledged.at(-1) ?? 0) >= 60);
  await page.reload();
  await page.waitForFunction(() => "stepwell" in window);
  await startTraining(page, { id: "resumed", batches: 20, resume: "allow" });
  await until(
    "it is finished",
    async () => (await runAtServer(server.url, "resumed"))?.status === "finished",
  );
  const rows = await rowsAtServer(server.url, "resumed");
  const restart = rows.findIndex((row, index) => index > 0 && row["batch"] === 0);
  expect(restart).toBeGreaterThan(told.acknowledged.filter((row) => row > 19).at(-1) ?? 60);
  expect(rows.map((row) => row["batch"])).toEqual([...Array(restart).keys(), ...Array(20).keys()]);
  expect(rows.map((row) => row["_step"])).toEqual([...rows.keys()]);
});

it("a training that runs to its end is finished at the server", async () => {
  const { page, told } = await openPage();
  await startTraining(page, { id: "whole", batches: 40 });
  await ended("whole");
  expect((await expectRows("whole", told)).length).toBe(40);
  expect((await runAtServer(server.url, "whole"))?.status).toBe("finished");
});

it("a web worker's rows are kept when log returns", async () => {
  const { page } = await openPage();
  const run = { project: "browser", id: "in-worker", baseUrl: server.url, apiKey: API_KEY };
  const pending = await page.evaluate(
    (options) =>
      new Promise<number>((resolve) => {
        const { startWorker } = window as unknown as PageProgram;
        const worker = startWorker();
        worker.onmessage = ({ data }: MessageEvent<{ kind: string; row: number }>) => {
          // Ended at once, as a page that is closed would do; nothing was flushed.
          if (data.kind !== "logged" || data.row < 30) return;
          worker.terminate();
          resolve(data.row);
        };
        worker.postMessage(options);
      }),
    { run, batches: 2000, pauseMs: 1, flushEvery: 1e9 },
  );
  await startNextRun(page);
  await ended("in-worker");
  const batches = (await rowsAtServer(server.url, "in-worker")).map((row) => row["batch"]);
  expect(batches.length).toBeGreaterThan(pending);
  expect(new Set(batches).size).toBe(batches.length);
});

it("two tabs with one run id both have all their rows at the server, and one of them owns the run", async () => {
  const [one, two] = [await openPage(), await openPage()];
  await startTraining(one.page, { id: "shared", batches: 60 });
  await until("the first has begun", async () => one.told.logged.length > 0);
  await startTraining(two.page, { id: "shared", batches: 40 });
  await until("all rows are there", async () => (await rowsAtServer(server.url, "shared")).length === 100);
  const batches = (await rowsAtServer(server.url, "shared")).map((row) => row["batch"] as number);
  const count = (batch: number): number => batches.filter((one) => one === batch).length;
  expect([count(0), count(39), count(40), count(59)]).toEqual([2, 2, 1, 1]);
});

it("rows wait in the browser while the server is away, and go on to it when it is back", async () => {
  const data = join(folder, "away");
  mkdirSync(data);
  const first = await startServer(data);
  const { page } = await openPage();
  const options = { project: "browser", baseUrl: first.url, apiKey: API_KEY };
  await page.evaluate(
    async (run) => {
      const program = window as unknown as PageProgram;
      Object.assign(window, { run: await program.stepwell.init(run) });
    },
    { ...options, id: "away" },
  );
  await first.stop();
  await page.evaluate(async () => {
    const { run } = window as unknown as { run: Awaited<ReturnType<PageProgram["stepwell"]["init"]>> };
    for (let batch = 0; batch < 50; batch += 1) run.log({ batch });
    await run.flush();
    await run.finish({ timeout: 500 });
  });
  const second = await startServer(data, Number(new URL(first.url).port));
  await page.reload();
  await page.waitForFunction(() => "stepwell" in window);
  await page.evaluate(async (run) => {
    await (window as unknown as PageProgram).stepwell.init(run);
  }, options);
  await until(
    "the run is finished",
    async () => (await runAtServer(second.url, "away"))?.status === "finished",
  );
  const batches = (await rowsAtServer(second.url, "away")).map((row) => row["batch"]);
  expect(batches).toEqual(Array.from({ length: 50 }, (_, batch) => batch));
  await second.stop();
});

it("a page's run file can be read, and a picture drawn on a canvas is in the run", async () => {
  const { page } = await openPage();
  const head = await page.evaluate(
    async (options) => {
      const { stepwell } = window as unknown as PageProgram;
      const run = await stepwell.init(options);
      const canvas = document.createElement("canvas");
      canvas.width = 8;
      canvas.height = 4;
      const context2d = canvas.getContext("2d");
      context2d?.fillRect(0, 0, 8, 4);
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
      run.log({
        picture: new stepwell.Image(canvas),
        pixels: new stepwell.Image(context2d?.getImageData(0, 0, 8, 4) ?? new ImageData(8, 4)),
        jpeg: new stepwell.Image(await createImageBitmap(canvas), { fileType: "jpg" }),
        blob: new stepwell.Image(blob ?? new Blob()),
      });
      console.log("a line of the page's console");
      const bytes = await stepwell.readRunFile(run);
      await run.finish();
      return { text: String.fromCharCode(...bytes.subarray(0, 4)), length: bytes.length };
    },
    { project: "browser", id: "media", baseUrl: server.url, apiKey: API_KEY },
  );
  expect(head.text).toBe(":W&B");
  expect(head.length).toBeGreaterThan(500);
  const [row] = await rowsAtServer(server.url, "media");
  const size = { _type: "image-file", width: 8, height: 4 };
  const [png, jpg] = [
    { ...size, format: "png" },
    { ...size, format: "jpg" },
  ];
  expect(row).toMatchObject({ picture: png, pixels: png, jpeg: jpg, blob: png });
  const files = await fetch(`${server.url}/api/runs/browser/media/files`);
  expect(await files.text()).toContain("media/images/picture_0_");
  const said = await fetch(`${server.url}/api/runs/browser/media/console`);
  expect(await said.text()).toContain("a line of the page's console");
});

it("a page logs artifacts, and is refused in the words of Node", async () => {
  const { page } = await openPage();
  const told = await page.evaluate(
    async (options) => {
      const { stepwell } = window as unknown as PageProgram;
      const run = await stepwell.init(options);
      const artifact = new stepwell.Artifact({ name: "pixels", type: "dataset" });
      artifact.addBytes("a line", { name: "a.txt" });
      const logged = run.logArtifact(artifact, { aliases: ["clean"] });
      const sealed = await Promise.resolve()
        .then(() => artifact.addBytes("more", { name: "b.txt" }))
        .then(
          () => "open",
          (error: unknown) => String(error),
        );
      await (await logged).wait({ timeout: 20_000 });
      await run.finish();
      const refused = await stepwell.init({ projct: "browser" } as object).catch((error: unknown) => error);
      const isOptionError = stepwell.OptionError.isInstance(refused);
      return { version: artifact.version, sealed, isOptionError, refused: String(refused) };
    },
    { project: "browser", id: "artifacts", baseUrl: server.url, apiKey: API_KEY },
  );
  expect(told).toMatchObject({ version: "v0", isOptionError: true });
  expect(told.sealed).toContain("it is being logged");
  expect(told.refused).toContain('the option "projct" is not known. Did you mean "project"?');
});
