import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createVirtualClock } from "@stepwell/effects/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadDriver } from "../database/driver.ts";
import type { Driver } from "../database/driver.ts";
import { createReaderCore } from "../threads/reader-core.ts";
import type { ReaderCall, ReaderCore } from "../threads/reader-core.ts";
import { createWriterCore } from "../threads/writer-core.ts";
import type { WriterCall, WriterCore } from "../threads/writer-core.ts";
import { encodeChunk } from "./encoded-chunk.ts";

const folder = mkdtempSync(join(tmpdir(), "stepwell-tidy-"));
afterAll(() => rmSync(folder, { recursive: true }));
let Sqlite: Driver;
beforeAll(async () => {
  Sqlite = await loadDriver();
});

const KEYS = 100;
const wideRow = (step: number) => ({
  _step: step,
  ...Object.fromEntries(Array.from({ length: KEYS }, (_, key) => [`k${key}`, (step * 7 + key) / 3])),
});

const openCores = (name: string) => {
  const file = join(folder, name);
  const clock = createVirtualClock();
  const writer = createWriterCore(Sqlite, file, clock);
  const reader = createReaderCore(Sqlite, file);
  const close = () => {
    reader.close();
    writer.close();
  };
  return { file, clock, writer, reader, close };
};

test("a wide block is sealed in pieces, and readers see the same rows, keys and charts all the while", () => {
  const { writer, reader, close } = openCores("wide.db");
  append(writer, 1, 0, 4200, wideRow);
  const before = seenOf(reader);
  let pieces = 0;
  while (writer.untidy) {
    writer.tidy();
    pieces += 1;
    if (pieces % 5 === 0) expect(seenOf(reader)).toEqual(before);
  }
  expect(pieces).toBeGreaterThan(20);
  expect(seenOf(reader)).toEqual(before);
  append(writer, 1, 4200, 1, wideRow);
  expect(seenOf(reader)).toMatchObject({ info: { lines: 4201, rows: 4201 } });
  close();
});

test.each(["cut off", "abandoned"])(
  "a wide block that was %s while it was being sealed leaves nothing behind",
  (how) => {
    const cores = openCores(`wide-${how}.db`);
    append(cores.writer, 1, 0, 4200, wideRow);
    cores.writer.tidy();
    expect(cores.writer.untidy).toBe(true);
    const lines = how === "abandoned" ? 4200 : 3000;
    if (how === "cut off") call(cores.writer, { name: "truncate", args: [1, "history", 3000] });
    cores.close();

    const { writer, reader, clock, close } = openCores(`wide-${how}.db`);
    const before = seenOf(reader);
    expect(before.info).toMatchObject({ lines, rows: lines });
    clock.advance(300_000);
    writer.noticeQuiet();
    expect(writer.untidy).toBe(true);
    while (writer.untidy) writer.tidy();
    expect(seenOf(reader)).toEqual(before);
    expect(before.keys).toContainEqual({ key: "k7", numbers: lines, others: {} });
    close();
  },
);

test("rows that come while their block is being sealed stay beside it", () => {
  const { writer, reader, close } = openCores("wide-late.db");
  append(writer, 1, 0, 1000, wideRow);
  append(writer, 1, 2000, 2200, wideRow);
  writer.tidy();
  append(writer, 1, 1000, 1000, wideRow);
  const before = seenOf(reader);
  expect(before.info.rows).toBe(4200);
  while (writer.untidy) writer.tidy();
  expect(seenOf(reader)).toEqual(before);
  close();
});

test("a run that comes after a removed one shows its own rows", () => {
  const { writer, reader, close } = openCores("after-removal.db");
  append(writer, 1, 0, 5000, (step) => ({ _step: step, k1: 1 }));
  while (writer.untidy) writer.tidy();
  expect(seenOf(reader).frames[0]?.max[0]).toBe(1);
  call(writer, { name: "removeRows", args: [1] });
  while (writer.untidy) writer.tidy();
  append(writer, 2, 0, 5000, (step) => ({ _step: step, k1: 2 }));
  while (writer.untidy) writer.tidy();
  expect(seenOf(reader).rows).toEqual([]);
  expect(seenOf(reader, 2).rows[4999]).toEqual({ line: 4999, row: { _step: 4999, k1: 2 } });
  expect(seenOf(reader, 2).frames[0]?.min[0]).toBe(2);
  close();
});

test("a removed run is gone at once, is swept in pieces over a restart, and its space is given back", () => {
  const first = openCores("removed.db");
  for (let offset = 0; offset < 1000; offset += 100) append(first.writer, 1, offset, 100, largeRow);
  append(first.writer, 2, 0, 100, largeRow);
  first.clock.advance(5000);
  first.writer.noticeQuiet();
  while (first.writer.untidy) first.writer.tidy();
  const kept = seenOf(first.reader, 2);
  call(first.writer, { name: "removeRows", args: [1] });
  expect(seenOf(first.reader)).toMatchObject({ rows: [], keys: [], info: { lines: 0, rows: 0 } });
  first.writer.tidy();
  expect(first.writer.untidy).toBe(true);
  first.close();
  const full = statSync(first.file).size;

  const { writer, reader, clock, file, close } = openCores("removed.db");
  let pieces = 0;
  const sweep = () => {
    for (; writer.untidy; pieces++) writer.tidy();
  };
  sweep();
  clock.advance(5000);
  writer.noticeQuiet();
  sweep();
  expect(pieces).toBeGreaterThan(4);
  expect(seenOf(reader, 2)).toEqual(kept);
  close();
  expect(full).toBeGreaterThan(20e6);
  expect(statSync(file).size).toBeLessThan(full / 2);
  const database = new Sqlite(file);
  for (const table of ["head", "fine", "cells"]) {
    const owner = `SELECT 1 FROM series WHERE series.id = ${table}.id / ${2 ** 22}`;
    const orphans = database.prepare(`SELECT id FROM ${table} WHERE NOT EXISTS (${owner})`).all();
    expect(orphans, table).toEqual([]);
  }
  expect(database.prepare("SELECT run FROM stream").all()).toEqual([{ run: 2 }]);
  expect(database.prepare("SELECT count(*) AS n FROM series WHERE stream <> 2").get()).toEqual({ n: 0 });
  expect(database.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
  database.close();
});

function largeRow(step: number) {
  return { _step: step, k1: step, [`own${step}`]: step, text: "x".repeat(24_000) };
}

function append(
  writer: WriterCore,
  run: number,
  offset: number,
  count: number,
  rowAt: (step: number) => Record<string, number | string>,
): void {
  const rows = Array.from({ length: count }, (_, at) => rowAt(offset + at));
  call(writer, {
    name: "append",
    args: [encodeChunk({ run, stream: "history", source: "s", offset, rows })],
  });
}

function call(writer: WriterCore, one: WriterCall): void {
  const [outcome] = writer.commit([one]);
  if (outcome === undefined || "error" in outcome) throw outcome?.error;
}

function seenOf(reader: ReaderCore, run = 1) {
  const ask = <Value>(one: ReaderCall): Value => {
    const outcome = reader.perform(one);
    if ("error" in outcome) throw outcome.error;
    return outcome.value as Value;
  };
  const query = { run, stream: "history", x: "_step" } as const;
  return {
    info: ask<{ rows: number }>({ name: "info", args: [run, "history"] }),
    keys: ask<unknown[]>({ name: "keys", args: [run, "history"] }),
    rows: ask<unknown[]>({
      name: "rows",
      args: [run, "history", { from: 0, limit: 1e6, keys: ["k1", `k${KEYS - 1}`] }],
    }),
    frames: ask<{ min: Float64Array; max: Float64Array }[]>({
      name: "series",
      args: [
        [
          { ...query, query: 0, key: "k1", buckets: 20 },
          { ...query, query: 1, key: `k${KEYS - 1}`, buckets: 400 },
          { ...query, query: 2, key: "k2", x: "k3", buckets: 50 },
        ],
      ],
    }),
  };
}
