import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson, printJson, splitPath } from "@stepwell/protocol";
import type { Json } from "@stepwell/protocol";
import type { Row } from "@stepwell/runlog";
import { arbitraryRow, recordedRows } from "@stepwell/storage/testing";
import { readArrow, readCsv, readJsonl, readParquet } from "../testing/read-export.ts";
import type { ReadTable } from "../testing/read-export.ts";
import { createTestServer } from "../testing/test-server.ts";

/** Stores rows as a run of their own and gives the export in a format. */
async function exporter(rows: readonly Row[]): Promise<(format: string) => Promise<Uint8Array>> {
  const server = createTestServer();
  const { number } = await server.runs.openRun("demo", "abc", 0);
  await server.metrics.append([{ run: number, stream: "history", source: "s", offset: 0, rows }]);
  return async (format) => {
    const response = await server.request(`/api/export/demo/abc?format=${format}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (response.status !== 200) throw new Error(new TextDecoder().decode(bytes));
    return bytes;
  };
}

function nested(flat: Record<string, Json>): Row {
  const row: Record<string, Json> = {};
  for (const [key, value] of Object.entries(flat)) {
    const path = splitPath(key);
    let branch = row;
    for (const part of path.slice(0, -1)) {
      if (!Object.hasOwn(branch, part) || typeof branch[part] !== "object") setOwn(branch, part, {});
      branch = branch[part] as Record<string, Json>;
    }
    setOwn(branch, path.at(-1) as string, value);
  }
  return row;
}

function setOwn(object: Record<string, Json>, part: string, value: Json): void {
  Object.defineProperty(object, part, { value, enumerable: true, configurable: true, writable: true });
}

const wellFormed = (text: string): string =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(new TextEncoder().encode(text));

/** What a cell of a typed column must be: null and absent are one there, and text is UTF-8. */
function typed(value: Json | undefined, isJson: boolean): unknown {
  if (value === undefined) return null;
  if (isJson) return printJson(value);
  return typeof value === "string" ? wellFormed(value) : value;
}

function plain(cell: unknown): unknown {
  return typeof cell === "bigint" && Number.isSafeInteger(Number(cell)) ? Number(cell) : cell;
}

/** Every cell of a typed file is the one of the JSON lines. */
function expectSame(table: ReadTable, flat: readonly Record<string, Json>[], keys: readonly string[]): void {
  const json = new Set(table.json);
  const cells = table.rows.map((row) => row.map(plain));
  expect(cells).toEqual(
    flat.map((row) =>
      keys.map((key, at) =>
        typed(Object.hasOwn(row, key) ? row[key] : undefined, json.has(table.names[at] as string)),
      ),
    ),
  );
}

/** CSV has texts only: what the other files say of the columns tells how to read them. */
function typedCsv(csv: ReadTable, arrow: ReadTable): ReadTable {
  const json = new Set(arrow.json);
  const rows = csv.rows.map((row) =>
    row.map((cell, at) => {
      const isText = arrow.types[at] === "Utf8";
      if (cell === null || (isText && json.has(arrow.names[at] as string))) return cell;
      return isText ? unescaped(cell as string) : parseJson(cell as string);
    }),
  );
  return { ...csv, names: csv.names.map(unescaped), json: arrow.json, rows };
}

/** Takes away what keeps a spreadsheet from finding a formula. */
function unescaped(text: string): string {
  return text.replace(/^'(?='*[=+\-@\t\r])/, "");
}

function orderOf(flat: readonly Record<string, Json>[]): string[] {
  const keys = new Set(flat.flatMap((row) => Object.keys(row)));
  const leading = ["_step", "_timestamp", "_runtime"].filter((key) => keys.has(key));
  return [...leading, ...[...keys].filter((key) => !leading.includes(key))];
}

async function check(rows: readonly Row[]): Promise<void> {
  const load = await exporter(rows);
  const flat = readJsonl(await load("jsonl"));
  expect(flat.map(nested)).toEqual(rows);
  const arrow = readArrow(await load("arrow"));
  const parquet = await readParquet(await load("parquet"));
  // The same leaf may come twice in a row, written in two ways; the last one wins in a line, so the order is that of the file.
  const keys = orderOf(flat);
  if (keys.length === 0) return;
  expect(arrow.names.map((name) => name.replace(/ \(\d+\)$/, ""))).toEqual(
    keys.map((key) => wellFormed(key).replace(/ \(\d+\)$/, "")),
  );
  expect(parquet.names).toEqual(arrow.names);
  expectSame(arrow, flat, keys);
  expectSame(parquet, flat, keys);
  const csv = typedCsv(readCsv(await load("csv")), arrow);
  expect(csv.names).toEqual(arrow.names);
  expectSame(csv, flat, keys);
}

test("the rows of every recorded case read back from each format", { timeout: 60_000 }, async () => {
  for (const line of recordedRows.trim().split("\n")) {
    const [id = ""] = line.split(" ", 1);
    await check(parseJson(line.slice(id.length)) as unknown as readonly Row[]);
  }
});

test(
  "columns of every type read back over several pages, with holes in them",
  { timeout: 60_000 },
  async () => {
    const mixed: readonly Json[] = [0.5, "text", true, null, 2n ** 61n, [1, Number.NaN], { _type: "x" }];
    const rows = Array.from({ length: 5000 }, (_, step): Row => {
      const row: Record<string, Json> = {
        _step: step,
        loss: step / 7,
        mixed: mixed[step % mixed.length] as Json,
      };
      if (step % 3 !== 0) row["big"] = step % 2 === 0 ? 2n ** 60n + BigInt(step) : step;
      if (step % 5 === 1) row["text"] = `=${step}`;
      if (step % 7 !== 2) row["flag"] = step % 11 < 5;
      if (step > 4500) row["late"] = step % 2 === 0 ? null : -step / 3;
      return row;
    });
    await check(rows);
  },
);

test("rows of every shape read back from each format", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(arbitraryRow, { minLength: 1, maxLength: 8 }), async (rows) => {
      await check(rows.map((row, step) => ({ ...row, _step: step })));
    }),
    { numRuns: 100 },
  );
});
