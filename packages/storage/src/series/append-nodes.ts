import { BLOCK_LINES } from "../codec/block.ts";
import type { BlockHead } from "../codec/block-head.ts";
import { createNodeTable } from "../codec/node-table.ts";
import type { NodeTable, NodeTableBuilder } from "../codec/node-table.ts";
import type { StoredNodes } from "../codec/stored-nodes.ts";

/** Gives x at a place of the block; places are asked for in rising order. */
export type XOfPlace = (place: number) => number;

/** Appends a block's stored summaries at the table's level, each with x of its first and last point. */
export function appendStoredNodes(
  table: NodeTableBuilder,
  block: number,
  head: BlockHead,
  nodes: StoredNodes,
  xOf: XOfPlace,
): void {
  const width = 2 ** table.level;
  const line = block * BLOCK_LINES;
  const { size, values, details } = nodes;
  for (let node = 0; node < size; node++) {
    const detail = (row: number): number => (details as Uint16Array)[row * size + node] as number;
    const from = details === undefined ? node * width : detail(5);
    const to = details === undefined ? Math.min((node + 1) * width, head.end) - 1 : detail(6);
    const at = table.size;
    table.size += 1;
    table.index[at] = line / width + (details === undefined ? node : detail(0));
    table.count[at] = details === undefined ? to - from + 1 : detail(1);
    if (details !== undefined) {
      table.nan[at] = detail(2);
      table.positiveInfinity[at] = detail(3);
      table.negativeInfinity[at] = detail(4);
    }
    table.first[at] = values[node] as number;
    table.last[at] = values[size + node] as number;
    table.min[at] = values[2 * size + node] as number;
    table.max[at] = values[3 * size + node] as number;
    table.mean[at] = values[4 * size + node] as number;
    table.from[at] = line + from;
    table.to[at] = line + to;
    table.x[at] = xOf(from);
    table.xLast[at] = xOf(to);
  }
}

/** Appends the nodes of a block whose points are a straight line over its first places. */
export function appendLinearNodes(
  table: NodeTableBuilder,
  block: number,
  head: BlockHead,
  xOf: XOfPlace,
): void {
  const { first, stride } = head.linear as { first: number; stride: number };
  const width = 2 ** table.level;
  const line = block * BLOCK_LINES;
  for (let from = 0; from < head.end; from += width) {
    const to = Math.min(from + width, head.end) - 1;
    const start = first + stride * from;
    const stop = first + stride * to;
    const at = table.size;
    table.size += 1;
    table.index[at] = (line + from) / width;
    table.count[at] = to - from + 1;
    table.first[at] = start;
    table.last[at] = stop;
    table.min[at] = Math.min(start, stop);
    table.max[at] = Math.max(start, stop);
    table.mean[at] = start / 2 + stop / 2;
    table.from[at] = line + from;
    table.to[at] = line + to;
    table.x[at] = xOf(from);
    table.xLast[at] = xOf(to);
  }
}

/** Appends nodes of a table at the same or a finer level. */
export function appendTable(table: NodeTableBuilder, other: NodeTable): void {
  for (let at = 0; at < other.size; at++) table.addNode(other, at);
}

/** A table with room for `blocks` full blocks and `points` more nodes. */
export function tableForBlocks(level: number, blocks: number, points: number): NodeTableBuilder {
  return createNodeTable(level, blocks * (BLOCK_LINES / 2 ** level) + points);
}
