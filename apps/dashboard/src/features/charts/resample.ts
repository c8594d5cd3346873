import type { LineData } from "./line-data.ts";

/**
 * A reader of a line's mean over stretches of x that come in rising order: the mean of the entries inside, weighted by
 * how much of them is inside, or between entries the straight line. NaN beyond the ends and where the line breaks.
 */
export function createResampler(
  data: Pick<LineData, "x" | "xLast" | "mean" | "count">,
): (from: number, to: number) => number {
  const { x, xLast, mean, count } = data;
  const size = x.length;
  let first = 0;
  return (from, to) => {
    while (first < size && (xLast[first] as number) < from) first += 1;
    let sum = 0;
    let mass = 0;
    for (let at = first; at < size && (x[at] as number) <= to; at++) {
      const [left, right] = [x[at] as number, xLast[at] as number];
      const inside = right > left ? (Math.min(to, right) - Math.max(from, left)) / (right - left) : 1;
      // A stretch that only touches an entry still sees it.
      const weight = Math.max(inside, 1e-9) * Math.max(1, count[at] as number);
      sum += weight * (mean[at] as number);
      mass += weight;
    }
    if (mass > 0) return sum / mass;
    if (first === 0 || first >= size) return Number.NaN;
    const [left, right] = [xLast[first - 1] as number, x[first] as number];
    const part = right > left ? ((from + to) / 2 - left) / (right - left) : 0;
    return (mean[first - 1] as number) + part * ((mean[first] as number) - (mean[first - 1] as number));
  };
}
