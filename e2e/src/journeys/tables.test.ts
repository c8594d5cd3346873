import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Artifact, Image, init, JoinedTable, PartitionedTable, Table } from "@stepwell/core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPage, startBrowser } from "../browser.ts";
import { type Server, startServer } from "../processes.ts";
import { quietOptions } from "../seeded/quiet-options.ts";

const rows = 20_000;
let folder: string;
let server: Server;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stepwell-e2e-"));
  mkdirSync(join(folder, "served"));
  server = await startServer(join(folder, "served"));
  browser = await startBrowser();
  await logTables();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it("a table of many rows is whole, filtered, sorted, and paged through by key", async () => {
  const { page, errors } = await openPage(browser);
  await page.goto(`${server.url}/p/tables/r/tables-0/tables?k=many`);
  const shown = page.getByTestId("table-rows");
  await expect.poll(() => shown.textContent()).toBe("rows 1–100 of 20,000");
  await page.keyboard.press("Shift+PageDown");
  await expect.poll(() => shown.textContent()).toBe("rows 101–200 of 20,000");
  await page.keyboard.press("Shift+End");
  await expect.poll(() => shown.textContent()).toBe("rows 19,901–20,000 of 20,000");
  await page.getByRole("button", { name: "First rows" }).click();
  await page.getByTitle("Sort by score").click();
  await page.getByTitle("Sort by score").click();
  const first = page.locator("tbody tr").first().locator("td");
  await expect.poll(() => first.allTextContents()).toEqual(["19,999", "0.5000", "quay"]);
  const scores = await page.locator("tbody tr td:nth-child(2)").allTextContents();
  expect(scores.filter((text) => !/^0\.\d{4}$/.test(text))).toEqual([]);
  await page.getByLabel("Filter 20,000 rows").fill("class = vessel and id < 10");
  await expect.poll(() => shown.textContent()).toBe("rows 1–5 of 5");
  expect(errors).toEqual([]);
});

it("a table that is logged in increments is one, with the pictures of each", async () => {
  const { page, errors } = await openPage(browser);
  await page.goto(`${server.url}/p/tables/r/tables-0/tables?k=grown`);
  await expect.poll(() => page.getByTestId("table-rows").textContent()).toBe("rows 1–3 of 3");
  expect(await page.locator("tbody tr td:first-child").allTextContents()).toEqual(["a", "b", "c"]);
  expect(await page.locator("tbody img").count()).toBe(3);
  expect(errors).toEqual([]);
});

it("a table is joined with that of another run, and sorted by one of its columns", async () => {
  const { page, errors } = await openPage(browser);
  await page.goto(`${server.url}/p/tables/r/tables-0/tables?k=notes`);
  await page.getByRole("button", { name: "Join with run" }).click();
  await page.getByRole("option", { name: "second" }).click();
  const lines = page.locator("tbody tr");
  await expect.poll(() => lines.allTextContents()).toEqual(["1ax", "2ay", "3bx", "4y"]);
  await page.getByTitle("Sort by note (second)").click();
  await expect.poll(() => lines.allTextContents()).toEqual(["1ax", "3bx", "2ay", "4y"]);
  expect(errors).toEqual([]);
});

it("a joined table that is logged is one", async () => {
  const { page, errors } = await openPage(browser);
  await page.goto(`${server.url}/p/tables/r/tables-0/tables?k=pairs`);
  await expect.poll(() => page.locator("tbody tr").allTextContents()).toEqual(["1aquay", "2bvessel"]);
  expect(errors).toEqual([]);
});

it("tables of an artifact that are made of others are one", async () => {
  const { page, errors } = await openPage(browser);
  await page.goto(`${server.url}/p/tables/artifacts/dataset/pieces/v0`);
  await page.getByRole("button", { name: "both.joined-table.json" }).click();
  const joined = page.getByRole("region", { name: "both.joined-table.json" });
  await expect.poll(() => joined.locator("tbody tr").allTextContents()).toEqual(["1aquay", "2bvessel"]);
  await page.getByRole("button", { name: "all.partitioned-table.json" }).click();
  const parts = page.getByRole("region", { name: "all.partitioned-table.json" });
  await expect.poll(() => parts.locator("tbody tr").count()).toBe(4);
  expect(errors).toEqual([]);
});

async function logTables(): Promise<void> {
  const run = await init({
    ...quietOptions(folder),
    mode: "online",
    baseUrl: server.url,
    project: "tables",
    id: "tables-0",
  });
  const classes = ["vessel", "quay"];
  const data = Array.from({ length: rows }, (_, at) => [at, at / rows / 2, classes[at % 2]]);
  run.log({ many: new Table({ columns: ["id", "score", "class"], data: data as never }) });
  const grown = new Table({ columns: ["name", "picture"], logMode: "INCREMENTAL" });
  for (const [at, name] of ["a", "b", "c"].entries()) {
    const pixels = new Uint8Array(64).fill(80 * at);
    grown.addData(name, new Image(pixels, { shape: [8, 8] }));
    run.log({ grown });
  }
  const left = new Table({
    columns: ["id", "guess"],
    data: [
      [1, "a"],
      [2, "b"],
    ],
  });
  const right = new Table({
    columns: ["id", "truth"],
    data: [
      [1, "quay"],
      [2, "vessel"],
    ],
  });
  run.log({ pairs: new JoinedTable(left, right, "id") as never });
  run.log({ notes: notes(["a", "a", "b"]) });
  const second = await init({
    ...quietOptions(folder),
    mode: "online",
    baseUrl: server.url,
    project: "tables",
    id: "tables-1",
    name: "second",
  });
  second.log({ notes: notes(["x", "y", "x", "y"]) });
  await second.finish();
  const pieces = new Artifact({ name: "pieces", type: "dataset" });
  pieces.add(new JoinedTable(left, right, "id"), "both");
  pieces.add(left, "parts/1");
  pieces.add(
    new Table({
      columns: ["id", "guess"],
      data: [
        [3, "c"],
        [4, "d"],
      ],
    }),
    "parts/2",
  );
  pieces.add(new PartitionedTable("parts"), "all");
  await (await run.logArtifact(pieces)).wait();
  await run.finish();
}

function notes(texts: readonly string[]): Table {
  return new Table({ columns: ["id", "note"], data: texts.map((text, at) => [at + 1, text]) });
}
