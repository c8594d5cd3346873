import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createVirtualClock } from "@stepwell/effects/testing";
import { afterAll, expect, test } from "vitest";
import { openSqliteStorage } from "../open-sqlite-storage.ts";
import type { SqliteStorage } from "../open-sqlite-storage.ts";
import { loadDriver } from "./driver.ts";

const folder = mkdtempSync(join(tmpdir(), "stepwell-opening-"));
afterAll(() => rmSync(folder, { recursive: true }));

const RUNS = 12;
const ROWS = 5000;

test("a file whose end was cut off says which runs are intact, and is left as it is", async () => {
  const file = await makeFile("cut.db");
  truncateSync(file, Math.floor(statSync(file).size / 2));
  const before = readFileSync(file);
  const opening = openInline(file);
  await expect(opening).rejects.toThrow(
    /its end was cut off"\)\. .*\d+ of 12 runs that are listed are intact\./,
  );
  await expect(opening).rejects.toThrow('Bring it back with "stepwell restore"');
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("a file that was emptied while its log was not is refused", async () => {
  const file = join(folder, "emptied.db");
  writeFileSync(file, "");
  writeFileSync(`${file}-wal`, "rows that were acknowledged");
  await expect(openInline(file)).rejects.toThrow(/it is empty, while its log ".*" holds 27 bytes/);
  expect(readFileSync(`${file}-wal`, "utf8")).toBe("rows that were acknowledged");
});

test("a file without a byte is a new one", async () => {
  const file = join(folder, "empty.db");
  writeFileSync(file, "");
  const storage = await openInline(file);
  expect(await storage.runs.projects()).toEqual([]);
  await storage.close();
});

test("a file whose log is missing holds what it held at the last checkpoint", async () => {
  const file = await makeFile("no-log.db", 2);
  const storage = await openInline(file);
  await storage.runs.openRun("p", "later", 1);
  copyFileSync(file, join(folder, "without-log.db"));
  await storage.close();
  const without = await openInline(join(folder, "without-log.db"));
  expect((await without.runs.projects())[0]).toMatchObject({ runs: 2 });
  expect(await without.check()).toEqual({ file: [], runs: 2, damaged: [] });
  await without.close();
});

test.each([
  { name: "text.db", bytes: "this is not a database, and long enough to be read as one\n".repeat(20) },
  { name: "png.db", bytes: "\u0089PNG\r\n".padEnd(4096, "\0") },
])("$name is refused as what it is not", async ({ name, bytes }) => {
  const file = join(folder, name);
  writeFileSync(file, bytes, "latin1");
  await expect(openInline(file)).rejects.toThrow(`Failed to open "${file}": it is not a database`);
  expect(readFileSync(file, "latin1")).toBe(bytes);
});

test("the database of another program is refused, and gets no tables", async () => {
  const file = join(folder, "foreign.db");
  const Driver = await loadDriver();
  for (const version of [0, 3]) {
    const database = new Driver(file);
    database.exec(`CREATE TABLE IF NOT EXISTS bookmarks (url TEXT); PRAGMA user_version = ${version}`);
    database.close();
    await expect(openInline(file)).rejects.toThrow("it is the database of another program");
  }
  const database = new Driver(file);
  expect(database.prepare("SELECT name FROM sqlite_master").all()).toEqual([{ name: "bookmarks" }]);
  database.close();
});

test("a page that was overwritten is found, the other runs are served, and nothing is removed", async () => {
  const file = await makeFile("page.db");
  const Driver = await loadDriver();
  const probe = new Driver(file);
  // A summary of the third run is made wrong.
  const series = "SELECT max(id) FROM series WHERE stream = (SELECT id FROM stream WHERE run = 3)";
  probe.exec(
    `UPDATE head SET data = zeroblob(length(data)) WHERE id >= (${series}) * 4194304 AND id < ((${series}) + 1) * 4194304`,
  );
  probe.close();
  const storage = await openInline(file);
  const report = await storage.check();
  expect(report).toMatchObject({ file: [], runs: RUNS });
  expect(report.damaged).toEqual([
    { number: 3, project: "p", runId: "r3", pieces: expect.any(Number), damagedPieces: 1 },
  ]);
  const series4 = { query: 0, run: 4, stream: "history", key: "loss", x: "_step", buckets: 9 } as const;
  expect(await storage.metrics.series([series4])).toMatchObject([{ stored: ROWS }]);
  await expect(storage.metrics.series([{ ...series4, run: 3 }])).rejects.toThrow(
    "Failed to read stored columns",
  );
  expect(await storage.metrics.mark(3, "history", "s")).toBe(ROWS);
  await storage.close();
});

test("pages of a table that were overwritten are told of by SQLite's own words, with what is intact", async () => {
  const file = await makeFile("tree.db");
  const Driver = await loadDriver();
  const probe = new Driver(file, { readOnly: true });
  const root = Number(
    probe.prepare("SELECT rootpage FROM sqlite_master WHERE name = 'cells'").get()?.["rootpage"],
  );
  probe.close();
  const bytes = readFileSync(file);
  bytes.fill(0xff, (root - 1) * 16_384, root * 16_384);
  writeFileSync(file, bytes);
  const storage = await openInline(file);
  const report = await storage.check();
  expect(report.file.length).toBeGreaterThan(0);
  expect(report.runs).toBe(RUNS);
  expect(report.damaged.length).toBeGreaterThan(0);
  expect((await storage.runs.projects())[0]).toMatchObject({ runs: RUNS });
  await storage.close();
});

// The superuser may write whatever the file says.
if (process.getuid?.() !== 0) {
  test("a file that may not be written says so", async () => {
    const file = await makeFile("rights.db", 1);
    chmodSync(file, 0o444);
    await expect(openInline(file)).rejects.toThrow("it can't be written to");
  });
}

test("a folder that can't be made says so", async () => {
  const file = join(folder, "text-file/inside/data.db");
  writeFileSync(join(folder, "text-file"), "");
  await expect(openInline(file)).rejects.toThrow(`Failed to open "${file}"`);
});

test("an owner that is gone is not named when another process has the file", async () => {
  const file = join(folder, "owner.db");
  const storage = await openInline(file);
  writeFileSync(`${file}.owner`, "999999999");
  await expect(openInline(file)).rejects.toThrow("another process writes to it already");
  writeFileSync(`${file}.owner`, String(process.pid));
  await expect(openInline(file)).rejects.toThrow(`process "${process.pid}" writes to it already`);
  await storage.close();
});

test("a storage that was not closed is known by it, one that was is not", async () => {
  const file = join(folder, "left.db");
  const first = await openInline(file);
  expect(first.wasLeftOpen).toBe(false);
  await first.close();
  expect(existsSync(`${file}.owner`)).toBe(false);
  writeFileSync(`${file}.owner`, "999999999");
  const second = await openInline(file);
  expect(second.wasLeftOpen).toBe(true);
  await second.close();
});

function openInline(file: string, clock = createVirtualClock()): Promise<SqliteStorage> {
  return openSqliteStorage({ file, threads: "inline", clock });
}

async function makeFile(name: string, runs = RUNS): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  const storage = await openInline(file);
  for (let number = 1; number <= runs; number++) {
    await storage.runs.openRun("p", `r${number}`, 1);
    const rows = Array.from({ length: ROWS }, (_, step) => ({ _step: step, loss: Math.sin(step * number) }));
    await storage.metrics.append([{ run: number, stream: "history", source: "s", offset: 0, rows }]);
  }
  await storage.close();
  return file;
}
