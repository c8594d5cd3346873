import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunState } from "@stepwell/runlog";
import type { StoredSource } from "@stepwell/storage";
import { afterAll, expect, test } from "vitest";
import type { Database } from "../database/driver.ts";
import { loadDriver } from "../database/driver.ts";
import { openSqliteStorage } from "../open-sqlite-storage.ts";
import type { SqliteStorage } from "../open-sqlite-storage.ts";

const folder = mkdtempSync(join(tmpdir(), "stepwell-uploads-"));
afterAll(() => rmSync(folder, { recursive: true }));

const open = (name: string): Promise<SqliteStorage> =>
  openSqliteStorage({ file: join(folder, name), threads: "inline" });

async function inFile<Value>(name: string, work: (database: Database) => Value): Promise<Value> {
  const database = new (await loadDriver())(join(folder, name));
  try {
    return work(database);
  } finally {
    database.close();
  }
}

const state: RunState = {
  run: undefined,
  config: {},
  summary: {},
  metrics: [],
  files: [],
  environment: undefined,
  telemetry: undefined,
  exitCode: undefined,
  rows: 0,
  events: 0,
  passedBy: {},
};
const address = (letter: string): string => letter.repeat(64);
const sourceWith = (uploads: StoredSource["uploads"]): StoredSource => ({
  id: "s",
  origin: "wire-s",
  startedMs: 1,
  position: 0,
  damage: [],
  state,
  ...(uploads === undefined ? {} : { uploads }),
});

test("files that are added, replaced and deleted are those that are read, under any names", async () => {
  const { runs, close } = await open("changed.db");
  const { number } = await runs.openRun("p", "r", 1);
  const read = async () => (await runs.run(number))?.sources[0]?.uploads;
  const odd = { "\ud800": { address: address("a"), size: 1 }, "a\0b": { address: address("b"), size: 2 } };
  const first = { ...odd, "x.png": { address: address("c"), size: 3, md5: "m" } };
  await runs.saveSource(number, sourceWith(first), []);
  expect(await read()).toEqual(first);
  const second = { ...odd, "x.png": { address: address("d"), size: 3 } };
  await runs.saveSource(number, sourceWith(second), []);
  expect(await read()).toEqual(second);
  await runs.saveSource(number, sourceWith({}), []);
  expect(await read()).toEqual({});
  expect(await runs.unnamed([address("a"), address("d")])).toEqual([address("a"), address("d")]);
  await close();
});

test("a file more costs one row, however many there are", async () => {
  const { runs, close } = await open("many.db");
  const { number } = await runs.openRun("p", "r", 1);
  const uploads: Record<string, { address: string; size: number }> = {};
  for (let at = 0; at < 1000; at++) uploads[`media/${at}.png`] = { address: address("a"), size: at };
  await runs.saveSource(number, sourceWith(uploads), []);
  await close();
  const changes = (database: Database) =>
    Number(database.prepare("SELECT count(*) AS n FROM seen").get()?.["n"]);
  await inFile("many.db", (database) =>
    database.exec(`
      CREATE TABLE seen (path TEXT);
      CREATE TRIGGER noted AFTER INSERT ON upload BEGIN INSERT INTO seen VALUES (new.path); END;
    `),
  );
  const again = await open("many.db");
  uploads["media/new.png"] = { address: address("b"), size: 1 };
  await again.runs.saveSource(number, sourceWith(uploads), []);
  await again.close();
  expect(await inFile("many.db", changes)).toBe(1);
});

test("files that an earlier program kept within their source are read, kept, and get rows when it is saved", async () => {
  const early = { "media/a b.png": { address: address("a"), size: 6, md5: "m" } };
  const first = await open("early.db");
  const { number } = await first.runs.openRun("p", "r", 1);
  await first.runs.saveSource(number, sourceWith({}), []);
  await first.close();
  await inFile("early.db", (database) =>
    database.prepare("UPDATE source SET uploads = ?").run(JSON.stringify(early)),
  );

  const { runs, close } = await open("early.db");
  expect((await runs.run(number))?.sources[0]?.uploads).toEqual(early);
  expect((await runs.findSource("s")) as object).toMatchObject({ source: { uploads: early } });
  expect(await runs.unnamed([address("a"), address("b")])).toEqual([address("b")]);
  const more = { ...early, "b.txt": { address: address("b"), size: 1 } };
  await runs.saveSource(number, sourceWith(more), []);
  expect((await runs.run(number))?.sources[0]?.uploads).toEqual(more);
  expect(await runs.unnamed([address("a"), address("b")])).toEqual([]);
  await runs.remove(number);
  expect(await runs.unnamed([address("a"), address("b")])).toEqual([address("a"), address("b")]);
  await close();
  const rows = await inFile("early.db", (database) => database.prepare("SELECT * FROM upload").all());
  expect(rows).toEqual([]);
});
