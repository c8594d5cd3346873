import { FINE_LEVEL } from "../codec/block.ts";
import type { COARSE_LEVEL } from "../codec/block.ts";
import { decodeFine, storesFine } from "../codec/block-head.ts";
import type { BlockHead } from "../codec/block-head.ts";
import { pointsOfColumn } from "../codec/block-points.ts";
import type { NodeTable, NodeTableBuilder } from "../codec/node-table.ts";
import type { StoredNodes } from "../codec/stored-nodes.ts";
import type { SeriesQuery } from "../metric-store.ts";
import { appendLinearNodes, appendStoredNodes, appendTable, tableForBlocks } from "./append-nodes.ts";
import type { XOfPlace } from "./append-nodes.ts";
import { tableOfPoints } from "./build-frame.ts";
import { createLookup } from "./pair-points.ts";
import { pointsInRange, risesStrictly } from "./points.ts";
import type { Points } from "./points.ts";
import { columnOf, isPaired, pointsOfBlock, samePlaces } from "./series-blocks.ts";
import type { SeriesBlock } from "./series-blocks.ts";
import type { Parts, PartsWanted } from "./series-source.ts";

/** Reads a series level by level; what was read for one level is kept for the next. */
export interface LevelReader {
  /** Nodes of all points in the range. */
  nodes(level: typeof COARSE_LEVEL | typeof FINE_LEVEL): Generator<PartsWanted, NodeTable, Parts>;
  /** The points themselves, block by block. */
  points(which: "in range" | "all"): Generator<PartsWanted, Points[], Parts>;
  /** Points outside the range; complete after `nodes`. */
  readonly pointsOutside: number;
  /** True when x rises from point to point through all blocks, in the range or not. Call it after `nodes`. */
  rises(): boolean;
}

type Use = "whole" | "outside" | "points";

/** Reads the series of `query` from its blocks, which must be in order. */
export function createLevelReader(query: SeriesQuery, blocks: readonly SeriesBlock[]): LevelReader {
  const yCells = new Map<number, Uint8Array>();
  const xCells = query.key === query.x ? yCells : new Map<number, Uint8Array>();
  const pointsOf = new Map<number, Points>();
  const fineOf = new Map<number, NodeTable>();
  const planned = blocks.map((at) => ({ at, use: useOf(at, query) }));
  let pointsOutside = 0;
  for (const { at, use } of planned) if (use === "outside") pointsOutside += (at.y as BlockHead).points;

  function* fetchCells(
    key: string,
    into: Map<number, Uint8Array>,
    wanted: SeriesBlock[],
    half: "y" | "x",
  ): Generator<PartsWanted, void, Parts> {
    const missing = wanted.filter((at) => {
      const head = at[half];
      return head !== undefined && head.cells === undefined && !into.has(at.block);
    });
    if (missing.length === 0) return;
    const found: Parts = yield { part: "cells", key, blocks: missing.map(({ block }) => block) };
    for (const [block, bytes] of found) into.set(block, bytes);
  }

  function* fetchPoints(wanted: SeriesBlock[]): Generator<PartsWanted, void, Parts> {
    const missing = wanted.filter(({ block }) => !pointsOf.has(block));
    yield* fetchCells(query.key, yCells, missing, "y");
    yield* fetchCells(query.x, xCells, missing, "x");
    for (const at of missing) pointsOf.set(at.block, pointsOfBlock(at, yCells, xCells, query.key, query.x));
  }

  function* fetchFine(key: string, wanted: SeriesBlock[]): Generator<PartsWanted, Parts, Parts> {
    if (wanted.length === 0) return new Map();
    return yield { part: "fine", key, blocks: wanted.map(({ block }) => block) };
  }

  function inRange(at: SeriesBlock): Points {
    return pointsInRange(pointsOf.get(at.block) as Points, query.range);
  }

  // Both levels are made from the same fine nodes, so that points are gone through once.
  function fineNodes(at: SeriesBlock): NodeTable {
    const table = fineOf.get(at.block) ?? tableOfPoints(inRange(at), FINE_LEVEL);
    fineOf.set(at.block, table);
    return table;
  }

  return {
    get pointsOutside() {
      return pointsOutside;
    },
    *nodes(level) {
      const fine = level === FINE_LEVEL;
      const whole = planned.filter(({ use }) => use === "whole").map(({ at }) => at);
      const summed = new Set(whole.filter(({ y }) => isSummed(y as BlockHead, fine)));
      const single = planned
        .filter(({ at, use }) => use !== "outside" && !summed.has(at))
        .map(({ at }) => at);
      yield* fetchPoints(single);
      yield* fetchCells(
        query.x,
        xCells,
        [...summed].filter((at) => !knowsEdges(at, fine)),
        "x",
      );
      const stored = (half: "y" | "x") =>
        [...summed].filter((at) => fine && storesFine(at[half] as BlockHead));
      const yFine = yield* fetchFine(query.key, stored("y"));
      const xFine = yield* fetchFine(query.x, stored("x").filter(edgesFromNodes));

      const loose = single.reduce((sum, at) => sum + fineNodes(at).size, 0);
      const table = tableForBlocks(level, summed.size, loose);
      for (const { at, use } of planned) {
        if (use === "outside") continue;
        if (!summed.has(at)) {
          appendTable(table, fineNodes(at));
          continue;
        }
        const xNodes = fine ? decoded(xFine, at.block) : at.x?.nodes;
        appendSummed(
          table,
          at,
          fine ? decoded(yFine, at.block) : at.y?.nodes,
          xOfBlock(at, level, xNodes, xCells),
        );
      }
      if (!fine) {
        for (const at of single) {
          pointsOutside += (pointsOf.get(at.block) as Points).size - pointsIn(fineNodes(at));
        }
      }
      return table;
    },
    rises() {
      let last = -Infinity;
      return planned.every(({ at, use }) => {
        const points = use === "points" ? (pointsOf.get(at.block) as Points) : undefined;
        if (points?.size === 0) return true;
        const head = at.x as BlockHead;
        const first = points === undefined ? head.min : (points.x[0] as number);
        const rises = first > last && (points === undefined || risesStrictly(points));
        last = points === undefined ? head.max : (points.x[points.size - 1] as number);
        return rises;
      });
    },
    *points(which) {
      const wanted = planned.filter(({ use }) => which === "all" || use !== "outside").map(({ at }) => at);
      yield* fetchPoints(wanted);
      return wanted.map((at) => (which === "all" ? (pointsOf.get(at.block) as Points) : inRange(at)));
    },
  };
}

function useOf(at: SeriesBlock, { x, range }: SeriesQuery): Use {
  if (!isPaired(at)) return "points";
  const head = at.x as BlockHead;
  if (x === "_step" && head.order !== 2) return "points";
  if (range === undefined || (range[0] <= head.min && head.max <= range[1])) return "whole";
  return head.max < range[0] || range[1] < head.min ? "outside" : "points";
}

function isSummed(y: BlockHead, fine: boolean): boolean {
  return y.linear !== undefined || (fine ? storesFine(y) : y.nodes !== undefined);
}

// Where both halves have the same rows, a node's first x is the first value of the same node of x.
function edgesFromNodes({ x, y }: SeriesBlock): boolean {
  return x !== undefined && y !== undefined && x.linear === undefined && samePlaces(y, x);
}

function knowsEdges(at: SeriesBlock, fine: boolean): boolean {
  const x = at.x as BlockHead;
  return x.linear !== undefined || (edgesFromNodes(at) && (fine ? storesFine(x) : x.nodes !== undefined));
}

function xOfBlock(at: SeriesBlock, level: number, nodes: StoredNodes | undefined, xCells: Parts): XOfPlace {
  const x = at.x as BlockHead;
  if (x.linear !== undefined) {
    const { first, stride } = x.linear;
    return (place) => first + stride * place;
  }
  if (edgesFromNodes(at) && nodes !== undefined) return edgesOf(nodes, level, x);
  const column = columnOf(x, xCells.get(at.block));
  return column === undefined ? () => Number.NaN : createLookup(pointsOfColumn(column));
}

function edgesOf({ size, values, details }: StoredNodes, level: number, head: BlockHead): XOfPlace {
  const width = 2 ** level;
  const places = new Uint32Array(2 * size);
  const edges = new Float64Array(2 * size);
  for (let node = 0; node < size; node++) {
    places[2 * node] = details?.[5 * size + node] ?? node * width;
    places[2 * node + 1] = details?.[6 * size + node] ?? Math.min((node + 1) * width, head.end) - 1;
    edges[2 * node] = values[node] as number;
    edges[2 * node + 1] = values[size + node] as number;
  }
  return createLookup({ places, values: edges });
}

function appendSummed(
  table: NodeTableBuilder,
  at: SeriesBlock,
  nodes: StoredNodes | undefined,
  xOf: XOfPlace,
): void {
  const head = at.y as BlockHead;
  if (head.linear !== undefined) appendLinearNodes(table, at.block, head, xOf);
  else if (nodes !== undefined) appendStoredNodes(table, at.block, head, nodes, xOf);
}

function decoded(parts: Parts, block: number): StoredNodes | undefined {
  const bytes = parts.get(block);
  return bytes === undefined ? undefined : decodeFine(bytes);
}

/** Points in all nodes of a table. */
export function pointsIn({ size, count }: NodeTable): number {
  let points = 0;
  for (let at = 0; at < size; at++) points += count[at] as number;
  return points;
}
