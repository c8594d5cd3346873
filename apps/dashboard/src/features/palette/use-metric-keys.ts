import { useQuery } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

const prefix = "summary.";
const none: readonly string[] = [];

/** The metrics that runs of a project have numbers of. */
export function useMetricKeys(project: string | undefined): readonly string[] {
  const { client } = useSession();
  const { data } = useQuery({
    queryKey: queryKeys.runKeys(project ?? ""),
    queryFn: ({ signal }) => client.runKeys(project ?? "", signal),
    enabled: project !== undefined,
    select: metricsOf,
  });
  return project === undefined ? none : (data ?? none);
}

function metricsOf(keys: readonly { readonly path: string; readonly numbers: number }[]): readonly string[] {
  return keys
    .filter(({ path, numbers }) => numbers > 0 && path.startsWith(prefix) && !path.startsWith(`${prefix}_`))
    .map(({ path }) => path.slice(prefix.length));
}
