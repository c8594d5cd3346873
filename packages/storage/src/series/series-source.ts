import type { Points } from "./points.ts";
import type { Column } from "../codec/column.ts";

/** Asks an adapter for the stored parts of one key, by block. */
export interface PartsWanted {
  readonly part: "head" | "fine" | "cells";
  /** Joined path. */
  readonly key: string;
  /** Undefined for all blocks. */
  readonly blocks: readonly number[] | undefined;
}

/** What was found, by block number, in rising order for heads. */
export type Parts = ReadonlyMap<number, Uint8Array>;

/** Rows that are not sealed yet; they lie in one block. */
export interface TailView {
  readonly line: number;
  readonly rows: number;
  /** The encoded batch. */
  readonly bytes: Uint8Array;
  /** The cells of a key; slots count from `line`. */
  column(key: string): Column | undefined;
}

/** What a series is computed from beside its stored parts; tails in line order. */
export interface StreamView {
  readonly nextLine: number;
  readonly tails: readonly TailView[];
  /** What was merged before, while nothing has changed since; absent where nothing is remembered. */
  readonly merged?: MergedSteps;
}

/** Points over `_step` of keys whose run has falling or repeated steps, merged. */
export interface MergedSteps {
  get(key: string): Points | undefined;
  keep(key: string, points: Points): void;
}
