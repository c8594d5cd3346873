export interface SmoothInput {
  /** Where each entry begins and ends on x, rising; equal for single points. */
  readonly x: ArrayLike<number>;
  readonly xLast: ArrayLike<number>;
  /** Mean of the finite values of each entry; NaN breaks the line. */
  readonly mean: ArrayLike<number>;
  /** Finite points in each entry. */
  readonly count: ArrayLike<number>;
  /** Usual distance between two stored points, in units of x. */
  readonly spacing: number;
  /** Entries that are drawn but must not pull the line, by index. */
  readonly skip?: ReadonlySet<number>;
}

/**
 * Exponential moving average with weight `weight` per stored point (0 to 0.999), weighted by distance and
 * de-biased: a constant stays constant, and how many points an entry sums up does not move the line.
 */
export function smooth(input: SmoothInput, weight: number): Float64Array {
  const { x, xLast, mean, count, spacing, skip } = input;
  const out = new Float64Array(x.length).fill(Number.NaN);
  const s = Math.min(0.999, Math.max(0, weight));
  let average = 0;
  let mass = 0;
  let last = Number.NaN;
  for (let at = 0; at < x.length; at++) {
    const value = mean[at] as number;
    if (!Number.isFinite(value)) continue;
    if (skip?.has(at) === true && mass > 0) {
      out[at] = average / mass;
      continue;
    }
    // An entry of n points spans n spacings: its own points fade among themselves by the closed form 1 − sⁿ.
    const points = Math.max(1, count[at] as number);
    const distance = Number.isNaN(last) ? points : Math.max(0, ((xLast[at] as number) - last) / spacing);
    const keep = s === 0 ? 0 : s ** distance;
    const gain = s === 0 ? 1 : 1 - s ** points;
    average = keep * average + gain * value;
    mass = keep * mass + gain;
    last = xLast[at] as number;
    out[at] = average / mass;
  }
  return out;
}
