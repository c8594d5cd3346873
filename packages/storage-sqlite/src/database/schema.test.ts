import { expect, test } from "vitest";
import type { Database } from "./driver.ts";
import { loadDriver } from "./driver.ts";
import { migrate } from "./schema.ts";

const openMemory = async (): Promise<Database> => new (await loadDriver())(":memory:");

test("migrating twice changes nothing", async () => {
  const database = await openMemory();
  migrate(database, "x.db");
  const schema = () => database.prepare("SELECT sql FROM sqlite_master ORDER BY name").all();
  const version = () => database.prepare("PRAGMA user_version").get()?.["user_version"];
  const first = { schema: schema(), version: version() };
  migrate(database, "x.db");
  expect({ schema: schema(), version: version() }).toEqual(first);
  expect(first.version).toBeGreaterThan(0);
});

test("a file of a newer program is refused and left as it is", async () => {
  const database = await openMemory();
  database.exec("PRAGMA user_version = 99");
  expect(() => migrate(database, "x.db")).toThrow('Failed to open "x.db": its schema version "99" is newer');
  expect(database.prepare("SELECT count(*) AS tables FROM sqlite_master").get()?.["tables"]).toBe(0);
});
