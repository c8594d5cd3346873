import type { RunValuesView } from "@stepwell/protocol";
import type { RunFilter } from "./run-filter.ts";
import type { Transport } from "./transport.ts";

/** Whose values to count. */
export interface RunValuesOptions {
  readonly filter?: RunFilter;
  /** Default: 100, at most 1,000. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

/** The values of one field, the most frequent first. */
export function countRunValues(
  transport: Transport,
  project: string,
  path: string,
  { signal, ...rest }: RunValuesOptions = {},
): Promise<RunValuesView> {
  const body = { project, path, ...rest };
  return transport.json(`count the values of "${path}"`, "/api/run-values/query", {
    method: "POST",
    body,
    signal,
  });
}
