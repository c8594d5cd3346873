import type { RunView } from "@stepwell/protocol";

/** Runs that are shown when nobody chose. */
const shownByDefault = 12;

/** Which runs are drawn: the first 12 of the list, and what was shown or hidden by hand. */
export function shownRuns(
  runs: readonly RunView[],
  chosen: ReadonlyMap<string, boolean>,
): ReadonlySet<string> {
  const shown = new Set<string>();
  let byDefault = 0;
  for (const { id } of runs) {
    const choice = chosen.get(id);
    const among = byDefault < shownByDefault;
    byDefault += 1;
    if (choice ?? among) shown.add(id);
  }
  return shown;
}

/** The choices that show exactly `wanted`: only what differs from the default is kept. */
export function choicesFor(runs: readonly RunView[], wanted: ReadonlySet<string>): Map<string, boolean> {
  const byDefault = shownRuns(runs, new Map());
  const choices = new Map<string, boolean>();
  for (const { id } of runs) if (wanted.has(id) !== byDefault.has(id)) choices.set(id, wanted.has(id));
  return choices;
}

/** Shown runs whose colour another shown run has that started earlier; they are drawn dashed. */
export function dashedRuns(shown: readonly RunView[]): ReadonlySet<string> {
  const taken = new Set<number>();
  const dashed = new Set<string>();
  for (const run of shown.toSorted((a, b) => a.startedAt - b.startedAt)) {
    if (taken.has(run.color)) dashed.add(run.id);
    taken.add(run.color);
  }
  return dashed;
}
