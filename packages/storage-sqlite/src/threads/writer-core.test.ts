import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createVirtualClock } from "@stepwell/effects/testing";
import { afterAll, expect, test } from "vitest";
import { loadDriver } from "../database/driver.ts";
import type { Database } from "../database/driver.ts";
import { encodeChunk } from "../metrics/encoded-chunk.ts";
import { createWriterCore } from "./writer-core.ts";
import type { WriterCall } from "./writer-core.ts";

const folder = mkdtempSync(join(tmpdir(), "stepwell-writer-"));
afterAll(() => rmSync(folder, { recursive: true }));

const append = (offset: number, count: number): WriterCall => {
  const rows = Array.from({ length: count }, (_, at) => ({ loss: offset + at }));
  return { name: "append", args: [encodeChunk({ run: 1, stream: "history", source: "a", offset, rows })] };
};

test("a writer that could not tidy because nothing can be written goes on when it can", async () => {
  const opened: Database[] = [];
  const Driver = await loadDriver();
  const core = createWriterCore(
    class extends Driver {
      constructor(file: string) {
        super(file);
        opened.push(this);
      }
    },
    join(folder, "full.db"),
    createVirtualClock(),
  );
  const [database] = opened as [Database];
  for (let offset = 0; offset < 64; offset++) core.commit([append(offset, 1)]);
  expect(core.untidy).toBe(true);

  database.exec("PRAGMA query_only = 1");
  core.tidy();
  expect(core.untidy).toBe(false);
  expect(core.commit([append(64, 1)])).toEqual([{ error: expect.any(Error) }]);

  database.exec("PRAGMA query_only = 0");
  expect(core.commit([append(64, 2)])).toMatchObject([{ value: [{ stored: 2, mark: 66 }] }]);
  expect(core.untidy).toBe(true);
  while (core.untidy) core.tidy();
  expect(database.prepare("SELECT count(*) AS tails, sum(rows) AS rows FROM tail").get()).toEqual({
    tails: 1,
    rows: 66,
  });
  core.close();
});
