import type { RunColor, RunView } from "@stepwell/protocol";

/** Runs that are shown when nobody chose. */
const shownByDefault = 12;

/** Names all runs that are not named themselves. */
const everyRun = "*";

/** Which runs are drawn: the first 12 of the list, or what was chosen by hand for one run or for all (`*`). */
export function shownRuns(
  runs: readonly RunView[],
  chosen: ReadonlyMap<string, boolean>,
): ReadonlySet<string> {
  const all = chosen.get(everyRun);
  return new Set(
    runs.filter(({ id }, at) => chosen.get(id) ?? all ?? at < shownByDefault).map(({ id }) => id),
  );
}

/** The shortest choices that show exactly `wanted`. */
export function choicesFor(runs: readonly RunView[], wanted: ReadonlySet<string>): Map<string, boolean> {
  const bases: [string, boolean][][] = [[], [[everyRun, false]], [[everyRun, true]]];
  const candidates = bases.map((base) => {
    const shown = shownRuns(runs, new Map(base));
    const differing = runs.filter(({ id }) => wanted.has(id) !== shown.has(id));
    return new Map([...base, ...differing.map(({ id }) => [id, wanted.has(id)] as const)]);
  });
  return candidates.reduce((best, next) => (next.size < best.size ? next : best));
}

/** Shown runs whose colour another shown run has that started earlier; they are drawn dashed. */
export function dashedRuns(shown: readonly RunView[]): ReadonlySet<string> {
  const taken = new Set<RunColor>();
  const dashed = new Set<string>();
  for (const run of shown.toSorted((a, b) => a.startedAt - b.startedAt)) {
    if (taken.has(run.color)) dashed.add(run.id);
    taken.add(run.color);
  }
  return dashed;
}
