import type { RunDetail } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { useFilesQuery } from "../files/use-files.ts";
import { useSession } from "../shell/session-context.ts";
import { tabCounts, type RunTab } from "./run-tabs.ts";
import { useRunArtifactsQuery } from "./use-run-artifacts.ts";

/** How much each tab holds; those that the run's own reply does not tell are asked for, and are undefined until then. */
export function useTabCounts(detail: RunDetail): Partial<Record<RunTab, number>> {
  const { project, id, status } = detail.run;
  const { client } = useSession();
  const refetchInterval = status === "running" ? 15_000 : (false as const);
  const files = useQuery({ ...useFilesQuery(project, id), refetchInterval });
  const artifacts = useQuery({ ...useRunArtifactsQuery(project, id), refetchInterval });
  const logs = useQuery({
    queryKey: queryKeys.consoleLength(project, id),
    queryFn: async ({ signal }) => (await client.console(project, id, { limit: 1, signal })).total,
    refetchInterval,
  });
  return {
    ...tabCounts(detail),
    ...(files.data === undefined ? {} : { files: files.data.length }),
    ...(artifacts.data === undefined
      ? {}
      : { artifacts: artifacts.data.output.length + artifacts.data.input.length }),
    ...(logs.data === undefined ? {} : { logs: logs.data }),
  };
}
