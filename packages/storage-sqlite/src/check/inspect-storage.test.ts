import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqliteStorage } from "../open-sqlite-storage.ts";
import { inspectStorage } from "./inspect-storage.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stepwell-inspect-"));
  file = join(folder, "stepwell.sqlite");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a file that is not there is told, and not made", async () => {
  expect((await inspectStorage(file)).file).toBeUndefined();
  expect((await inspectStorage(file)).file).toBeUndefined();
});

test("a file that is open names its writer, and a closed one is whole", async () => {
  const storage = await openSqliteStorage({ file, threads: "inline" });
  const open = (await inspectStorage(file)).file;
  expect(open).toMatchObject({ writer: `process "${process.pid}"`, wasLeftOpen: false, runs: 0, damage: [] });
  expect(open?.schema).toBe(open?.newestSchema);
  await storage.close();
  expect((await inspectStorage(file)).file).toMatchObject({ writer: undefined, wasLeftOpen: false });
  // What was looked at can still be locked.
  await (await openSqliteStorage({ file, threads: "inline" })).close();
});

test("one that is cut, or is no database, says so", async () => {
  await (await openSqliteStorage({ file, threads: "inline" })).close();
  truncateSync(file, 40_000);
  expect((await inspectStorage(file)).file?.damage?.[0]).toMatch(/its end was cut off/);
  writeFileSync(file, "notes ".repeat(1000));
  expect((await inspectStorage(file)).file?.damage?.[0]).toMatch(/not a database/);
});
