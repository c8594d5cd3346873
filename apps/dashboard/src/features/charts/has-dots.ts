import type { PreparedLine } from "./prepare-line.ts";
import type { ChartScale } from "./scale.ts";

/** Between the points of a line that gets dots, CSS pixels. */
const least = 8;

/** Whether the points of a line lie so far apart on screen that each gets a dot. Buckets of several points get none. */
export function hasDots(
  { data, at, sparse, group }: PreparedLine,
  { px, xMin, xMax, ratio }: Pick<ChartScale, "px" | "xMin" | "xMax" | "ratio">,
): boolean {
  if (!data.rising) return sparse;
  if (group === undefined && data.drawn < data.inRange) return false;
  let points = 0;
  let [first, last] = [0, 0];
  for (const x of at) {
    if (x < xMin || x > xMax) continue;
    if (points === 0) first = x;
    last = x;
    points += 1;
  }
  return points === 1 || (points > 1 && px(last) - px(first) >= (points - 1) * least * ratio);
}
