import { projectMetrics } from "../projects/project-metrics.ts";
import { useValueOf } from "../../lib/use-value.ts";
import { useView } from "../shell/use-view.ts";

/** The metric that was chosen for the runs of a project, in this view or else in this browser: it stands beside pictures, too. */
export function useTileMetric(project: string): string | undefined {
  const [{ metric }] = useView();
  const kept = useValueOf(projectMetrics, (all) => all.get(project));
  return (metric ?? kept)?.replace(/:(?:last|best|min|max|mean)$/, "");
}
