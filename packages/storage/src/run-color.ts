// Places in the run palette.
const RUN_COLORS = 12;

/** The least used place, the lowest first; `used` counts the runs of the project by place. */
export function nextColor(used: ReadonlyMap<number, number>): number {
  let best = 0;
  for (let color = 1; color < RUN_COLORS; color++) {
    if ((used.get(color) ?? 0) < (used.get(best) ?? 0)) best = color;
  }
  return best;
}
