import type { ByteSink } from "./byte-sink.ts";
import type { ByteSource } from "./byte-source.ts";
import type { NodeTable } from "./node-table.ts";

/** The summaries of one block at one level, as stored: places count from the block's first line, and there is no x. */
export interface StoredNodes {
  readonly size: number;
  /** first, last, min, max and mean of all nodes, one column after the other. */
  readonly values: Float64Array;
  /** index, count, nan, +Infinity, -Infinity, from and to, column by column; undefined when every line has a finite point. */
  readonly details: Uint16Array | undefined;
}

const FULL = 1;
const SINGLE = 2;

/** Writes the nodes of a table whose positions count from the block's first line. `full` when every line so far has a finite point. */
export function writeNodes(sink: ByteSink, table: NodeTable, full: boolean): void {
  const { size } = table;
  const extremes = [table.first, table.last, table.min, table.max].map((column) => column.subarray(0, size));
  const single = extremes.every((column) => column.every((value) => Object.is(Math.fround(value), value)));
  sink.u32(size * 4 + (full ? FULL : 0) + (single ? SINGLE : 0));
  sink.u32(0);
  for (const column of extremes) {
    if (single) for (const value of Float32Array.from(column)) sink.u32(bitsOf(value));
    else for (const value of column) sink.f64(value);
  }
  for (const value of table.mean.subarray(0, size)) sink.f64(value);
  if (full) return;
  const { index, count, nan, positiveInfinity, negativeInfinity, from, to } = table;
  const details = new Uint16Array(7 * size);
  [index, count, nan, positiveInfinity, negativeInfinity, from, to].forEach((column, row) => {
    for (let at = 0; at < size; at++) details[row * size + at] = column[at] as number;
  });
  sink.bytes(new Uint8Array(details.buffer));
  sink.align();
}

/** Reads what `writeNodes` wrote. */
export function readNodes(source: ByteSource): StoredNodes {
  const word = source.u32();
  source.u32();
  const size = Math.floor(word / 4);
  const values = (word & SINGLE) === 0 ? source.f64s(5 * size) : readSingles(source, size);
  if (word & FULL) return { size, values, details: undefined };
  const bytes = source.bytes(14 * size);
  source.skip(-bytes.length & 7);
  return { size, values, details: new Uint16Array(bytes.slice().buffer, 0, 7 * size) };
}

const scratch = new DataView(new ArrayBuffer(4));

function bitsOf(value: number): number {
  scratch.setFloat32(0, value, true);
  return scratch.getUint32(0, true);
}

function readSingles(source: ByteSource, size: number): Float64Array {
  const values = new Float64Array(5 * size);
  values.set(new Float32Array(source.bytes(16 * size).slice().buffer, 0, 4 * size));
  values.set(source.f64s(size), 4 * size);
  return values;
}
