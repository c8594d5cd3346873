import type { RunFilter } from "@stepwell/client";
import { printJson, type Json } from "@stepwell/protocol";
import { useQueries } from "@tanstack/react-query";
import { betterByName, type Better } from "../../lib/better-value.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";
import type { TableColumn } from "./table-column.ts";

/** Which values of a metric are the better ones: by the value that it keeps, by the sort, else by its name; undefined where that is not known. */
export function betterOfColumn(
  { path, title, take, isMetric }: TableColumn,
  sort: { readonly descending: boolean } | undefined,
): Better | undefined {
  if (!isMetric || path === "") return undefined;
  if (take === "min" || path.endsWith(".min")) return "lower";
  if (take === "max" || path.endsWith(".max")) return "higher";
  return betterByName(title) ?? (sort === undefined ? undefined : sort.descending ? "higher" : "lower");
}

/** Least and largest value of columns over all runs that the filter lets through, by path. */
export function useExtremes(
  project: string,
  filter: RunFilter | undefined,
  paths: readonly string[],
): ReadonlyMap<string, { readonly min: number; readonly max: number }> {
  const { client } = useSession();
  const question = printJson([(filter ?? null) as Json]);
  return useQueries({
    queries: paths.map((path) => ({
      queryKey: queryKeys.runValues(project, path, question),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        client.runValues(project, path, { ...(filter === undefined ? {} : { filter }), limit: 1, signal }),
    })),
    combine: (results) =>
      new Map(
        results.flatMap(({ data }, at) =>
          data === undefined ? [] : [[paths[at] as string, { min: data.min, max: data.max }] as const],
        ),
      ),
  });
}
