import type { ChartGroup, ChartRun } from "../charts/panel-spec.ts";

/** Keeps the objects of `before` where nothing changed, so that live run states do not draw charts anew. */
export function stableChartRuns(before: readonly ChartRun[], now: readonly ChartRun[]): readonly ChartRun[] {
  const known = new Map(before.map((run) => [run.id, run]));
  const kept = now.map((run) => {
    const old = known.get(run.id);
    return old !== undefined && isSame(old, run) ? old : run;
  });
  return kept.length === before.length && kept.every((run, at) => run === before[at]) ? before : kept;
}

function isSame(a: ChartRun, b: ChartRun): boolean {
  return (
    a.project === b.project &&
    a.name === b.name &&
    a.color === b.color &&
    a.dashed === b.dashed &&
    a.live === b.live &&
    a.startedAt === b.startedAt &&
    a.baseline === b.baseline &&
    isSameGroup(a.group, b.group)
  );
}

function isSameGroup(a: ChartGroup | undefined, b: ChartGroup | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.id === b.id && a.label === b.label && a.color === b.color;
}
