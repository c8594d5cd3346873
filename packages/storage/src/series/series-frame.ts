import type { SeriesFrame } from "@stepwell/protocol";
import { COARSE_LEVEL, FINE_LEVEL } from "../codec/block.ts";
import type { SeriesQuery } from "../metric-store.ts";
import { chooseLevel, frameOfNodes, frameOfPoints } from "./build-frame.ts";
import type { FrameFacts } from "./build-frame.ts";
import { createLevelReader, pointsIn } from "./level-reader.ts";
import type { LevelReader } from "./level-reader.ts";
import { mergeSteps } from "./merge-steps.ts";
import { concatPoints, pointsInRange, risesStrictly } from "./points.ts";
import type { Points } from "./points.ts";
import { seriesBlocks } from "./series-blocks.ts";
import type { Parts, PartsWanted, StreamView } from "./series-source.ts";

/**
 * Computes the frame of a query from stored blocks, reading no more than the answer needs: it yields what it wants to
 * have read and is sent what was found, so that an adapter may read at once or wait. Throws `CodecError` for damaged parts.
 */
export function* seriesFrame(
  query: SeriesQuery,
  view: StreamView,
): Generator<PartsWanted, SeriesFrame, Parts> {
  const merged = query.x === "_step" ? view.merged?.get(query.key) : undefined;
  if (merged !== undefined) return frameOfMerged(query, view, merged);
  const yHeads = yield { part: "head", key: query.key, blocks: undefined };
  const xHeads = query.x === query.key ? yHeads : yield { part: "head", key: query.x, blocks: undefined };
  const reader = createLevelReader(query, seriesBlocks(yHeads, xHeads, view.tails));

  const coarse = yield* reader.nodes(COARSE_LEVEL);
  if (query.x === "_step" && !reader.rises()) return yield* mergedFrame(query, view, reader);

  const facts = factsOf(query, view, reader.pointsOutside + pointsIn(coarse), pointsIn(coarse));
  const level = chooseLevel(coarse, query.buckets);
  if (level !== undefined) return frameOfNodes(coarse, level, facts);

  // A node has at most 16 finer ones; where even those would not do, they need not be read.
  if (coarse.size * 2 ** (COARSE_LEVEL - FINE_LEVEL) >= query.buckets) {
    const fine = yield* reader.nodes(FINE_LEVEL);
    const finer = chooseLevel(fine, query.buckets);
    if (finer !== undefined) return frameOfNodes(fine, finer, facts);
  }
  return frameOfPoints(concatPoints(yield* reader.points("in range")), query.buckets, facts);
}

function* mergedFrame(
  query: SeriesQuery,
  view: StreamView,
  reader: LevelReader,
): Generator<PartsWanted, SeriesFrame, Parts> {
  const points = concatPoints(yield* reader.points("all"));
  const drawn = risesStrictly(points) ? points : mergeSteps(points);
  view.merged?.keep(query.key, drawn);
  return frameOfMerged(query, view, drawn);
}

function frameOfMerged(query: SeriesQuery, view: StreamView, drawn: Points): SeriesFrame {
  const inRange = pointsInRange(drawn, query.range);
  return frameOfPoints(inRange, query.buckets, factsOf(query, view, drawn.size, inRange.size));
}

function factsOf(query: SeriesQuery, view: StreamView, stored: number, storedInRange: number): FrameFacts {
  return { query: query.query, stored, storedInRange, nextLine: view.nextLine };
}
