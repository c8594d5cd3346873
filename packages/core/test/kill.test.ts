import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { nodeFileSystem, nodeProcesses } from "@stepwell/effects/node";
import { createSeededRandom } from "@stepwell/effects/testing";
import { createRunFileReader } from "@stepwell/protocol";
import { createRunFold } from "@stepwell/runlog";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readLock } from "../src/file/lock-file.ts";
import { bundleChild } from "./bundle-child.ts";

/** Kills of each manner, and the longest that a child lives after its first row. */
const PLANS = [
  { manner: "steady", kills: 20, longestMs: 1200 },
  { manner: "full", kills: 20, longestMs: 800 },
  { manner: "computing", kills: 10, longestMs: 5000 },
] as const;
const AT_ONCE = 5;

const seed = Number(process.env["STEPWELL_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
let folder = "";
let program = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwell-kill-"));
  program = join(folder, "child.mjs");
  await bundleChild(new URL("./kill-child.ts", import.meta.url), program);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test(
  `every row whose log returned survives kill -9 (50 kills, seed ${seed})`,
  { timeout: 180_000 },
  async () => {
    const random = createSeededRandom(seed);
    const waiting = PLANS.flatMap(({ manner, kills, longestMs }) =>
      Array.from({ length: kills }, () => ({ manner, afterMs: random.float() * longestMs })),
    ).map((plan, index) => ({ ...plan, index }));
    const lost: string[] = [];
    let acknowledged = 0;

    async function work(): Promise<void> {
      for (let plan = waiting.shift(); plan !== undefined; plan = waiting.shift()) {
        const home = join(folder, String(plan.index));
        const heard = await killed(home, plan.manner, plan.afterMs);
        acknowledged += heard;
        const problem = await judge(home, heard);
        if (problem !== undefined)
          lost.push(`${plan.manner}, killed after ${plan.afterMs} ms, seed ${seed}: ${problem}`);
      }
    }

    await Promise.all(Array.from({ length: AT_ONCE }, work));
    expect(lost).toEqual([]);
    expect(acknowledged).toBeGreaterThan(50);
  },
);

/** Runs a child, kills it `afterMs` after its first row, and returns how many rows it said were logged. */
async function killed(home: string, manner: string, afterMs: number): Promise<number> {
  const child = spawn(process.execPath, [program, home, manner], {
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  const pipe = child.stdio[3] as Readable;
  let heard = 0;
  pipe.on("data", (bytes: Uint8Array) => {
    if (heard === 0) setTimeout(() => child.kill("SIGKILL"), afterMs);
    heard += bytes.length;
  });
  // After `close` nothing is left in the pipe.
  const [, signal] = (await once(child, "close")) as [number | null, string | null];
  if (signal !== "SIGKILL") throw new Error(`The child ended by itself (${manner}).`);
  return heard;
}

/** Reads the file of a dead child; a sentence when a row is missing, out of place or damaged. */
async function judge(home: string, heard: number): Promise<string | undefined> {
  const [name] = (await readdir(join(home, "wandb"))).filter((entry) => entry.startsWith("offline-run-"));
  const run = join(home, "wandb", name ?? "");
  const runFile = (await readdir(run)).find((entry) => entry.endsWith(".wandb")) ?? "";
  const reader = createRunFileReader();
  const fold = createRunFold();
  reader.push(await readFile(join(run, runFile)));
  for (let event = reader.next(); event !== undefined; event = reader.next()) {
    if (event.kind === "damage") return `damage from ${event.from}: ${event.reason}`;
    fold.apply(event.record);
  }
  const rows = fold.takeRows();
  const wrong = rows.findIndex((row, index) => row["i"] !== index || row["_step"] !== index);
  if (wrong >= 0) return `row ${wrong} is ${JSON.stringify(rows[wrong])}`;
  if (rows.length < heard) return `${heard} rows were acknowledged, ${rows.length} are there`;
  const owner = readLock(join(run, `${runFile}.lock`), nodeFileSystem);
  if (owner === undefined || nodeProcesses.isAlive(owner)) return "its lock does not name a dead process";
  return undefined;
}
