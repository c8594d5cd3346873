import { cp, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSeededRandom } from "@stepwell/effects/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildPrograms } from "./build-programs.ts";
import type { Programs } from "./build-programs.ts";
import { MANNERS } from "./crash-row.ts";
import type { Manner } from "./crash-row.ts";
import { judgeRun } from "./judge-run.ts";
import type { JudgedRun } from "./judge-run.ts";
import { killChild } from "./kill-child.ts";
import type { Kill } from "./kill-child.ts";
import { createServerProcess } from "./server-process.ts";
import type { ServerProcess } from "./server-process.ts";
import { startSync } from "./start-sync.ts";

const KILLS = 300;
const AT_ONCE = 4;
/** Of so many programs one sends its rows while it runs. */
const ONLINE_EACH = 10;
const MOST_HEARD = 80;
const LONGEST_DELAY_MS = 8;
const LONGEST_START_MS = 400;
/** How many programs' runs are delivered once more, by a command that is killed so often, to a server that is, too. */
const DELIVERED_TWICE = 24;
const DELIVERY_KILLS = 14;
const LONGEST_DELIVERY_MS = 1200;

const seed = Number(process.env["STEPWELL_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const random = createSeededRandom(seed);
const runs: JudgedRun[] = [];
let folder = "";
let programs: Programs;
let server: ServerProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwell-crash-"));
  programs = await buildPrograms("crash", new URL("crash-child.ts", import.meta.url));
  server = await createServerProcess(programs.command, join(folder, "server"));
  await server.start();
  await killAll(plan());
  await copyRuns("home", "copy", DELIVERED_TWICE);
}, 600_000);

afterAll(async () => {
  await server.kill();
  await programs.remove();
  await rm(folder, { recursive: true, force: true });
});

function plan(): readonly Kill[] {
  return Array.from({ length: KILLS }, (_, index) => {
    const afterHeard = random.float() < 0.15 ? 0 : 1 + random.integer(MOST_HEARD);
    return {
      name: `c${index}`,
      seed: random.integer(2 ** 20),
      manner: MANNERS[random.integer(MANNERS.length)] as Manner,
      baseUrl: index % ONLINE_EACH === 0 ? server.url : "",
      afterHeard,
      delayMs: random.float() * (afterHeard === 0 ? LONGEST_START_MS : LONGEST_DELAY_MS),
    };
  });
}

async function killAll(kills: readonly Kill[]): Promise<void> {
  await inParallel(kills, async (kill) => {
    const heard = await killChild(programs.child, join(folder, "home"), kill);
    for (const [id, said] of heard) {
      const number = Number(id.slice(id.indexOf("-") + 1));
      runs.push({ id, seed: kill.seed * 10 + number, manner: kill.manner, heard: said });
    }
  });
}

/** Copies what the first `count` programs left, before anybody delivers it. */
async function copyRuns(from: string, to: string, count: number): Promise<void> {
  await mkdir(join(folder, to, "wandb"), { recursive: true });
  for (const name of await readdir(join(folder, from, "wandb"))) {
    const program = /-c(\d+)-\d+$/.exec(name)?.[1];
    if (program === undefined || Number(program) >= count) continue;
    await cp(join(folder, from, "wandb", name), join(folder, to, "wandb", name), { recursive: true });
  }
}

async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  async function worker(): Promise<void> {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function judgeAll(url: string, judged: readonly JudgedRun[]): Promise<{ rows: number; files: number }> {
  const problems: string[] = [];
  const sum = { rows: 0, files: 0 };
  await inParallel(judged, async (run) => {
    const { rows, files, problems: found } = await judgeRun(url, run);
    problems.push(...found);
    sum.rows += rows;
    sum.files += files;
  });
  expect(problems, `seed ${seed}`).toEqual([]);
  return sum;
}

test(
  `after ${KILLS} kills "stepwell sync" brings all that was acknowledged, once (seed ${seed})`,
  { timeout: 600_000 },
  async () => {
    expect(await startSync(programs.command, [join(folder, "home"), "--to", server.url]).ended).toBe(0);
    const { rows, files } = await judgeAll(server.url, runs);
    expect(runs.length).toBeGreaterThan(KILLS / 2);
    expect(rows).toBeGreaterThan(KILLS * 5);
    expect(files).toBeGreaterThan(KILLS / 2);
  },
);

test(
  `so does a "stepwell sync" that is killed ${DELIVERY_KILLS} times, to a server that is killed as well (seed ${seed})`,
  { timeout: 600_000 },
  async () => {
    const other = await createServerProcess(programs.command, join(folder, "other"));
    const words = [join(folder, "copy"), "--to", other.url];
    await other.start();
    try {
      for (let kill = 0; kill < DELIVERY_KILLS; kill++) {
        const command = startSync(programs.command, words);
        await wait(random.float() * LONGEST_DELIVERY_MS);
        const isServersTurn = random.float() < 0.4;
        if (isServersTurn) {
          await other.kill();
          await other.start();
          await wait(random.float() * LONGEST_DELIVERY_MS);
        }
        command.kill();
        await command.ended;
      }
      expect(await startSync(programs.command, words).ended).toBe(0);
      const copied = runs.filter(({ id }) => Number(/\d+/.exec(id)?.[0]) < DELIVERED_TWICE);
      const first = await judgeAll(other.url, copied);
      expect(first).toEqual(await judgeAll(server.url, copied));
      expect(await startSync(programs.command, [...words, "--again"]).ended).toBe(0);
      expect(await judgeAll(other.url, copied)).toEqual(first);
    } finally {
      await other.kill();
    }
  },
);

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
