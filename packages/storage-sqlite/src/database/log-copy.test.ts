import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createVirtualClock } from "@stepwell/effects/testing";
import { afterAll, expect, test } from "vitest";
import { encodeChunk } from "../metrics/encoded-chunk.ts";
import { createWriterCore } from "../threads/writer-core.ts";
import { loadDriver } from "./driver.ts";
import { createLogCopy } from "./log-copy.ts";

const folder = mkdtempSync(join(tmpdir(), "stepwell-log-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a log that is left to others grows until another connection copies it, and then begins anew", async () => {
  const Driver = await loadDriver();
  const file = join(folder, "left.db");
  const core = createWriterCore(Driver, file, createVirtualClock());
  expect(core.leaveCopying()).toBe(true);
  const append = (offset: number): void => {
    const rows = Array.from({ length: 500 }, (_, at) => ({
      loss: Math.sqrt(offset + at),
      _step: offset + at,
    }));
    core.commit([
      { name: "append", args: [encodeChunk({ run: 1, stream: "history", source: "a", offset, rows })] },
    ]);
  };
  for (let offset = 0; core.logPages < 1200; offset += 500) append(offset);
  const before = statSync(file).size;

  const other = new Driver(file);
  const copy = createLogCopy(other);
  copy?.copy();
  expect(core.logPages).toBe(0);
  expect(statSync(file).size).toBeGreaterThan(before);
  append(1_000_000);
  expect(core.logPages).toBeGreaterThan(0);
  expect(core.logPages).toBeLessThan(100);
  core.copyLog();
  expect(core.logPages).toBe(0);
  other.close();
  core.close();
});

test("an old SQLite copies its log itself", async () => {
  const Driver = await loadDriver();
  const database = new Driver(join(folder, "old.db"));
  const told = (version: string) =>
    createLogCopy({
      ...database,
      prepare: (sql) =>
        sql.includes("sqlite_version")
          ? { get: () => ({ version }), all: () => [], run: () => undefined }
          : database.prepare(sql),
    });
  expect(told("3.51.2")).toBeUndefined();
  expect(told("3.45.1")).toBeUndefined();
  expect(told("3.51.3")?.pages).toBeLessThanOrEqual(0);
  expect(told("4.0.0")).toBeDefined();
  database.close();
});
