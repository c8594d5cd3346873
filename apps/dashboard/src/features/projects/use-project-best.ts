import type { RunRow } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { useValueOf } from "../../lib/use-value.ts";
import { createKeyResolver } from "../filter/resolve-key.ts";
import { listMetric, metricKeys } from "../runs/list-metric.ts";
import { useSession } from "../shell/session-context.ts";
import { bestDirection, type BestDirection } from "./best-direction.ts";
import { projectMetrics } from "./project-metrics.ts";

/** The best value of a project's metric, and the run that has it. */
export interface ProjectBest {
  readonly metric: string;
  /** Metrics that can be chosen instead. */
  readonly choices: readonly string[];
  readonly word: BestDirection["word"];
  readonly value: number | undefined;
  readonly run: Pick<RunRow, "id" | "name"> | undefined;
}

/** Reads the best value over all runs of the metric that was chosen, or that looks most like a result. */
export function useProjectBest(project: string): ProjectBest | undefined {
  const { client } = useSession();
  const chosen = useValueOf(projectMetrics, (all) => all.get(project));
  const { data } = useQuery({
    queryKey: queryKeys.projectBest(project, chosen ?? ""),
    queryFn: async ({ signal }): Promise<ProjectBest | null> => {
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
  });
  return data ?? undefined;
}
