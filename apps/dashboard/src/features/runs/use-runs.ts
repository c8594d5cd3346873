import type { RunView } from "@stepwell/protocol";
import type { UseQueryOptions } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

const pageSize = 200;

/** Runs of a project that are read at most. */
export const mostRuns = 1_000;

export type RunsQuery = UseQueryOptions<
  readonly RunView[],
  Error,
  readonly RunView[],
  readonly ["runs", string]
>;

/** How to read the runs of a project, newest first. */
export function useRunsQuery(project: string): RunsQuery {
  const { client } = useSession();
  return {
    queryKey: queryKeys.runs(project),
    queryFn: async ({ signal }) => {
      const runs: RunView[] = [];
      let before: number | null | undefined;
      while (before !== null && runs.length < mostRuns) {
        const page: { runs: readonly RunView[]; next: number | null } = await client.runs({
          project,
          limit: pageSize,
          signal,
          ...(before === undefined ? {} : { before }),
        });
        runs.push(...page.runs);
        before = page.next;
      }
      return runs;
    },
  };
}
