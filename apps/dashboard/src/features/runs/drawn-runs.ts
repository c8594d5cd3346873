import type { JsonObject, RunRow } from "@stepwell/protocol";
import type { ChartGroup, ChartRun } from "../charts/panel-spec.ts";
import { repeatedNames, runLabel } from "./run-labels.ts";
import { dashedRuns } from "./shown-runs.ts";

export interface DrawnRunsOptions {
  readonly baseline: string | undefined;
  /** The group of a run by its columns, where runs are drawn as groups. */
  readonly groupOf: ((columns: JsonObject) => ChartGroup | undefined) | undefined;
}

/** Runs of a list as charts draw them, and those of them that are dashed because an earlier one has their colour. */
export function drawnRuns(
  runs: readonly RunRow[],
  { baseline, groupOf }: DrawnRunsOptions,
): { readonly chartRuns: readonly ChartRun[]; readonly dashed: ReadonlySet<string> } {
  const repeated = repeatedNames(runs);
  const dashed = groupOf === undefined ? dashedRuns(runs) : new Set<string>();
  const chartRuns = runs.map((run): ChartRun => {
    const isBaseline = run.id === baseline;
    const group = isBaseline ? undefined : groupOf?.(run.columns);
    return {
      project: run.project,
      id: run.id,
      name: runLabel(run, repeated),
      color: run.color,
      dashed: dashed.has(run.id),
      live: run.state === "running" || run.state === "preempting",
      startedAt: run.startedAt,
      ...(group === undefined ? {} : { group }),
      ...(isBaseline ? { baseline: true } : {}),
    };
  });
  return { chartRuns, dashed };
}
