import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createRunFileReader } from "@stepwell/protocol";
import { createRunFold } from "@stepwell/runlog";
import type { Row } from "@stepwell/runlog";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunStats } from "../src/run/run-stats.ts";
import { bundleChild } from "./bundle-child.ts";

interface Told {
  readonly thread: number;
  /** The longest that one `log` took, in milliseconds. */
  readonly longest: number;
  readonly stats: RunStats;
}

let folder = "";
let program = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwell-threads-"));
  program = join(folder, "child.mjs");
  await bundleChild(new URL("./threads-child.ts", import.meta.url), program);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a program whose threads log to one run; what each was told, and the rows in the file. */
async function run(manner: string, threads: number, rows: number) {
  const home = join(folder, manner);
  const child = spawn(process.execPath, [program, home, manner, String(threads), String(rows)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [printed, [code]] = await Promise.all([
    text(child.stdout),
    once(child, "exit") as Promise<[number | null]>,
  ]);
  expect(code).toBe(0);
  const {
    told,
    stats,
    folder: path,
  } = JSON.parse(printed) as {
    told: (Told | string)[];
    stats: RunStats;
    folder: string;
  };
  return {
    told: told.filter((one) => typeof one === "object").sort((a, b) => a.thread - b.thread),
    stats,
    rows: await readRows(path),
  };
}

async function readRows(path: string): Promise<readonly Row[]> {
  const file = (await readdir(path)).find((name) => name.endsWith(".wandb")) ?? "";
  const reader = createRunFileReader();
  const fold = createRunFold();
  reader.push(await readFile(join(path, file)));
  for (let event = reader.next(); event !== undefined; event = reader.next()) {
    if (event.kind === "damage") throw new Error(event.reason);
    fold.apply(event.record);
  }
  return fold.takeRows();
}

/** How many rows of a thread are there; throws when one is missing before another, doubled or out of order. */
function countOf(rows: readonly Row[], thread: number): number {
  const own = rows.filter((row) => row["thread"] === thread);
  own.forEach((row, index) => {
    if (row["i"] !== index) throw new Error(`row ${index} of thread ${thread} is ${JSON.stringify(row)}`);
  });
  return own.length;
}

test(
  "4 threads × 10,000 rows are in one file, each once, in the order of each thread",
  { timeout: 60_000 },
  async () => {
    const { told, stats, rows } = await run("free", 4, 10_000);
    expect(told.map(({ thread }) => countOf(rows, thread))).toEqual([10_000, 10_000, 10_000, 10_000]);
    expect(rows.every((row, index) => row["_step"] === index)).toBe(true);
    expect(stats).toMatchObject({ rowsWritten: 40_000, dropped: {} });
    for (const one of told) expect(one.stats).toMatchObject({ rowsWritten: 10_000, pending: 0, dropped: {} });
  },
);

test("what threads logged before they ended is in the file", { timeout: 60_000 }, async () => {
  const { stats, rows } = await run("ending", 2, 3000);
  expect([0, 1].map((thread) => countOf(rows, thread))).toEqual([3000, 3000]);
  expect(stats).toMatchObject({ rowsWritten: 6000, dropped: {} });
});

test(
  "an owner that waits for its threads gets what they could keep, and they count the rest",
  { timeout: 60_000 },
  async () => {
    const { told, stats, rows } = await run("blocked", 2, 30_000);
    for (const { thread, longest, stats: own } of told) {
      const count = countOf(rows, thread);
      expect(count).toBeGreaterThanOrEqual(10_000);
      expect(own).toMatchObject({ rowsWritten: count, pending: 0, dropped: { thread: 30_000 - count } });
      expect(longest).toBeLessThan(5000);
    }
    expect(stats.rowsWritten).toBe(rows.length);
  },
);

test(
  "an owner that finishes while its threads log has written what it took, and they count the rest",
  { timeout: 60_000 },
  async () => {
    const { told, rows } = await run("leaving", 2, 2000);
    for (const { thread, stats } of told) {
      const count = countOf(rows, thread);
      expect(stats.dropped.thread).toBeGreaterThan(0);
      expect(stats).toMatchObject({
        rowsWritten: count,
        dropped: { thread: stats.rowsLogged - count },
      });
    }
  },
);
