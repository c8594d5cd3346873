import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { openSqliteStorage } from "@stepwell/storage-sqlite";
import type { RunCursor, RunStore } from "@stepwell/storage";
import { figure, type Figure } from "./figure.ts";
import { median } from "./quantile.ts";
import { PROJECT, QUESTIONS, runOfIndex, RUNS, type RunsQuestion, type RunsTimes } from "./runs-workload.ts";
import { withTemporaryFolder } from "./temporary-folder.ts";

const TOGETHER = 100;
const COLD_STARTS = 3;
/** Runs behind the cursor of the deep page. */
const BEHIND = 100;
const BAR_MS = 150;
/** The writer looks for what is to be put in order once a second. */
const QUIET_MS = 2500;

/** Pages of a table of 100,000 runs of 200 keys, straight at the store: warm, and in a new process with the files dropped from the cache. */
export function runsBench(): Promise<readonly Figure[]> {
  return withTemporaryFolder(async (folder) => {
    const file = join(folder, "stepwell.db");
    const seconds = await fill(file);
    const cursor = await deepCursor(file);
    const base = { bench: "runs", better: "lower" } as const;
    const figures: Figure[] = [
      figure({ ...base, name: "runs stored", value: RUNS / seconds, unit: "1/s", better: "higher" }),
      figure({ ...base, name: "bytes a run", value: statSync(file).size / RUNS, unit: "B" }),
    ];
    let memory = 0;
    for (const question of QUESTIONS) {
      const starts = Array.from({ length: COLD_STARTS }, () => startCold(file, question, cursor));
      const times = (pick: (one: RunsTimes) => number): number => median(starts.map(pick));
      const shared = { ...base, unit: "ms", floor: times((one) => one.floor), bar: BAR_MS } as const;
      figures.push(
        figure({ ...shared, name: `${question.name}, warm`, value: times((one) => one.warm) }),
        figure({ ...shared, name: `${question.name}, cold`, value: times((one) => one.cold) }),
      );
      memory = Math.max(memory, ...starts.map((one) => one.memory));
    }
    return [
      ...figures,
      figure({ ...base, name: "memory of a process that asks", value: memory, unit: "MiB" }),
    ];
  });
}

/** Stores the runs and waits until they are in order; seconds that it took. */
async function fill(file: string): Promise<number> {
  const storage = await openSqliteStorage({ file });
  const started = performance.now();
  for (let index = 0; index < RUNS; index += TOGETHER) {
    await Promise.all(Array.from({ length: TOGETHER }, (_, offset) => store(storage.runs, index + offset)));
  }
  const seconds = (performance.now() - started) / 1000;
  await quiet(`${file}-wal`);
  await storage.close();
  return seconds;
}

/** Resolves when nobody has written to the file for a while. */
async function quiet(path: string): Promise<void> {
  let last = -1;
  for (;;) {
    const { mtimeMs } = statSync(path);
    if (mtimeMs === last) return;
    last = mtimeMs;
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  }
}

async function store(runs: RunStore, index: number): Promise<void> {
  const { runId, source, status } = runOfIndex(index);
  const { number } = await runs.openRun(PROJECT, runId, source.startedMs);
  await Promise.all([
    runs.saveSource(number, source, []),
    runs.update(number, { status, updatedMs: source.startedMs + 1000 }),
  ]);
}

async function deepCursor(file: string): Promise<RunCursor> {
  const question = QUESTIONS.find(({ deep }) => deep === true) as RunsQuestion;
  const storage = await openSqliteStorage({ file });
  const sort = question.search.sort?.map((one) => ({ ...one, direction: "ascending" }) as const) ?? [];
  const { runs } = await storage.runs.queries.find({
    ...question.search,
    sort,
    limit: BEHIND + 1,
    columns: [],
  });
  await storage.close();
  const last = runs.at(-1);
  if (last === undefined) throw new Error("[bench] Failed to find the last page: there are no runs.");
  return last.cursor;
}

function startCold(file: string, question: RunsQuestion, cursor: RunCursor): RunsTimes {
  for (const path of [file, `${file}-wal`]) {
    if (existsSync(path)) execFileSync("dd", [`if=${path}`, "iflag=nocache", "count=0", "status=none"]);
  }
  const child = join(import.meta.dirname, "runs-child.js");
  const args = [child, file, question.id, ...(question.deep === true ? [JSON.stringify(cursor)] : [])];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as RunsTimes;
}
