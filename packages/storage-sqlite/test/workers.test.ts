import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RowChunk } from "@stepwell/storage";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { openSqliteStorage, SqliteStorage } from "../src/open-sqlite-storage.ts";
import { bundlePackage } from "./bundle-package.ts";

const folder = mkdtempSync(join(tmpdir(), "stepwell-workers-"));
let built: Awaited<ReturnType<typeof bundlePackage>>;
let open: typeof openSqliteStorage;
beforeAll(async () => {
  built = await bundlePackage("workers");
  ({ openSqliteStorage: open } = (await import(pathToFileURL(built.entry).href)) as {
    openSqliteStorage: typeof open;
  });
});
afterAll(() => {
  built.remove();
  rmSync(folder, { recursive: true });
});

const opened: SqliteStorage[] = [];
afterEach(async () => {
  for (const storage of opened.splice(0)) await storage.close();
});
const openStorage = async (name: string): Promise<SqliteStorage> => {
  const storage = await open({ file: join(folder, name, "data.db") });
  opened.push(storage);
  return storage;
};

test("rows written through one worker are read through the other, and are there after reopening", async () => {
  const storage = await openStorage("reopen");
  const receipts = await Promise.all(
    Array.from({ length: 30 }, (_, at) => storage.metrics.append([chunk("s", at * 300, 300)])),
  );
  expect(receipts.at(-1)?.[0]?.mark).toBe(9000);
  const query = { query: 7, run: 1, stream: "history", key: "loss", x: "_step", buckets: 100 } as const;
  const [frame] = await storage.metrics.series([query]);
  expect(frame).toMatchObject({ kind: "buckets", query: 7, stored: 9000, nextLine: 9000 });
  await storage.close();

  const again = await openStorage("reopen");
  expect(await again.metrics.series([query])).toEqual([frame]);
  expect((await again.metrics.rows(1, "history", { from: 8999, limit: 9 }))[0]).toEqual({
    line: 8999,
    row: { _step: 8999, loss: 8999 / 7 },
  });
});

test("columns come over from the reader whole, page after page, and again", async () => {
  const storage = await openStorage("columns");
  await storage.metrics.append([chunk("s", 0, 9000)]);
  for (const turn of [1, 2]) {
    let [rows, sum] = [0, 0];
    for (let next: number | null = 0; next !== null;) {
      const page = await storage.metrics.columns(1, "history", { from: next, limit: 3000 });
      const { numbers } = page.columns.get("loss") ?? { numbers: new Float64Array() };
      expect(numbers).toHaveLength(page.rows);
      rows += page.rows;
      sum += numbers.reduce((total, value) => total + value, 0);
      next = page.next;
    }
    expect([turn, rows, Math.round(sum)]).toEqual([turn, 9000, Math.round((9000 * 8999) / 2 / 7)]);
  }
});

test("a call that fails says why, and the calls that shared its commit do not fail", async () => {
  const storage = await openStorage("fails");
  const fine = storage.metrics.append([chunk("s", 0, 1)]);
  const bad = storage.metrics.append([chunk("s", -1, 1)]);
  const alsoFine = storage.metrics.append([chunk("t", 0, 1)]);
  await expect(bad).rejects.toThrow('the offset "-1" is no whole number');
  expect((await fine)[0]?.stored).toBe(1);
  expect((await alsoFine)[0]?.stored).toBe(1);
  await expect(storage.runs.update(99, { status: "failed" })).rejects.toThrow('run "99": it does not exist');
});

test("artifacts pass through the workers, with what they are refused for", async () => {
  const storage = await openStorage("artifacts");
  const { artifacts } = storage.runs;
  const draft = { project: "p", collection: "c", type: "t", description: "", metadata: "{}", tags: [] };
  const made = await artifacts.create({ ...draft, digest: "d", aliases: ["x"] }, 1);
  const manifest = { address: "a".repeat(64), size: 1 };
  await artifacts.commit(made.number, { manifest, size: 2, files: 1 }, 2);
  await expect(artifacts.create({ ...draft, type: "u", digest: "e", aliases: [] }, 1)).rejects.toThrow(
    'type "t"',
  );
  await storage.close();

  const again = await openStorage("artifacts");
  expect(await again.runs.artifacts.member(made.sequence, "x")).toMatchObject({
    version: 0,
    aliases: ["latest", "x"],
  });
  expect(await again.runs.artifacts.artifact(made.number)).toMatchObject({
    state: "committed",
    manifest,
    size: 2,
  });
});

test("close waits for what was begun", async () => {
  const storage = await openStorage("close");
  const begun = storage.metrics.append([chunk("s", 0, 10)]);
  await storage.close();
  expect((await begun)[0]?.stored).toBe(10);
  await expect(storage.metrics.info(1, "history")).rejects.toThrow("closed");
});

test("a second writer of one file is refused and told of the first", async () => {
  await openStorage("locked");
  await expect(openStorage("locked")).rejects.toThrow(`process "${process.pid}" writes to it already`);
});

function chunk(source: string, offset: number, count: number): RowChunk {
  const rows = Array.from({ length: count }, (_, at) => ({ _step: offset + at, loss: (offset + at) / 7 }));
  return { run: 1, stream: "history", source, offset, rows };
}
