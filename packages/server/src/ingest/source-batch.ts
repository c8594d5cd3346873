import type { ConsoleLine, Row, RunState } from "@stepwell/runlog";
import type { RowReceipt, UploadedFile } from "@stepwell/storage";

/** What one source of a run has to say: the next piece of a run file, of a wire session, or of an import. */
export interface SourceBatch {
  /** `sourceIdOf` the first run record for a run file, however it arrives; any other unique text for a wire session. */
  readonly source: string;
  /** The number of its run, where it has fed it before: then less has to be looked up. */
  readonly run?: number;
  /** The path of the run file, or the name of the wire session. */
  readonly origin: string;
  /** Empty for "uncategorized". */
  readonly project: string;
  readonly runId: string;
  readonly startedMs: number;
  readonly history: NumberedRows;
  readonly events: NumberedRows;
  readonly console: readonly ConsoleLine[];
  readonly state: RunState;
  /** How far the source was read, in bytes for a file, 0 for a wire session. */
  readonly position: number;
  readonly damage: readonly string[];
  /** Files that came with it, by path; those that came before stay. */
  readonly uploads?: Readonly<Record<string, UploadedFile>>;
  /** Bytes of its run file that a delivery has read for what `state` says of the run. */
  readonly readBytes?: number;
  /** Rows that came from before a rewind and were left out of it. */
  readonly stale?: number;
  /** When the source last gave a sign of life, in milliseconds since the epoch. */
  readonly aliveMs: number;
}

/** What of a batch depends on what the run holds: its rows without those that are known, and its state. */
export interface PlacedBatch {
  readonly history: readonly NumberedRows[];
  readonly events: readonly NumberedRows[];
  readonly state: RunState;
}

/** Consecutive rows of a source. */
export interface NumberedRows {
  /** Number of the first row within its source, from 0. */
  readonly offset: number;
  readonly rows: readonly Row[];
}

/** What became of a batch. `removed`: people deleted the run, and its source is not wanted any more. */
export type BatchReceipt =
  | { readonly kind: "removed" }
  | {
      readonly kind: "stored";
      /** The run's number in the `RunStore`. */
      readonly run: number;
      /** The run was rewound, and rows of this source are not wanted any more. */
      readonly isRewound: boolean;
      readonly history: RowReceipt | undefined;
      readonly events: RowReceipt | undefined;
    };
