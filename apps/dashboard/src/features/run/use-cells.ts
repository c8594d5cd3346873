import type { CellView } from "@stepwell/protocol";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useEffect } from "react";
import { useSession } from "../shell/session-context.ts";
import { queryKeys } from "../../lib/query-keys.ts";

const pageSize = 1_000;
const mostCells = 20_000;

/** All cells of one key of a run; new ones come by themselves while the run logs. */
export function useCells(
  project: string,
  run: string,
  key: string,
  live: boolean,
): UseQueryResult<readonly CellView[]> {
  const { client, interests } = useSession();
  useEffect(
    () => (live ? interests.addCells({ project, run, key }) : undefined),
    [interests, project, run, key, live],
  );
  return useQuery({
    queryKey: queryKeys.cells(project, run, key),
    queryFn: async ({ signal }) => {
      const cells: CellView[] = [];
      let from: number | null = 0;
      while (from !== null && cells.length < mostCells) {
        const page: { cells: readonly CellView[]; next: number | null } = await client.cells(
          project,
          run,
          key,
          { from, limit: pageSize, signal },
        );
        cells.push(...page.cells);
        from = page.next;
      }
      return cells;
    },
    // A run that logged while this tab was closed has more cells than were read then.
    staleTime: live ? 0 : 60_000,
  });
}
