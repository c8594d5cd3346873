import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createVirtualClock } from "@stepwell/effects/testing";
import type { RowChunk } from "@stepwell/storage";
import { afterAll, expect, test } from "vitest";
import { loadDriver } from "./database/driver.ts";
import { openSqliteStorage } from "./open-sqlite-storage.ts";

const folder = mkdtempSync(join(tmpdir(), "stepwell-file-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a second opener is told who has the file, and may have it after the first is done", async () => {
  const file = join(folder, "locked.db");
  const first = await openSqliteStorage({ file, threads: "inline" });
  await expect(openSqliteStorage({ file, threads: "inline" })).rejects.toThrow(
    `process "${process.pid}" writes to it already. Stop that one`,
  );
  await first.close();
  await (await openSqliteStorage({ file, threads: "inline" })).close();
});

test("every commit waits for the disk, and pages are large", async () => {
  const file = join(folder, "pragmas.db");
  const storage = await openSqliteStorage({ file, threads: "inline" });
  const Driver = await loadDriver();
  const database = new Driver(file);
  expect(database.prepare("PRAGMA journal_mode").get()?.["journal_mode"]).toBe("wal");
  expect(database.prepare("PRAGMA page_size").get()?.["page_size"]).toBe(16384);
  database.close();
  await storage.close();
});

test("many small appends become one tail, and a quiet stream is sealed", async () => {
  const file = join(folder, "tails.db");
  const clock = createVirtualClock();
  const storage = await openSqliteStorage({ file, threads: "inline", clock });
  for (let step = 0; step < 600; step++) await storage.metrics.append([rowsFrom(step, 1)]);
  const database = new (await loadDriver())(file);
  const count = (table: string) =>
    database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"] as number;
  expect(count("tail")).toBe(9 + 24);
  expect(count("head")).toBe(0);
  clock.advance(10_000);
  expect(count("tail")).toBe(0);
  expect(count("head")).toBe(2);
  database.close();
  await storage.close();
});

test("a damaged summary is told as what it is, and other runs are still read", async () => {
  const file = join(folder, "damaged.db");
  const clock = createVirtualClock();
  const storage = await openSqliteStorage({ file, threads: "inline", clock });
  await storage.metrics.append([rowsFrom(0, 5000), { ...rowsFrom(0, 10), run: 2 }]);
  clock.advance(300_000);
  const database = new (await loadDriver())(file);
  database.exec("UPDATE head SET data = zeroblob(length(data)) WHERE id = (SELECT min(id) FROM head)");
  database.close();
  const query = { query: 0, stream: "history", key: "loss", x: "_step", buckets: 10 } as const;
  await expect(storage.metrics.series([{ ...query, run: 1 }])).rejects.toThrow(
    "Failed to read stored columns",
  );
  expect(await storage.metrics.series([{ ...query, run: 2 }])).toMatchObject([{ stored: 10 }]);
  await storage.close();
});

function rowsFrom(offset: number, count: number): RowChunk {
  const rows = Array.from({ length: count }, (_, at) => ({
    _step: offset + at,
    loss: Math.sin(offset + at),
  }));
  return { run: 1, stream: "history", source: "s", offset, rows };
}
