import { BLOCK_LINES, blockOf } from "../codec/block.ts";
import { decodeCells, decodeHead } from "../codec/block-head.ts";
import type { BlockHead } from "../codec/block-head.ts";
import { pointsOfColumn } from "../codec/block-points.ts";
import type { Column } from "../codec/column.ts";
import { pairPoints } from "./pair-points.ts";
import { concatPoints } from "./points.ts";
import type { Points } from "./points.ts";
import type { Parts, TailView } from "./series-source.ts";

/** One block of a series: its stored halves and the tails that lie in it. */
export interface SeriesBlock {
  readonly block: number;
  readonly y: BlockHead | undefined;
  readonly x: BlockHead | undefined;
  readonly tails: readonly TailView[];
}

/** Lists the blocks in which the series can have points, in order. */
export function seriesBlocks(yHeads: Parts, xHeads: Parts, tails: readonly TailView[]): SeriesBlock[] {
  const tailsOf = new Map<number, TailView[]>();
  for (const tail of tails) {
    const block = blockOf(tail.line);
    tailsOf.set(block, [...(tailsOf.get(block) ?? []), tail]);
  }
  const decoded = (heads: Parts, block: number): BlockHead | undefined => {
    const bytes = heads.get(block);
    return bytes === undefined ? undefined : headOf(bytes);
  };
  const blocks: SeriesBlock[] = [];
  for (const block of new Set([...yHeads.keys(), ...tailsOf.keys()])) {
    const y = decoded(yHeads, block);
    const x = yHeads === xHeads ? y : decoded(xHeads, block);
    const own = tailsOf.get(block) ?? [];
    if ((y !== undefined && y.points > 0 && x !== undefined) || own.length > 0)
      blocks.push({ block, y, x, tails: own });
  }
  return blocks.toSorted((a, b) => a.block - b.block);
}

// A store that remembers heads gives the same bytes again, and they are decoded and checked once.
const decodedHeads = new WeakMap<Uint8Array, BlockHead>();

function headOf(bytes: Uint8Array): BlockHead {
  const known = decodedHeads.get(bytes);
  if (known !== undefined) return known;
  const head = decodeHead(bytes);
  decodedHeads.set(bytes, head);
  return head;
}

/** True when the stored summaries of y are those of the series: every point of y has a finite x in its row. */
export function isPaired({ y, x, tails }: SeriesBlock): boolean {
  if (y === undefined || x === undefined || tails.length > 0 || !x.finite) return false;
  return samePlaces(y, x) || (isDense(x) && y.end <= x.end);
}

/** True when both have their points in the same rows, and so x is known at the edges of nodes of y. */
export function samePlaces(y: BlockHead, x: BlockHead): boolean {
  return y.presence === x.presence && y.points === x.points && y.from === x.from && y.end === x.end;
}

/** The points of a block from its cells and tails. */
export function pointsOfBlock(at: SeriesBlock, yCells: Parts, xCells: Parts, key: string, x: string): Points {
  const line = at.block * BLOCK_LINES;
  const parts: Points[] = [];
  const yColumn = columnOf(at.y, yCells.get(at.block));
  const xColumn = columnOf(at.x, xCells.get(at.block));
  if (yColumn !== undefined && xColumn !== undefined) {
    parts.push(pairPoints(pointsOfColumn(yColumn), pointsOfColumn(xColumn), line));
  }
  for (const tail of at.tails) {
    const y = tail.column(key);
    const own = tail.column(x);
    if (y !== undefined && own !== undefined) {
      parts.push(pairPoints(pointsOfColumn(y), pointsOfColumn(own), tail.line));
    }
  }
  return inLineOrder(parts.filter(({ size }) => size > 0));
}

/** A block's cells, from its head or from what was fetched. */
export function columnOf(head: BlockHead | undefined, cells: Uint8Array | undefined): Column | undefined {
  return head?.cells?.() ?? (cells === undefined ? undefined : decodeCells(cells));
}

function isDense(head: BlockHead): boolean {
  return head.from === 0 && head.end === head.points;
}

// Rows that came late fill gaps between the sealed ones, so stretches may interleave.
function inLineOrder(parts: readonly Points[]): Points {
  const joined = concatPoints(parts);
  const position = joined.position.subarray(0, joined.size);
  if (position.every((line, at) => at === 0 || line > (position[at - 1] as number))) return joined;
  const order = Uint32Array.from(position, (_, at) => at).sort(
    (a, b) => (position[a] as number) - (position[b] as number),
  );
  return {
    size: joined.size,
    position: Float64Array.from(order, (at) => position[at] as number),
    x: Float64Array.from(order, (at) => joined.x[at] as number),
    y: Float64Array.from(order, (at) => joined.y[at] as number),
  };
}
