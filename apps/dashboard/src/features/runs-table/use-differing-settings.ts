import type { RunKeyView } from "@stepwell/protocol";
import { useQueries } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

/** Settings that are looked at. */
const most = 200;

/** Settings that have more than one value among the runs of a project, by path; asked only while somebody wants to know. */
export function useDifferingSettings(
  project: string,
  known: readonly RunKeyView[],
  isWanted: boolean,
): ReadonlySet<string> | undefined {
  const { client } = useSession();
  const paths = isWanted
    ? known.flatMap(({ path }) => (path.startsWith("config.") ? [path] : [])).slice(0, most)
    : [];
  return useQueries({
    queries: paths.map((path) => ({
      queryKey: queryKeys.runValues(project, path, "all"),
      queryFn: ({ signal }: { signal: AbortSignal }) => client.runValues(project, path, { limit: 1, signal }),
    })),
    combine: (results) =>
      isWanted
        ? new Set(results.flatMap(({ data }, at) => ((data?.distinct ?? 0) > 1 ? [paths[at] as string] : [])))
        : undefined,
  });
}
