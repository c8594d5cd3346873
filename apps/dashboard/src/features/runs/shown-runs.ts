import type { RunColor } from "@stepwell/protocol";

/** Runs that are shown when nobody chose, and at most when all are. */
const shownByDefault = 12;
export const mostDrawn = 1_000;

/** Names all runs that are not named themselves. Ids have no colon. */
const everyRun = "*";
const firstRuns = "first:";

/** Choices of the address: a run, a group or all (`*`) shown or hidden, or so many of the list (`first:50`). */
export type ShownChoices = ReadonlyMap<string, boolean>;

/** How many of the list are shown without being named. */
export function shownCount(choices: ShownChoices, total: number): number {
  const all = choices.get(everyRun);
  if (all !== undefined) return all ? Math.min(total, mostDrawn) : 0;
  const first = [...choices.keys()].find((key) => key.startsWith(firstRuns));
  const count = first === undefined ? shownByDefault : Number(first.slice(firstRuns.length));
  return Math.min(total, Number.isInteger(count) && count >= 0 ? count : shownByDefault);
}

/** Whether the run, or group, at a place of the list is shown. */
export function isShown(
  choices: ShownChoices,
  key: string,
  place: number | undefined,
  total: number,
): boolean {
  return choices.get(key) ?? (place !== undefined && place < shownCount(choices, total));
}

/** The choices with some runs shown or hidden besides; those that say nothing are left out. */
export function withShown(
  choices: ShownChoices,
  changes: readonly { readonly key: string; readonly place: number | undefined }[],
  { total, show }: { readonly total: number; readonly show: boolean },
): ShownChoices {
  const next = new Map(choices);
  for (const { key, place } of changes) {
    next.delete(key);
    if (isShown(next, key, place, total) !== show) next.set(key, show);
  }
  return next;
}

/** Only these runs. */
export function onlyShown(keys: readonly string[]): ShownChoices {
  return new Map([[everyRun, false], ...keys.map((key) => [key, true] as const)]);
}

/** True where exactly this run was chosen. */
export function isOnly(choices: ShownChoices, key: string): boolean {
  return choices.size === 2 && choices.get(everyRun) === false && choices.get(key) === true;
}

/** All runs, as far as they can be drawn, or none. */
export function allShown(show: boolean): ShownChoices {
  return new Map([[everyRun, show]]);
}

/** The first so many of the list. */
export function firstShown(count: number): ShownChoices {
  return count === shownByDefault ? new Map() : new Map([[`${firstRuns}${count}`, true]]);
}

/** Runs that were shown or hidden by name. */
export function namedRuns(choices: ShownChoices): { readonly id: string; readonly shown: boolean }[] {
  return [...choices]
    .filter(([key]) => key !== everyRun && !key.includes(":"))
    .map(([id, shown]) => ({ id, shown }));
}

/** Lines of more runs can't be told apart by dashes. */
const mostDashed = 100;

/** Shown runs whose colour another shown run has that started earlier; they are drawn dashed. None among more than 100. */
export function dashedRuns(
  shown: readonly { readonly id: string; readonly color: RunColor; readonly startedAt: number }[],
): ReadonlySet<string> {
  const taken = new Set<RunColor>();
  const dashed = new Set<string>();
  if (shown.length > mostDashed) return dashed;
  for (const run of shown.toSorted((a, b) => a.startedAt - b.startedAt)) {
    if (taken.has(run.color)) dashed.add(run.id);
    taken.add(run.color);
  }
  return dashed;
}
