import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadDriver } from "../database/driver.ts";
import { STEPS } from "../database/schema.ts";
import { openSqliteStorage } from "../open-sqlite-storage.ts";

const folder = mkdtempSync(join(tmpdir(), "stepwell-uploads-"));
afterAll(() => rmSync(folder, { recursive: true }));

const address = (letter: string): string => letter.repeat(64);

test("files that an earlier program kept within their source get rows", async () => {
  const file = join(folder, "early.db");
  const before = STEPS.findIndex((step) => step.includes("INSERT OR IGNORE INTO upload"));
  const database = new (await loadDriver())(file);
  for (const step of STEPS.slice(0, before)) database.exec(step);
  database.exec(`PRAGMA user_version = ${before}`);
  database.exec(
    "INSERT INTO run (project, run_id, color, created_ms, updated_ms, status, edits) VALUES ('p', 'r', 0, 1, 1, 'finished', '{}')",
  );
  const state = { config: {}, summary: {}, metrics: [], files: [], rows: 0, events: 0, passedBy: {} };
  const insert = database.prepare(
    "INSERT INTO source (id, run, started_ms, origin, position, state, damage, uploads) VALUES (?, 1, ?, 'o', 0, ?, '[]', ?)",
  );
  const early = {
    "media/a b.png": { address: address("a"), size: 6, md5: "m" },
    '"quoted"': { address: address("b"), size: 1 },
    changed: { address: address("c"), size: 1 },
  };
  insert.run("s", 1, JSON.stringify(state), JSON.stringify(early));
  insert.run("t", 2, JSON.stringify(state), "{}");
  insert.run("u", 3, JSON.stringify(state), null);
  // What has a row already is newer.
  database.exec(`INSERT INTO upload VALUES (1, 'changed', '${address("d")}', 2, NULL)`);
  database.close();

  for (const opening of ["first", "second"]) {
    const { runs, close } = await openSqliteStorage({ file, threads: "inline" });
    expect(Object.fromEntries(await runs.uploads(1)), opening).toEqual({
      ...early,
      changed: { address: address("d"), size: 2 },
    });
    expect(await runs.unnamed([address("a"), address("c"), address("d")])).toEqual([address("c")]);
    await close();
  }
});
