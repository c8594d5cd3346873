import type { RunView } from "@stepwell/protocol";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { useSession } from "../shell/session-context.ts";
import { showToast } from "../shell/toast.ts";
import type { RunTab } from "./run-tabs.ts";

/** Runs among which neighbours are looked for, from the newest on. */
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
      const at = ids.indexOf(id);
      const next = at === -1 ? undefined : ids[at + by];
      if (next === undefined) {
        const isCut = ids.length === most && (at === -1 || by === 1);
        if (isCut) showToast({ text: `J and K go through the newest ${groupDigits(most)} runs.` });
        return;
      }
      void navigate({ to: "/p/$project/r/$run/$tab", params: { project, run: next, tab }, search: true });
    },
    [client, queries, navigate, project, id, tab],
  );
  useShortcuts(useMemo(() => ({ j: () => void go(1), k: () => void go(-1) }), [go]));
  return useCallback((by) => void go(by), [go]);
}
