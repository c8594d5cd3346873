import type { CellPage } from "@stepwell/protocol";
import { runPath } from "./run-path.ts";
import type { Transport } from "./transport.ts";

/** Which cells of a key to read. Default: from the first one. */
export interface ReadCellsOptions {
  /** First line, from 0. */
  readonly from?: number;
  readonly limit?: number;
  /** First and last step, both included. */
  readonly fromStep?: number;
  readonly toStep?: number;
  readonly signal?: AbortSignal;
}

/** One page of the values of a key that are not plain numbers: histograms, images, lists. */
export function readCells(
  transport: Transport,
  project: string,
  run: string,
  key: string,
  options: ReadCellsOptions = {},
): Promise<CellPage> {
  const { signal, ...query } = options;
  return transport.json(`read "${key}" of run "${run}"`, runPath(project, run, "/cells"), {
    query: { key, ...query },
    signal,
  });
}
