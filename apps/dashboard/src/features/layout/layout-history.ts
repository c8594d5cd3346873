import type { Layout } from "./layout.ts";

/** A layout with what it was before, and what was taken back. */
export interface LayoutHistory {
  readonly past: readonly Layout[];
  readonly present: Layout;
  readonly future: readonly Layout[];
}

/** Steps that can be taken back. */
export const mostSteps = 100;

/** Begins with a layout that has no past. */
export function startHistory(present: Layout): LayoutHistory {
  return { past: [], present, future: [] };
}

/** Goes on to another layout. */
export function changed(history: LayoutHistory, next: Layout): LayoutHistory {
  if (next === history.present) return history;
  return { past: [...history.past, history.present].slice(-mostSteps), present: next, future: [] };
}

/** Takes the last change back; the same history where there is none. */
export function undone({ past, present, future }: LayoutHistory): LayoutHistory {
  const before = past.at(-1);
  if (before === undefined) return { past, present, future };
  return { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

/** Makes again what was taken back last. */
export function redone({ past, present, future }: LayoutHistory): LayoutHistory {
  const [next, ...rest] = future;
  if (next === undefined) return { past, present, future };
  return { past: [...past, present], present: next, future: rest };
}
