import { useQuery } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

/** How many runs a project has without any filter; 0 until that is known. */
export function useAllRuns(project: string, enabled: boolean): number {
  const { client } = useSession();
  const { data } = useQuery({
    queryKey: queryKeys.runTotal(project, "", 0),
    enabled,
    queryFn: async ({ signal }) => (await client.runTable(project, { pageSize: 0, signal })).total,
  });
  return data ?? 0;
}
