import type { RunView } from "@stepwell/protocol";
import type { Transport } from "./transport.ts";

/** Which runs to list. Default: those of every project. */
export interface ListRunsOptions {
  readonly project?: string;
  /** Runs in one page; the server's default when absent. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly before?: number;
  /** Runs that are archived: left out (the default), listed with the others, or alone. */
  readonly archived?: "without" | "with" | "only";
  readonly signal?: AbortSignal;
}

/** Some of the runs, newest first. */
export interface RunPage {
  readonly runs: readonly RunView[];
  /** `before` for the next page, or null at the end. */
  readonly next: number | null;
}

/** One page of runs, newest first. */
export function listRuns(transport: Transport, options: ListRunsOptions = {}): Promise<RunPage> {
  const { signal, ...query } = options;
  return transport.json("list the runs", "/api/runs", { query, signal });
}
