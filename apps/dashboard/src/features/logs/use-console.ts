import type { ConsoleLineView } from "@stepwell/protocol";
import { useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { useEffect } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

const pageSize = 5_000;
/** Lines that may still change: a progress bar writes over the last ones. */
const unsettled = 50;

/** The console of a run; while the run logs, its end is read again each second. */
export function useConsole(
  project: string,
  run: string,
  live: boolean,
): UseQueryResult<readonly ConsoleLineView[]> {
  const { client } = useSession();
  const queries = useQueryClient();
  const queryKey = queryKeys.console(project, run);
  const result = useQuery<readonly ConsoleLineView[]>({
    queryKey,
    refetchInterval: live ? 1_000 : false,
    queryFn: async ({ signal }) => {
      const known = queries.getQueryData<readonly ConsoleLineView[]>(queryKey) ?? [];
      const from = Math.max(0, known.length - unsettled);
      const lines = known.slice(0, from);
      let total = Number.POSITIVE_INFINITY;
      while (lines.length < total) {
        const page = await client.console(project, run, { from: lines.length, limit: pageSize, signal });
        total = page.total;
        if (page.lines.length === 0) break;
        lines.push(...page.lines);
      }
      return lines;
    },
  });
  const { refetch } = result;
  // Once more when the run ends: its last lines came after the last look.
  useEffect(() => {
    if (!live) void refetch();
  }, [live, refetch]);
  return result;
}
