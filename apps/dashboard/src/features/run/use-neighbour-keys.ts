import type { RunView } from "@stepwell/protocol";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { useSession } from "../shell/session-context.ts";
import type { RunTab } from "./run-tabs.ts";

const most = 1_000;

/** J and K lead to the runs that began before and after this one, on the same tab. Returns what the buttons do. */
export function useNeighbourKeys({ project, id }: RunView, tab: RunTab): (by: 1 | -1) => void {
  const { client } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const go = useCallback(
    async (by: 1 | -1): Promise<void> => {
      const ids = await queries.fetchQuery({
        queryKey: queryKeys.runOrder(project),
        queryFn: async ({ signal }) =>
          (await client.runTable(project, { pageSize: most, signal })).runs.map((run) => run.id),
        staleTime: 15_000,
      });
      const next = ids[ids.indexOf(id) + by];
      if (!ids.includes(id) || next === undefined) return;
      void navigate({ to: "/p/$project/r/$run/$tab", params: { project, run: next, tab }, search: true });
    },
    [client, queries, navigate, project, id, tab],
  );
  useShortcuts(useMemo(() => ({ j: () => void go(1), k: () => void go(-1) }), [go]));
  return useCallback((by) => void go(by), [go]);
}
