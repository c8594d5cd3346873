import type { RunGroupsRequest, RunGroupView } from "@stepwell/protocol";
import type { RunFilter } from "./run-filter.ts";
import type { Transport } from "./transport.ts";

/** How to group; members as of `RunGroupsRequest`. */
export interface RunGroupsOptions extends Omit<RunGroupsRequest, "project" | "filter"> {
  readonly filter?: RunFilter;
  readonly signal?: AbortSignal;
}

/** Groups of runs that share values. */
export function readRunGroups(
  transport: Transport,
  project: string,
  { signal, ...rest }: RunGroupsOptions,
): Promise<{ readonly groups: readonly RunGroupView[]; readonly total: number }> {
  const body = { project, ...rest };
  return transport.json("group the runs", "/api/run-groups/query", { method: "POST", body, signal });
}
