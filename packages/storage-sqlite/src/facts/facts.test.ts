import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunState } from "@stepwell/runlog";
import type { RunStore } from "@stepwell/storage";
import { afterAll, expect, test } from "vitest";
import type { Database } from "../database/driver.ts";
import { loadDriver } from "../database/driver.ts";
import { STEPS } from "../database/schema.ts";
import { openSqliteStorage } from "../open-sqlite-storage.ts";
import type { SqliteStorage } from "../open-sqlite-storage.ts";

const folder = mkdtempSync(join(tmpdir(), "stepwell-facts-"));
afterAll(() => rmSync(folder, { recursive: true }));
const RUNS = 400;

const open = (name: string): Promise<SqliteStorage> =>
  openSqliteStorage({ file: join(folder, name), threads: "inline" });

/** Looks at, or changes, the file while nobody has it open. */
async function inFile<Value>(name: string, work: (database: Database) => Value): Promise<Value> {
  const database = new (await loadDriver())(join(folder, name));
  try {
    return work(database);
  } finally {
    database.close();
  }
}

const countOf = (name: string, table: string): Promise<number> =>
  inFile(name, (database) => Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"]));

async function saveRun(
  runs: RunStore,
  index: number,
  summary: RunState["summary"] = { loss: index, text: `t${index % 3}` },
): Promise<number> {
  const { number } = await runs.openRun("p", `r${index}`, index);
  const state = { config: {}, summary, metrics: [], files: [], rows: 0, events: 0, passedBy: {} };
  const absent = { run: undefined, environment: undefined, telemetry: undefined, exitCode: undefined };
  const source = { id: `s${index}`, origin: "o", startedMs: index, position: 1, damage: [] };
  await runs.saveSource(number, { ...source, state: { ...state, ...absent } }, []);
  return number;
}

async function saveEnded(runs: RunStore, count: number, from = 0): Promise<void> {
  const ended = Array.from({ length: count }, async (_, index) => {
    await runs.update(await saveRun(runs, from + index), { status: "finished" });
  });
  await Promise.all(ended);
}

/** A file as it was before there were columns, with runs that ended. */
async function makeOldFile(name: string, runs: number): Promise<void> {
  const before = STEPS.findIndex((step) => step.includes("CREATE TABLE fact_column"));
  await inFile(name, (database) => {
    for (const step of STEPS.slice(0, before)) database.exec(step);
    database.exec(`PRAGMA user_version = ${before}`);
    const insertRun = database.prepare(
      "INSERT INTO run (project, run_id, color, created_ms, updated_ms, status, edits) VALUES ('p', ?, ?, 1, 1, 'finished', '{}')",
    );
    const insertSource = database.prepare(
      "INSERT INTO source (id, run, started_ms, origin, position, state, damage) VALUES (?, ?, 1, 'o', 1, ?, '[]')",
    );
    database.exec("BEGIN");
    for (let index = 0; index < runs; index++) {
      const state = {
        config: {},
        summary: { loss: index },
        metrics: [],
        files: [],
        rows: 0,
        events: 0,
        passedBy: {},
      };
      insertRun.run(`r${index}`, index % 12);
      insertSource.run(`s${index}`, index + 1, JSON.stringify(state));
    }
    database.exec("COMMIT");
  });
}

/** The losses of the last runs, as a query finds them. */
async function worst(runs: RunStore): Promise<unknown[]> {
  const sort = [{ path: "summary.loss", direction: "descending" }] as const;
  const found = await runs.queries.find({ project: "p", sort, limit: 3, columns: ["summary.loss"] });
  return [found.total, ...found.runs.map(({ facts }) => facts["summary.loss"])];
}

test("runs that ended go into columns, running ones do not, and both are found after a restart", async () => {
  const first = await open("restart.db");
  await saveEnded(first.runs, RUNS);
  await saveRun(first.runs, 1000);
  expect(await worst(first.runs)).toEqual([RUNS + 1, 1000, 399, 398]);
  await first.close();
  expect(await countOf("restart.db", "fact_column")).toBeGreaterThan(0);
  expect(await countOf("restart.db", "fact_stale")).toBeLessThan(130);
  const second = await open("restart.db");
  expect(await worst(second.runs)).toEqual([RUNS + 1, 1000, 399, 398]);
  await second.close();
});

test("the few ended runs that wait go into columns when the store closes", async () => {
  const first = await open("closed.db");
  await saveEnded(first.runs, 50);
  await saveRun(first.runs, 1000);
  await first.close();
  expect(await countOf("closed.db", "fact_stale")).toBe(1);
  const second = await open("closed.db");
  expect(await worst(second.runs)).toEqual([51, 1000, 49, 48]);
  await second.close();
});

test("a running run that saves its summary again and again costs one small row", async () => {
  const { runs, close } = await open("live.db");
  for (let loss = 0; loss < 20; loss++) await saveRun(runs, 0, { loss });
  expect(await worst(runs)).toEqual([1, 19]);
  await close();
  expect(await countOf("live.db", "fact_stale")).toBe(1);
  expect(await countOf("live.db", "fact_column")).toBe(0);
});

test("a run that goes on is read anew at once, also one whose columns are in memory", async () => {
  const { runs, close } = await open("again.db");
  await saveEnded(runs, RUNS);
  expect(await worst(runs)).toEqual([RUNS, 399, 398, 397]);
  await saveRun(runs, 398, { loss: 5000 });
  expect(await worst(runs)).toEqual([RUNS, 5000, 399, 397]);
  await saveRun(runs, 398, { loss: -1 });
  expect(await worst(runs)).toEqual([RUNS, 399, 397, 396]);
  await close();
});

test("removed runs leave the columns, and what only they had leaves the keys", async () => {
  const { runs, close } = await open("removed.db");
  await saveEnded(runs, RUNS);
  const rare = await saveRun(runs, 900, { rare: 1 });
  await runs.update(rare, { status: "finished" });
  await saveEnded(runs, 200, 1000);
  const paths = async () => (await runs.queries.keys("p")).map(({ path }) => path);
  expect(await paths()).toContain("summary.rare");
  await runs.remove(rare);
  expect(await paths()).not.toContain("summary.rare");
  await saveEnded(runs, 200, 2000);
  expect(await paths()).not.toContain("summary.rare");
  await close();
  const keys = await inFile("removed.db", (database) =>
    database.prepare("SELECT path FROM fact_key WHERE path LIKE '%rare'").all(),
  );
  expect(keys).toEqual([]);
});

test("damaged columns are made anew when they are read", async () => {
  const first = await open("damaged.db");
  await saveEnded(first.runs, RUNS);
  await first.close();
  await inFile("damaged.db", (database) => database.exec("UPDATE fact_column SET data = zeroblob(20)"));
  const second = await open("damaged.db");
  expect(await worst(second.runs)).toEqual([RUNS, 399, 398, 397]);
  expect((await second.runs.queries.keys("p")).find(({ path }) => path === "summary.loss")).toEqual({
    path: "summary.loss",
    runs: RUNS,
    numbers: RUNS,
    texts: 0,
  });
  await second.close();
});

test("damaged columns are made anew when runs go into them", async () => {
  const first = await open("damaged-fold.db");
  await saveEnded(first.runs, RUNS);
  await first.close();
  await inFile("damaged-fold.db", (database) => database.exec("UPDATE fact_column SET data = zeroblob(20)"));
  const second = await open("damaged-fold.db");
  await saveEnded(second.runs, RUNS, RUNS);
  expect(await worst(second.runs)).toEqual([2 * RUNS, 799, 798, 797]);
  await second.close();
});

test("a file from before there were columns gets them", async () => {
  await makeOldFile("old.db", RUNS);
  const storage = await open("old.db");
  expect(await worst(storage.runs)).toEqual([RUNS, 399, 398, 397]);
  expect((await storage.runs.openRun("p", "new", 2)).color).toBe(4);
  expect(await worst(storage.runs)).toEqual([RUNS + 1, 399, 398, 397]);
  await storage.close();
  expect(await countOf("old.db", "fact_column")).toBeGreaterThan(0);
  expect(await countOf("old.db", "fact_stale")).toBe(1);
});

test("of very many runs without columns, most get them before anybody asks", async () => {
  await makeOldFile("many.db", 5300);
  const storage = await open("many.db");
  await storage.close();
  expect(await countOf("many.db", "fact_stale")).toBeLessThanOrEqual(5000);
  expect(await countOf("many.db", "fact_column")).toBeGreaterThan(0);
});

test("many columns at once hold what each alone holds, for large runs too", async () => {
  const { runs, close } = await open("columns.db");
  await saveEnded(runs, RUNS);
  const keys = Array.from({ length: 30 }, (_, key) => `summary.k${key}`);
  const wide = Object.fromEntries(Array.from({ length: 30 }, (_, key) => [`k${key}`, key]));
  const long = { ...wide, blob: "x".repeat(5_000_000) };
  for (const [index, summary] of [wide, long].entries()) {
    await runs.update(await saveRun(runs, 2000 + index, summary), { status: "finished" });
    await saveEnded(runs, 200, 3000 + 1000 * index);
    const search = {
      project: "p",
      sort: [{ path: "summary.k0", direction: "ascending" }],
      limit: index + 2,
    } as const;
    const all = (await runs.queries.find({ ...search, columns: keys })).runs;
    for (const key of keys) {
      const one = (await runs.queries.find({ ...search, columns: [key] })).runs;
      expect(one.map(({ facts }) => facts[key])).toEqual(all.map(({ facts }) => facts[key]));
    }
    expect(all[index]?.facts["summary.k29"]).toBe(29);
  }
  await close();
});

test("colours are counted over runs that come and go", async () => {
  const first = await open("colors.db");
  const numbers: number[] = [];
  for (let index = 0; index < 24; index++)
    numbers.push((await first.runs.openRun("p", `c${index}`, 1)).number);
  await first.runs.remove(numbers[3] as number);
  await first.runs.remove(numbers[3] as number);
  await first.close();
  const second = await open("colors.db");
  expect((await second.runs.openRun("p", "next", 1)).color).toBe(3);
  expect((await second.runs.openRun("p", "after", 1)).color).toBe(0);
  await second.close();
});

test("a change that is undone leaves no trace", async () => {
  const { runs, close } = await open("undone.db");
  await saveEnded(runs, RUNS);
  const results = await Promise.allSettled([
    saveRun(runs, 5, { loss: 9999 }),
    runs.update(123_456, { status: "failed" }),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  expect(await worst(runs)).toEqual([RUNS, 9999, 399, 398]);
  await close();
});
