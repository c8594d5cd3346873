import type { ProjectView, RunRow } from "@stepwell/protocol";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "./session-context.ts";

/** Projects that are asked for their running runs, and runs of each, at most. */
const most = { projects: 12, runs: 20 } as const;

/** Runs that are sending data now, of every project, the latest first. Read again when a project's count of them changes. */
export function useRunningRuns(projects: readonly ProjectView[]): UseQueryResult<readonly RunRow[]> {
  const { client } = useSession();
  const live = projects.filter((project) => project.live > 0).slice(0, most.projects);
  const names = live.map(({ name, live: count }) => `${count} ${name}`);
  return useQuery({
    queryKey: queryKeys.running(names.toSorted()),
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(
        live.map(({ name }) =>
          client.runTable(name, { filter: { state: "running" }, pageSize: most.runs, signal }),
        ),
      );
      return pages.flatMap(({ runs }) => runs).toSorted((a, b) => b.startedAt - a.startedAt);
    },
    placeholderData: (before) => before,
    enabled: live.length > 0,
  });
}
