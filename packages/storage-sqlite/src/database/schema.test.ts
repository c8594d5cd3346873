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

test("a file without artifacts and rewinds gets them, and keeps what it has", async () => {
  const database = await openMemory();
  migrate(database, "x.db");
  const objects = database.prepare("SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL").all();
  for (const { type, name } of objects) {
    if (type === "table" && /^(artifact|content|project)/.test(String(name)))
      database.exec(`DROP TABLE "${String(name)}"`);
  }
  database.exec(
    "ALTER TABLE source DROP COLUMN rewound; ALTER TABLE source DROP COLUMN stale; ALTER TABLE source DROP COLUMN silent",
  );
  database.exec(
    `INSERT INTO source (id, run, started_ms, origin, position, state, damage) VALUES ('s', 1, 2, 'o', 3, '{}', '[]')`,
  );
  database.exec("PRAGMA user_version = 2");
  migrate(database, "x.db");
  expect(database.prepare("SELECT id, position, rewound, stale FROM source").all()).toEqual([
    { id: "s", position: 3, rewound: null, stale: null },
  ]);
  const after = database.prepare("SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL").all();
  expect(after).toHaveLength(objects.length);
});
