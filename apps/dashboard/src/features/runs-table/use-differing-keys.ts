import type { RunKeyView } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

/** Settings that are asked about at most. */
export const mostDiffering = 60;

export interface DifferingKeysOptions {
  readonly known: readonly RunKeyView[];
  /** Nothing is asked while this is false. */
  readonly enabled: boolean;
}

/** The settings in which the runs of a project differ; undefined until that is known. */
export function useDifferingKeys(
  project: string,
  { known, enabled }: DifferingKeysOptions,
): ReadonlySet<string> | undefined {
  const { client } = useSession();
  const paths = known
    .filter(({ path, numbers, texts }) => /^config\.(?!_)/.test(path) && numbers + texts > 0)
    .map(({ path }) => path)
    .slice(0, mostDiffering);
  const { data } = useQuery({
    queryKey: queryKeys.runValues(project, paths.join("\n"), "differing"),
    enabled: enabled && paths.length > 0,
    queryFn: async ({ signal }) => {
      const values = await Promise.all(
        paths.map((path) => client.runValues(project, path, { limit: 1, signal })),
      );
      return new Set(paths.filter((_, at) => (values[at]?.distinct ?? 0) > 1));
    },
  });
  return data;
}
