import type { JsonObject, RunRow } from "@stepwell/protocol";
import type { ChartGroup, ChartRun } from "../charts/panel-spec.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { repeatedNames, runLabel } from "./run-labels.ts";
import { dashedRuns } from "./shown-runs.ts";

export interface DrawnRunsOptions {
  readonly baseline: string | undefined;
  /** The group of a run by its columns, where runs are drawn as groups. */
  readonly groupOf: ((columns: JsonObject) => ChartGroup | undefined) | undefined;
  /** Some runs are shown or hidden by name, so that those of a group that are drawn are not its first ones. */
  readonly isPicked?: boolean;
}

/** Runs of a list as charts draw them, and those of them that are dashed because an earlier one has their colour. */
export function drawnRuns(
  runs: readonly RunRow[],
  { baseline, groupOf, isPicked = false }: DrawnRunsOptions,
): { readonly chartRuns: readonly ChartRun[]; readonly dashed: ReadonlySet<string> } {
  const repeated = repeatedNames(runs);
  const dashed = groupOf === undefined ? dashedRuns(runs) : new Set<string>();
  const groups = groupsOf(
    runs.filter(({ id }) => id !== baseline),
    groupOf,
    isPicked,
  );
  const chartRuns = runs.map((run): ChartRun => {
    const isBaseline = run.id === baseline;
    const group = groups.get(run.id);
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

/** The group of each run. One of which not all runs are drawn says so in its name: its line is the mean of those only. */
function groupsOf(
  runs: readonly RunRow[],
  groupOf: DrawnRunsOptions["groupOf"],
  isPicked: boolean,
): ReadonlyMap<string, ChartGroup> {
  const members = new Map<string, { readonly group: ChartGroup; readonly ids: string[] }>();
  for (const { id, columns } of runs) {
    const group = groupOf?.(columns);
    if (group === undefined) continue;
    const known = members.get(group.id) ?? { group, ids: [] };
    members.set(group.id, known);
    known.ids.push(id);
  }
  return new Map(
    [...members.values()].flatMap(({ group, ids }) => {
      const all = group.runs ?? ids.length;
      const part = `${isPicked ? "" : "first "}${groupDigits(ids.length)} of ${groupDigits(all)} runs`;
      const named = ids.length < all ? { ...group, label: `${group.label}, ${part}`, isPart: true } : group;
      return ids.map((id) => [id, named] as const);
    }),
  );
}
