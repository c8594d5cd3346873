import type { RunRow, RunRows } from "@stepwell/protocol";
import type { RunFilter } from "./run-filter.ts";
import type { Transport } from "./transport.ts";

/** Which runs of a project to read, and what of them. Default: all, newest first, without columns. */
export interface QueryRunsOptions {
  readonly filter?: RunFilter;
  /** Fields with a sign before them: `-summary.loss` for the highest loss first. */
  readonly sort?: readonly string[];
  /** Fields to read besides what every row has: `config.lr`, `summary.loss`. */
  readonly columns?: readonly string[];
  /** Runs in one request. Default: 200, at most 1,000. */
  readonly pageSize?: number;
  readonly signal?: AbortSignal;
}

/** One page: `after` is `next` of the page before, which costs less than `from`, the number of runs to pass over. */
export interface RunTableOptions extends QueryRunsOptions {
  readonly after?: string;
  readonly from?: number;
}

/** Runs one by one, over as many pages as there are. Runs that change while it reads may be missed or come twice; others come once. */
export async function* queryRuns(
  transport: Transport,
  project: string,
  options: QueryRunsOptions = {},
): AsyncGenerator<RunRow> {
  let after: string | null | undefined;
  do {
    const page: RunRows = await readRunTable(transport, project, {
      ...options,
      ...(after == null ? {} : { after }),
    });
    yield* page.runs;
    after = page.next;
  } while (after !== null);
}

/** One page of a table of runs, and how many there are in all. */
export function readRunTable(
  transport: Transport,
  project: string,
  { pageSize, signal, ...rest }: RunTableOptions = {},
): Promise<RunRows> {
  const body = { project, ...rest, ...(pageSize === undefined ? {} : { limit: pageSize }) };
  return transport.json("query the runs", "/api/runs/query", { method: "POST", body, signal });
}
