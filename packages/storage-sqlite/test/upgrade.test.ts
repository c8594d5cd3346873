import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadDriver } from "../src/database/driver.ts";
import { openSqliteStorage } from "../src/open-sqlite-storage.ts";

// What earlier programs wrote, as SQL: one run with a sealed block and a tail, one that was removed, and from version 3 on
// an artifact. The files are never changed; a new version of the schema gets one of its own.
const FOLDER = join(import.meta.dirname, "earlier-schemas");
const folder = mkdtempSync(join(tmpdir(), "stepwell-upgrade-"));
afterAll(() => rmSync(folder, { recursive: true }));

const versions = readdirSync(FOLDER).map((name) => Number(/\d+/.exec(name)?.[0]));

test.each(versions)(
  "a file of schema version %i is upgraded, and all that it held is there",
  async (version) => {
    const file = join(folder, `${version}.db`);
    const database = new (await loadDriver())(file);
    database.exec(readFileSync(join(FOLDER, `version-${version}.sql`), "utf8"));
    database.close();

    for (const opening of ["first", "second"]) {
      const { runs, metrics, close } = await openSqliteStorage({ file, threads: "inline" });
      const run = await runs.findRun("p", "kept");
      expect(run, opening).toMatchObject({
        number: 1,
        status: "finished",
        edits: { name: "best", tags: ["x"] },
        sources: [{ id: "s", position: 77, state: { config: { lr: 0.5, big: 9223372036854775807n } } }],
      });
      expect(run?.sources[0]).not.toHaveProperty("rewound");
      expect(await runs.console(1, { from: 0, limit: 9 })).toMatchObject([{ text: "hello", time: 1.5 }]);
      expect(await metrics.mark(1, "history", "s")).toBe(4200);
      expect(await metrics.rows(1, "history", { from: 4000, limit: 200 })).toEqual(
        Array.from({ length: 200 }, (_, at) => ({ line: 4000 + at, row: rowOf(4000 + at) })),
      );
      const query = { query: 1, run: 1, stream: "history", key: "loss", x: "_step", buckets: 10 } as const;
      expect(await metrics.series([query])).toMatchObject([{ stored: 4200 }]);
      expect(await runs.findSource("t")).toBe("removed");
      expect(await runs.findRun("p", "gone")).toBeUndefined();
      expect(await metrics.info(2, "history")).toEqual({ lines: 0, rows: 0, epoch: 0 });
      const model = await runs.artifacts.findCollection("p", "model");
      expect(await runs.artifacts.member(model?.number ?? -1, "best")).toEqual(
        version < 3 ? undefined : expect.objectContaining({ version: 0, aliases: ["best", "latest"] }),
      );
      await close();
    }

    const { runs, metrics, close } = await openSqliteStorage({ file, threads: "inline" });
    const again = {
      run: 1,
      stream: "history",
      source: "s",
      offset: 4199,
      rows: [rowOf(4199), rowOf(4200)],
    } as const;
    expect(await metrics.append([again])).toMatchObject([{ stored: 1, repeated: 1, mark: 4201 }]);
    expect((await runs.openRun("p", "new", 3)).number).toBe(3);
    await close();
  },
);

function rowOf(step: number): Record<string, number | string> {
  return {
    _step: step,
    loss: step % 7,
    ...(step % 1000 === 0 ? { note: `n${step}`, nan: Number.NaN } : {}),
  };
}
