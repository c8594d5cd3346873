import { batchFromRows } from "../codec/batch.ts";
import { leavesOfRow, rowFromLeaves } from "../codec/flatten-row.ts";
import type { MetricStore, RowChunk, RowReceipt, StoredRow, Stream } from "../metric-store.ts";
import { checkTruncation, placeRows, truncateHoles } from "../place-rows.ts";
import type { Placement, SourcePlace, StreamPlace } from "../place-rows.ts";
import { naiveSeries } from "./naive-series.ts";
import { summarizeKeys } from "./summarize-keys.ts";

/** A metric store that keeps rows as they are, for tests and mocks. Each question looks at every row of the stream. */
export function createMemoryMetricStore(): MetricStore {
  const streams = new Map<string, StreamRows>();
  let closed = false;

  const open = (run: number, stream: Stream): StreamRows => {
    if (closed) throw new Error("[storage] Failed to use the metric store: it is closed. Open it again.");
    const name = `${run} ${stream}`;
    const known = streams.get(name) ?? { place: { lines: 0, epoch: 0 }, sources: new Map(), rows: [] };
    streams.set(name, known);
    return known;
  };

  const page = (
    run: number,
    stream: Stream,
    asked: { from: number; to?: number; limit: number; keys?: readonly string[] },
  ): StoredRow[] => {
    const { from, to = Infinity, limit, keys } = asked;
    const later = open(run, stream).rows.filter(({ line }) => line >= from && line < to);
    const wanted = keys === undefined ? later : later.flatMap((stored) => cutDown(stored, new Set(keys)));
    return wanted.slice(0, limit);
  };

  return {
    async append(chunks) {
      const staged = new Map<StreamRows, Stage>();
      const results = chunks.map((chunk) => stage(staged, open(chunk.run, chunk.stream), chunk));
      for (const [stream, { place, sources, added }] of staged) {
        stream.place = place;
        stream.sources = sources;
        for (const row of added) stream.rows.push(row);
        stream.rows.sort((a, b) => a.line - b.line);
      }
      return results;
    },
    async mark(run, stream, source) {
      return open(run, stream).sources.get(source)?.mark ?? 0;
    },
    async info(run, stream) {
      const { place, rows } = open(run, stream);
      return { lines: place.lines, rows: rows.length, epoch: place.epoch };
    },
    async keys(run, stream) {
      return summarizeKeys(open(run, stream).rows);
    },
    async series(queries) {
      return queries.map((query) => {
        const { rows, place } = open(query.run, query.stream);
        return naiveSeries(rows, query, place.lines);
      });
    },
    async rows(...asked) {
      return page(...asked).map((stored) => structuredClone(stored));
    },
    async columns(run, stream, asked) {
      const stored = page(run, stream, asked);
      const last = stored.at(-1);
      return {
        ...batchFromRows(stored.map(({ row }) => row)),
        next: last === undefined || stored.length < asked.limit ? null : last.line + 1,
      };
    },
    async truncate(run, stream, line) {
      const state = open(run, stream);
      checkTruncation(line, state.place.lines);
      state.rows = state.rows.filter((stored) => stored.line < line);
      for (const source of state.sources.values()) source.holes = truncateHoles(source.holes, line);
      state.place = { lines: line, epoch: state.place.epoch + 1 };
      return state.place.epoch;
    },
    async remove(run) {
      for (const stream of ["history", "events"] as const) {
        open(run, stream);
        streams.delete(`${run} ${stream}`);
      }
    },
    async close() {
      closed = true;
    },
  };
}

interface StreamRows {
  place: StreamPlace;
  sources: Map<string, SourcePlace>;
  /** In line order. */
  rows: StoredRow[];
}

interface Stage {
  readonly place: StreamPlace;
  readonly sources: Map<string, SourcePlace>;
  readonly added: StoredRow[];
}

// All chunks of an append are placed before any is stored, so that one that throws leaves nothing behind.
function stage(staged: Map<StreamRows, Stage>, stream: StreamRows, chunk: RowChunk): RowReceipt {
  const next = staged.get(stream) ?? {
    place: { ...stream.place },
    sources: new Map(stream.sources),
    added: [],
  };
  staged.set(stream, next);
  const source = { ...(next.sources.get(chunk.source) ?? { mark: 0, holes: [] }) };
  const { receipt, placements } = placeRows(next.place, source, {
    offset: chunk.offset,
    count: chunk.rows.length,
    epoch: chunk.epoch,
  });
  next.sources.set(chunk.source, source);
  next.added.push(...placements.flatMap((placement) => placed(chunk, placement)));
  return receipt;
}

function placed(chunk: RowChunk, { from, count, line }: Placement): StoredRow[] {
  return chunk.rows
    .slice(from, from + count)
    .map((row, index) => ({ line: line + index, row: structuredClone(row) }));
}

function cutDown({ line, row }: StoredRow, keys: ReadonlySet<string>): StoredRow[] {
  const leaves = leavesOfRow(row);
  if (!leaves.some(([key]) => keys.has(key))) return [];
  return [{ line, row: rowFromLeaves(leaves.filter(([key]) => keys.has(key) || key.startsWith("_"))) }];
}
