/** The part of the steps that is seen; undefined for all of them. */
export type StepWindow = readonly [from: number, to: number] | undefined;

/** Shows `factor` times as many steps around the middle, never more than there are. */
export function zoomWindow(window: StepWindow, all: readonly [number, number], factor: number): StepWindow {
  const [from, to] = window ?? all;
  const middle = (from + to) / 2;
  const half = Math.max(((to - from) / 2) * factor, 0.5);
  return 2 * half >= all[1] - all[0] ? undefined : inside([middle - half, middle + half], all);
}

/** Moves by a share of what is seen. */
export function panWindow(window: StepWindow, all: readonly [number, number], share: number): StepWindow {
  if (window === undefined) return undefined;
  const by = (window[1] - window[0]) * share;
  return inside([window[0] + by, window[1] + by], all);
}

function inside([from, to]: readonly [number, number], all: readonly [number, number]): [number, number] {
  const by = Math.max(0, all[0] - from) - Math.max(0, to - all[1]);
  return [from + by, to + by];
}
