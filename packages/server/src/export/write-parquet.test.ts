import { parquetMetadata } from "hyparquet";
import { expect, test } from "vitest";
import { batchFromRows } from "@stepwell/storage";
import { readParquet } from "../testing/read-export.ts";
import type { TableColumn, TableWriter } from "./table.ts";
import { createParquetWriter } from "./write-parquet.ts";

const PAGE = 4096;
const column = (key: string, type: TableColumn["type"]): TableColumn => ({ key, name: key, type });
// Wide enough for small row groups.
const COLUMNS = [
  column("_step", "integer"),
  column("dense", "number"),
  column("sparse", "number"),
  column("note", "text"),
  column("ok", "bool"),
  ...Array.from({ length: 95 }, (_, at) => column(`never ${at}`, "number")),
];

const rowOf = (step: number) => ({
  _step: step,
  dense: Math.sin(step),
  ...(step % 3 === 0 || step > 2 * PAGE ? {} : { sparse: step === 5000 ? Number.NaN : -step }),
  ...(step % 1000 === 1 ? { note: `at ${step}`, ok: step > 3000 } : {}),
});

function writePages(writer: TableWriter, pages: number): Uint8Array[] {
  const pieces = writer.begin();
  for (let page = 0; page < pages; page++) {
    const rows = Array.from({ length: PAGE }, (_, at) => rowOf(page * PAGE + at));
    pieces.push(...writer.write(batchFromRows(rows)));
  }
  return [...pieces, ...writer.end()];
}

test("row groups leave as they are full, and every cell is in its row", async () => {
  const pieces = writePages(createParquetWriter(COLUMNS), 4);
  const bytes = new Uint8Array(await new Blob(pieces as Uint8Array<ArrayBuffer>[]).arrayBuffer());
  const metadata = parquetMetadata(bytes.buffer);
  expect(metadata.row_groups.map(({ num_rows: rows }) => rows)).toEqual([4096n, 4096n, 4096n, 4096n]);
  expect(metadata.created_by).toBe("stepwell");
  const table = await readParquet(bytes);
  table.rows.forEach((row, step) => {
    const { sparse = null, note = null, ok = null, ...rest } = rowOf(step) as Record<string, unknown>;
    expect(row.slice(0, 5)).toEqual([BigInt(rest["_step"] as number), rest["dense"], sparse, note, ok]);
  });
  expect(table.rows).toHaveLength(4 * PAGE);
  expect(table.rows.every((row) => row.slice(5).every((cell) => cell === null))).toBe(true);
});

test("a cell that its column can't hold ends the file with a sentence", () => {
  const writer = createParquetWriter([column("a", "number")]);
  writer.begin();
  expect([...writer.write(batchFromRows([{ a: 1 }, { a: "text" }]))]).toEqual([]);
  expect(() => writer.end()).toThrow(
    /^\[server\] Failed to export: "a" changed while it was read.+\. Export it again\.$/,
  );
});
