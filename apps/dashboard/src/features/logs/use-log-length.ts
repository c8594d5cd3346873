import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";
import { chunkKey, chunkSize } from "./use-log-rows.ts";

/** Lines that may still change: a progress bar writes over the last ones. */
const unsettled = 50;

/** Lines of a run's console; while it runs the end is read again each second. Undefined until known. */
export function useLogLength(
  project: string,
  run: string,
  isLive: boolean,
): { readonly total: number | undefined; readonly error: unknown; readonly retry: () => void } {
  const { client } = useSession();
  const queries = useQueryClient();
  const queryKey = queryKeys.console(project, run);
  const { data, error, refetch } = useQuery<number>({
    queryKey,
    refetchInterval: isLive ? 1_000 : false,
    queryFn: async ({ signal }) => {
      const known = queries.getQueryData<number>(queryKey) ?? 0;
      const chunk = Math.floor(Math.max(0, known - unsettled) / chunkSize);
      const from = chunk * chunkSize;
      const { lines, total } = await client.console(project, run, { from, limit: 2 * chunkSize, signal });
      for (const at of [0, 1]) {
        const rows = lines.slice(at * chunkSize, (at + 1) * chunkSize);
        if (rows.length > 0) queries.setQueryData(chunkKey(project, run, "", chunk + at), rows);
      }
      return total;
    },
  });
  // Once more when the run ends: its last lines came after the last look.
  useEffect(() => {
    if (!isLive) void refetch();
  }, [isLive, refetch]);
  return { total: data, error, retry: () => void refetch() };
}
