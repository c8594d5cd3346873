import { useQuery } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { metricKeys } from "../runs/list-metric.ts";
import { useSession } from "../shell/session-context.ts";

const none: readonly string[] = [];

/** The metrics that runs of a project have numbers of. */
export function useMetricKeys(project: string | undefined): readonly string[] {
  const { client } = useSession();
  const { data } = useQuery({
    queryKey: queryKeys.runKeys(project ?? ""),
    queryFn: ({ signal }) => client.runKeys(project ?? "", signal),
    enabled: project !== undefined,
    select: metricKeys,
  });
  return project === undefined ? none : (data ?? none);
}
