import { crc32 } from "@stepwell/protocol";
import { COARSE_LEVEL, FINE_LEVEL } from "./block.ts";
import { pointsOfColumn } from "./block-points.ts";
import type { BlockPoints } from "./block-points.ts";
import { createByteSink } from "./byte-sink.ts";
import { ByteSource } from "./byte-source.ts";
import { CodecError } from "./codec-error.ts";
import { readColumn, writeColumn } from "./column-codec.ts";
import type { Column } from "./column.ts";
import { createNodeTable, mergeNodes } from "./node-table.ts";
import { readNodes, writeNodes } from "./stored-nodes.ts";
import type { StoredNodes } from "./stored-nodes.ts";

// A head: u32 CRC of the rest · u8 version · u8 flags · u16 0 · u32 points, from, end, presence · f64 min, max
//   · [f64 first, stride] · [coarse summaries] · [cells]
// Fine summaries: u32 CRC of the rest · u8 version · 3 × 0 · summaries

/** What is known of one key in one sealed block without reading its cells. Places count from the block's first line. */
export interface BlockHead {
  /** Numbers, finite or not. */
  readonly points: number;
  /** Place of the first point, and the place after the last one. */
  readonly from: number;
  readonly end: number;
  /** Equal for equal places. */
  readonly presence: number;
  readonly finite: boolean;
  /** Along the lines: no order, never falling, always rising. */
  readonly order: 0 | 1 | 2;
  /** Over finite points; NaN where there are none. */
  readonly min: number;
  readonly max: number;
  /** Set when the point at place p is exactly `first + stride * p`, at every place from 0 to the last. */
  readonly linear: { readonly first: number; readonly stride: number } | undefined;
  /** At the coarse level; undefined when few points make them useless, or `linear` tells them. */
  readonly nodes: StoredNodes | undefined;
  /** Reads the cells themselves, when they are small enough to be here. */
  readonly cells: (() => Column) | undefined;
}

/** What to store for one key in one block: always a head, and what did not fit in it. */
export interface EncodedBlock {
  readonly head: Uint8Array;
  /** The cells, where the head does not hold them. */
  readonly cells: Uint8Array | undefined;
  /** Summaries at the fine level, where they are worth their bytes. */
  readonly fine: Uint8Array | undefined;
}

const VERSION = 1;
const FINITE = 1;
const LINEAR = 2;
const NODES = 4;
const COLUMN = 8;
const ORDER = 16;
const SMALL = 1024;
const FEWEST_FOR_COARSE = 64;
const FEWEST_FOR_FINE = 512;

/** Encodes a column whose slots count from the block's first line. */
export function encodeBlock(column: Column): EncodedBlock {
  const points = pointsOfColumn(column);
  const sections = createByteSink(column.size * 8 + 64);
  writeColumn(sections, "", column, "compact");
  const small = sections.size <= SMALL;
  const size = points.values.length;
  const linear = linearOf(points);
  const finite = points.values.every((value) => Number.isFinite(value));
  const full = finite && points.places === undefined;
  const fine = size > FEWEST_FOR_COARSE && linear === undefined ? fineTable(points) : undefined;

  const sink = createByteSink(1024);
  const flags =
    (finite ? FINITE : 0) |
    (linear === undefined ? 0 : LINEAR) |
    (fine === undefined ? 0 : NODES) |
    (small ? COLUMN : 0) |
    (ORDER * orderOf(points.values));
  sink.u32(0);
  sink.u32(VERSION | (flags << 8));
  sink.u32(size);
  sink.u32(points.places?.[0] ?? 0);
  sink.u32(size === 0 ? 0 : (points.places?.[size - 1] ?? size - 1) + 1);
  sink.u32(points.places === undefined ? size : crc32(bytesOf(points.places)));
  const { min, max } = extentOf(points.values);
  sink.f64(min);
  sink.f64(max);
  if (linear !== undefined) {
    sink.f64(linear.first);
    sink.f64(linear.stride);
  }
  if (fine !== undefined) writeNodes(sink, mergeNodes(fine, COARSE_LEVEL), full);
  if (small) sink.bytes(sections.view());
  sink.setU32(0, crc32(sink.view(4)));

  const storeFine = fine !== undefined && size > FEWEST_FOR_FINE && !small;
  return {
    head: sink.view().slice(),
    cells: small ? undefined : sections.view(),
    fine: storeFine ? encodeFine(fine, full) : undefined,
  };
}

/** True when `encodeBlock` gave fine summaries beside this head. */
export function storesFine({ nodes, points, cells }: BlockHead): boolean {
  return nodes !== undefined && points > FEWEST_FOR_FINE && cells === undefined;
}

/** Throws `CodecError` for bytes that are no head. */
export function decodeHead(bytes: Uint8Array): BlockHead {
  const source = new ByteSource(bytes);
  const word = checked(bytes);
  source.skip(8);
  const flags = word >>> 8;
  const points = source.u32();
  const from = source.u32();
  const end = source.u32();
  const presence = source.u32();
  const min = source.f64();
  const max = source.f64();
  const linear = flags & LINEAR ? { first: source.f64(), stride: source.f64() } : undefined;
  const nodes = flags & NODES ? readNodes(source) : undefined;
  const at = source.position;
  const cells = flags & COLUMN ? () => readColumn(bytes, at).column : undefined;
  const order = ((flags / ORDER) & 3) as BlockHead["order"];
  return {
    points,
    from,
    end,
    presence,
    finite: (flags & FINITE) !== 0,
    order,
    min,
    max,
    linear,
    nodes,
    cells,
  };
}

/** Reads a block's cells from what `encodeBlock` gave as `cells`. */
export function decodeCells(bytes: Uint8Array): Column {
  return readColumn(bytes, 0).column;
}

/** Reads a block's fine summaries. */
export function decodeFine(bytes: Uint8Array): StoredNodes {
  checked(bytes);
  const source = new ByteSource(bytes);
  source.skip(8);
  return readNodes(source);
}

function encodeFine(table: Parameters<typeof writeNodes>[1], full: boolean): Uint8Array {
  const sink = createByteSink(table.size * 42 + 32);
  sink.u32(0);
  sink.u32(VERSION);
  writeNodes(sink, table, full);
  sink.setU32(0, crc32(sink.view(4)));
  return sink.view();
}

function checked(bytes: Uint8Array): number {
  const source = new ByteSource(bytes);
  const checksum = source.u32();
  const word = source.u32();
  if (checksum !== crc32(bytes, 4)) throw new CodecError("a summary's checksum does not fit");
  if ((word & 255) !== VERSION) {
    throw new CodecError(`a summary has the version "${word & 255}", which is newer than this program`);
  }
  return word;
}

function fineTable({ places, values }: BlockPoints) {
  const table = createNodeTable(FINE_LEVEL, Math.min(values.length, 256));
  for (let at = 0; at < values.length; at++) {
    table.addPoint(places === undefined ? at : (places[at] as number), values[at] as number, Number.NaN);
  }
  return table;
}

function linearOf({ places, values }: BlockPoints): BlockHead["linear"] {
  const first = values[0];
  if (places !== undefined || first === undefined) return undefined;
  const stride = values.length > 1 ? (values[1] as number) - first : 0;
  if (!Number.isFinite(first) || !Number.isFinite(stride)) return undefined;
  return values.every((value, at) => value === first + stride * at) ? { first, stride } : undefined;
}

function orderOf(values: Float64Array): BlockHead["order"] {
  let order: BlockHead["order"] = 2;
  for (let at = 1; at < values.length; at++) {
    const before = values[at - 1] as number;
    const value = values[at] as number;
    if (!(value >= before)) return 0;
    if (value === before) order = 1;
  }
  return order;
}

function extentOf(values: Float64Array): { min: number; max: number } {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min > max ? { min: Number.NaN, max: Number.NaN } : { min, max };
}

function bytesOf(places: Uint32Array): Uint8Array {
  return new Uint8Array(places.buffer, places.byteOffset, places.byteLength);
}
