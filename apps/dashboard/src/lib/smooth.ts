import type { Smoothing } from "./smoothing.ts";
import { windowMeans } from "./window-means.ts";

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
 * The smoothed line, NaN where the line breaks. A constant stays constant, and how many points an entry sums up
 * does not move the line.
 */
export function smooth(input: SmoothInput, smoothing: Smoothing): Float64Array {
  if (smoothing.kind === "ema") return movingAverage(input, smoothing.weight);
  return smoothing.kind === "gauss" ? gaussian(input, smoothing.sigma) : runningMean(input, smoothing.points);
}

/** Exponential moving average with a weight per stored point (0 to 0.999), weighted by distance and de-biased. */
function movingAverage({ x, xLast, mean, count, spacing, skip }: SmoothInput, weight: number): Float64Array {
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

/** Symmetric, by distance: an entry weighs as much as the bell covers of its stretch of x. */
function gaussian(input: SmoothInput, sigma: number): Float64Array {
  const { x, xLast, mean, count, spacing, skip } = input;
  const out = new Float64Array(x.length).fill(Number.NaN);
  const width = sigma * spacing;
  let from = 0;
  for (let at = 0; at < x.length; at++) {
    if (!Number.isFinite(mean[at] as number)) continue;
    const middle = ((x[at] as number) + (xLast[at] as number)) / 2;
    if (!(width > 0)) {
      out[at] = mean[at] as number;
      continue;
    }
    while (from < at && (xLast[from] as number) < middle - 4 * width) from += 1;
    let sum = 0;
    let mass = 0;
    for (let other = from; other < x.length; other++) {
      const left = (x[other] as number) - spacing / 2;
      if (left > middle + 4 * width) break;
      if (!Number.isFinite(mean[other] as number) || skip?.has(other) === true) continue;
      const right = (xLast[other] as number) + spacing / 2;
      const covered = bell((right - middle) / width) - bell((left - middle) / width);
      // Points that stand closer than usual weigh more, as they would one by one.
      const weight = (covered * Math.max(1, count[other] as number) * spacing) / (right - left);
      sum += weight * (mean[other] as number);
      mass += weight;
    }
    out[at] = mass > 0 ? sum / mass : (mean[at] as number);
  }
  return out;
}

/** The mean of the n stored points around the middle of each entry. */
function runningMean({ mean, count, skip }: SmoothInput, points: number): Float64Array {
  const used = Float64Array.from({ length: mean.length }, (_, at) =>
    Number.isFinite(mean[at] as number) && skip?.has(at) !== true ? Math.max(1, count[at] as number) : 0,
  );
  const out = windowMeans(mean, used, points);
  for (let at = 0; at < out.length; at++) if (!Number.isFinite(mean[at] as number)) out[at] = Number.NaN;
  return out;
}

/** The part of a normal distribution below z, to 1e−4 (Abramowitz and Stegun 7.1.25). */
function bell(z: number): number {
  const size = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.47047 * size);
  const tail = (t * (0.3480242 + t * (-0.0958798 + t * 0.7478556)) * Math.exp(-size * size)) / 2;
  return z < 0 ? tail : 1 - tail;
}
