import type { Client } from "@stepwell/client";
import type { RunRow } from "@stepwell/protocol";
import type { UseQueryOptions } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { createKeyResolver } from "../filter/resolve-key.ts";
import { listMetric, metricKeys } from "../runs/list-metric.ts";
import { bestDirection, type BestDirection } from "./best-direction.ts";

/** The best value of a project's metric, and the run that has it. */
interface ProjectBest {
  readonly metric: string;
  /** Metrics that can be chosen instead. */
  readonly choices: readonly string[];
  readonly word: BestDirection["word"];
  readonly value: number | undefined;
  readonly run: Pick<RunRow, "id" | "name"> | undefined;
}

export type ProjectBestQuery = UseQueryOptions<
  ProjectBest | null,
  Error,
  ProjectBest | null,
  ReturnType<typeof queryKeys.projectBest>
>;

/** How to read the best value over all runs of the metric that was chosen, or that looks most like a result; null without one. */
export function projectBestQuery(
  client: Pick<Client, "runKeys" | "runTable" | "views">,
  project: string,
  chosen: string | undefined,
): ProjectBestQuery {
  return {
    queryKey: queryKeys.projectBest(project, chosen ?? ""),
    queryFn: async ({ signal }) => {
      const [known, { metrics }] = await Promise.all([
        client.runKeys(project, signal),
        client.views.keys(project, signal),
      ]);
      const choices = metricKeys(known);
      const metric = listMetric(chosen, createKeyResolver(known), known);
      if (metric === undefined) return null;
      const { word, descending } = bestDirection(metric.key, metric.take, metrics);
      const { runs } = await client.runTable(project, {
        filter: { [metric.path]: { $exists: true } },
        sort: [`${descending ? "-" : "+"}${metric.path}`],
        columns: [metric.path],
        pageSize: 1,
        signal,
      });
      const value = runs[0]?.columns[metric.path];
      return {
        metric: metric.key,
        choices,
        word,
        value: typeof value === "number" ? value : undefined,
        run: runs[0],
      };
    },
  };
}
