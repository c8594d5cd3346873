import { decodeFactColumn, FACT_BLOCK } from "@stepwell/storage/adapter";
import type { FactValue } from "@stepwell/storage";
import { firstRowFrom } from "./fact-place.ts";

/** A path's facts by row. Numbers lie in typed arrays: the first question of a process pays for every object. */
export interface FactRows {
  at(row: number): FactValue | undefined;
  readonly bytes: number;
}

/** What a row holds: nothing, a number, or one of the other values, from 1. */
const NOTHING = 0;
const NUMBER = -1;

/** Lays the blocks of a column out as rows, one for each of the runs, which rise. Throws `CodecError` for a damaged block. */
export function readFactRows(
  blocks: Iterable<{ readonly block: number; readonly data: Uint8Array }>,
  runs: Float64Array,
): FactRows {
  const codes = new Int32Array(runs.length);
  const numbers = new Float64Array(runs.length);
  const others: FactValue[] = [];
  let bytes = codes.byteLength + numbers.byteLength;

  const setOne = (row: number, value: FactValue): void => {
    if (typeof value === "number") {
      numbers[row] = value;
      codes[row] = NUMBER;
    } else {
      codes[row] = others.push(value);
    }
  };

  for (const { block, data } of blocks) {
    const column = decodeFactColumn(data);
    const first = block * FACT_BLOCK;
    const from = firstRowFrom(runs, first);
    const to = firstRowFrom(runs, first + FACT_BLOCK);
    if (column.places.length < to - from) {
      const rowOf = rowsByPlace(runs, first, from, to);
      column.values().forEach((value, entry) => {
        const row = rowOf[column.places[entry] as number] as number;
        if (row >= 0) setOne(row, value);
      });
      bytes += data.length;
      continue;
    }
    const listed = column.listed();
    if (column.numbers !== undefined) {
      numbers.set(column.numbers, from);
      codes.fill(NUMBER, from, to);
    } else if (listed !== undefined) {
      const before = others.length + 1;
      others.push(...listed.values);
      for (let entry = 0; entry < to - from; entry++) {
        codes[from + entry] = before + (listed.indexes[entry] as number);
      }
      bytes += data.length;
    } else {
      column.values().forEach((value, entry) => setOne(from + entry, value));
    }
  }
  return {
    bytes: bytes + 8 * others.length,
    at(row) {
      const code = codes[row] ?? NOTHING;
      if (code === NOTHING) return undefined;
      return code === NUMBER ? numbers[row] : others[code - 1];
    },
  };
}

/** The row of each place of a block, below zero for places without a run. */
function rowsByPlace(runs: Float64Array, first: number, from: number, to: number): Int32Array {
  const rows = new Int32Array(FACT_BLOCK).fill(-1);
  for (let row = from; row < to; row++) rows[(runs[row] as number) - first] = row;
  return rows;
}
