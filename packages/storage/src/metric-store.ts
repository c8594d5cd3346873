import type { SeriesFrame } from "@stepwell/protocol";
import type { Row } from "@stepwell/runlog";
import type { Column } from "./codec/column.ts";

/** The two kinds of rows of a run: what it logged, and what was measured of its machine. */
export type Stream = "history" | "events";

/** Consecutive rows of one source of a run. */
export interface RowChunk {
  /** The run's number in the `RunStore`. */
  readonly run: number;
  readonly stream: Stream;
  /** Whose rows these are; rows are stored once per (run, source, stream, number within the source). */
  readonly source: string;
  /** Number of the first row within its source, from 0. */
  readonly offset: number;
  readonly rows: readonly Row[];
  /** The epoch that the sender knows of; absent means the current one. Rows of an older epoch are counted as given, not stored. */
  readonly epoch?: number;
}

/** What became of a chunk. */
export interface RowReceipt {
  readonly stored: number;
  /** Rows that were stored before. */
  readonly repeated: number;
  /** Rows of an older epoch. */
  readonly stale: number;
  /** The source's mark: one more than its highest row number that was ever given. */
  readonly mark: number;
  /** The line numbers that the stored rows got, as half-open ranges in order. */
  readonly lines: readonly LineRange[];
}

/** Lines from `from` up to, and without, `to`. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** A stored row and its place. Lines count from 0 within (run, stream). */
export interface StoredRow {
  readonly line: number;
  readonly row: Row;
}

/** Rows as columns: slot i of a column is row i of the page. */
export interface ColumnPage {
  readonly rows: number;
  /** By joined path; only those with a cell in the page. Nothing else holds their buffers. */
  readonly columns: ReadonlyMap<string, Column>;
  /** The line to go on from, or null at the end. Set also when the page is empty, which a page may be at any place. */
  readonly next: number | null;
}

/** What the cells of a key are. */
export interface KeySummary {
  /** Joined path. */
  readonly key: string;
  /** Cells that are finite or non-finite numbers. */
  readonly numbers: number;
  /** Other cells, by kind: the media `_type`, or `text`, `bool`, `null`, `list`. */
  readonly others: Readonly<Record<string, number>>;
}

/** How much of a stream is there. */
export interface StreamInfo {
  /** The next line to be given out. */
  readonly lines: number;
  /** Rows stored, which is less than `lines` while there are holes. */
  readonly rows: number;
  readonly epoch: number;
}

/** One line of a chart: a key of a run over another one, as so many buckets. */
export interface SeriesQuery {
  /** Copied into the frame. */
  readonly query: number;
  readonly run: number;
  readonly stream: Stream;
  /** Joined path of the values. */
  readonly key: string;
  /** Joined path of x, read from the same rows; rows without it are left out. */
  readonly x: string;
  /** In units of x, both ends included. */
  readonly range?: readonly [number, number];
  /** At least this many entries come back where the data has them, and at most about twice as many. */
  readonly buckets: number;
}

/**
 * Every logged cell, as columns. A row is a line number; `rows(append(x))` gives `x` back, with value types,
 * presence and nesting kept. Duplicate steps, falling steps and rows without `_step` are all fine; a series over
 * `_step` merges rows of equal step, and the last line wins.
 */
export interface MetricStore {
  /** Stores the chunks in one transaction; they are durable, with their sources' marks, when it resolves. */
  append(chunks: readonly RowChunk[]): Promise<readonly RowReceipt[]>;
  /** How many rows of the source were given so far; 0 for an unknown one. */
  mark(run: number, stream: Stream, source: string): Promise<number>;
  info(run: number, stream: Stream): Promise<StreamInfo>;
  keys(run: number, stream: Stream): Promise<readonly KeySummary[]>;
  series(queries: readonly SeriesQuery[]): Promise<readonly SeriesFrame[]>;
  /** Rows with `from <= line`, in order, at most `limit`; with `keys` only rows that hold one of them, cut down to them and the `_` keys. */
  rows(
    run: number,
    stream: Stream,
    page: { from: number; limit: number; keys?: readonly string[] },
  ): Promise<readonly StoredRow[]>;
  /**
   * What `rows` gives, as columns and a stretch at a time: a page ends at `limit` rows, or earlier where that costs less.
   * Rows with `line >= to` are left out.
   */
  columns(
    run: number,
    stream: Stream,
    page: { from: number; to?: number; limit: number; keys?: readonly string[] },
  ): Promise<ColumnPage>;
  /** Removes the rows from `line` on and opens a new epoch, whose number it returns. The next row gets `line`. */
  truncate(run: number, stream: Stream, line: number): Promise<number>;
  /** Removes all that is stored of a run. */
  remove(run: number): Promise<void>;
  /** Waits for what was begun; afterwards every call rejects. */
  close(): Promise<void>;
}
