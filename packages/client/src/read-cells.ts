import type { CellView } from "@stepwell/protocol";
import { runPath } from "./run-path.ts";
import type { Transport } from "./transport.ts";

/** Which cells of a key to read. Default: from the first one. */
export interface ReadCellsOptions {
  /** First line, from 0. */
  readonly from?: number;
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

/** Some of the cells of one key, in order of their lines. */
export interface CellPage {
  readonly cells: readonly CellView[];
  /** `from` for the next page, or null at the end. */
  readonly next: number | null;
}

/** One page of the values of a key that are not plain numbers: histograms, images, lists. */
export function readCells(
  transport: Transport,
  project: string,
  run: string,
  key: string,
  options: ReadCellsOptions = {},
): Promise<CellPage> {
  const { from, limit, signal } = options;
  return transport.json(`read "${key}" of run "${run}"`, runPath(project, run, "/cells"), {
    query: { key, from, limit },
    signal,
  });
}
