import type { LineRange, RowReceipt } from "./metric-store.ts";

/** What a store keeps of one (run, stream) to place rows. */
export interface StreamPlace {
  /** The next line to be given out. */
  lines: number;
  epoch: number;
}

/** What a store keeps of one source of a stream. */
export interface SourcePlace {
  mark: number;
  /** Rows above which others were given, in order. */
  holes: readonly Hole[];
}

/** Rows of a source that have not been given, with the lines that are kept for them. */
export interface Hole {
  /** Numbers within the source, half open. */
  readonly from: number;
  readonly to: number;
  /** The line of `from`, or undefined when it was cut off by a truncation. */
  readonly line: number | undefined;
}

/** Rows `from..from + count` of the chunk go to consecutive lines from `line` on. */
export interface Placement {
  readonly from: number;
  readonly count: number;
  readonly line: number;
}

// A stream's lines end here, so that a place in it fits the stores' packed ids.
const LINE_LIMIT = 2 ** 34;

/**
 * Decides where the rows of a chunk go and updates `stream` and `source`: rows below the mark fill holes or are repeated,
 * rows at the mark are appended, rows above it leave a hole whose lines are kept free.
 * Throws for an offset that is no whole number, an epoch that was never opened, and a full stream.
 */
export function placeRows(
  stream: StreamPlace,
  source: SourcePlace,
  chunk: { readonly offset: number; readonly count: number; readonly epoch?: number | undefined },
): { readonly receipt: RowReceipt; readonly placements: readonly Placement[] } {
  const { offset, count } = chunk;
  check(stream, source, chunk);
  if (chunk.epoch !== undefined && chunk.epoch < stream.epoch) {
    // They count as given: a sender that is told otherwise gives them for ever.
    if (count > 0) source.mark = Math.max(source.mark, offset + count);
    return {
      receipt: { stored: 0, repeated: 0, stale: count, mark: source.mark, lines: [] },
      placements: [],
    };
  }
  const placements: Placement[] = [];
  const end = offset + count;
  let stale = 0;
  if (count > 0 && offset < source.mark) stale = fillHoles(source, offset, end, placements);
  if (count > 0 && end > source.mark) append(stream, source, offset, end, placements);
  const stored = placements.reduce((sum, placement) => sum + placement.count, 0);
  const receipt = {
    stored,
    repeated: count - stored - stale,
    stale,
    mark: source.mark,
    lines: linesOf(placements),
  };
  return { receipt, placements };
}

/** Throws unless `line` was given out or is the next one. */
export function checkTruncation(line: number, lines: number): void {
  if (Number.isSafeInteger(line) && line >= 0 && line <= lines) return;
  throw new RangeError(
    `[storage] Failed to truncate: the line "${line}" is not between 0 and "${lines}". Name a line that was given out, or the next one.`,
  );
}

/** What is left of a source's holes when the lines from `line` on are removed. */
export function truncateHoles(holes: readonly Hole[], line: number): Hole[] {
  return holes.flatMap((hole): Hole[] => {
    if (hole.line === undefined) return [hole];
    const kept = Math.max(0, Math.min(hole.to - hole.from, line - hole.line));
    const cut = hole.from + kept;
    const parts: Hole[] = [];
    if (kept > 0) parts.push({ from: hole.from, to: cut, line: hole.line });
    if (cut < hole.to) parts.push({ from: cut, to: hole.to, line: undefined });
    return parts;
  });
}

function fillHoles(source: SourcePlace, from: number, to: number, placements: Placement[]): number {
  let stale = 0;
  const left: Hole[] = [];
  for (const hole of source.holes) {
    const start = Math.max(hole.from, from);
    const stop = Math.min(hole.to, to);
    if (start >= stop) {
      left.push(hole);
      continue;
    }
    if (hole.line === undefined) {
      stale += stop - start;
      left.push(hole);
      continue;
    }
    placements.push({ from: start - from, count: stop - start, line: hole.line + start - hole.from });
    if (hole.from < start) left.push({ from: hole.from, to: start, line: hole.line });
    if (stop < hole.to) left.push({ from: stop, to: hole.to, line: hole.line + stop - hole.from });
  }
  source.holes = left;
  return stale;
}

function append(
  stream: StreamPlace,
  source: SourcePlace,
  from: number,
  to: number,
  placements: Placement[],
): void {
  if (from > source.mark) {
    source.holes = [...source.holes, { from: source.mark, to: from, line: stream.lines }];
    stream.lines += from - source.mark;
  }
  const start = Math.max(from, source.mark);
  placements.push({ from: start - from, count: to - start, line: stream.lines });
  stream.lines += to - start;
  source.mark = to;
}

function linesOf(placements: readonly Placement[]): LineRange[] {
  const ranges: LineRange[] = [];
  for (const { line, count } of placements) {
    const before = ranges.at(-1);
    if (before !== undefined && before.to === line)
      ranges[ranges.length - 1] = { from: before.from, to: line + count };
    else ranges.push({ from: line, to: line + count });
  }
  return ranges;
}

function check(
  stream: StreamPlace,
  source: SourcePlace,
  {
    offset,
    count,
    epoch,
  }: { readonly offset: number; readonly count: number; readonly epoch?: number | undefined },
): void {
  if (!Number.isSafeInteger(offset) || offset < 0) {
    throw new RangeError(
      `[storage] Failed to store rows: the offset "${offset}" is no whole number from 0. Number the rows of a source from 0.`,
    );
  }
  if (epoch !== undefined && !(Number.isSafeInteger(epoch) && epoch >= 0 && epoch <= stream.epoch)) {
    throw new RangeError(
      `[storage] Failed to store rows: the epoch "${epoch}" was never opened, the newest one is "${stream.epoch}". Leave it out for the newest.`,
    );
  }
  if (stream.lines + Math.max(0, offset + count - source.mark) > LINE_LIMIT) {
    throw new RangeError(
      `[storage] Failed to store rows: row "${offset}" would lie beyond the ${LINE_LIMIT} lines that a stream can hold. Check the offset, or start another run.`,
    );
  }
}
