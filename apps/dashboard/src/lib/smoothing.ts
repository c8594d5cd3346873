/** How lines are smoothed: a moving average by weight, a Gaussian by σ, or a running mean, both in stored points. */
export type Smoothing =
  | { readonly kind: "ema"; readonly weight: number }
  | { readonly kind: "gauss"; readonly sigma: number }
  | { readonly kind: "mean"; readonly points: number };

/** Lines as they were logged. */
export const noSmoothing: Smoothing = { kind: "ema", weight: 0 };

const mostSigma = 1_000;
const mostPoints = 10_000;

/** Reads `ema:0.8`, `gauss:5` or `mean:20`; undefined for what makes no sense. Too large numbers are the largest. */
export function decodeSmoothing(text: string | undefined): Smoothing | undefined {
  const [, kind, amount] = /^(ema|gauss|mean):(\d*\.?\d+)$/.exec(text ?? "") ?? [];
  const size = Number(amount);
  if (kind === "ema") return { kind, weight: Math.min(0.999, size) };
  if (kind === "gauss") return { kind, sigma: Math.min(mostSigma, size) };
  if (kind === "mean") return { kind, points: Math.min(mostPoints, Math.max(1, Math.round(size))) };
  return undefined;
}

/** Writes what `decodeSmoothing` reads. */
export function encodeSmoothing(smoothing: Smoothing): string {
  if (smoothing.kind === "ema") return `ema:${smoothing.weight}`;
  return smoothing.kind === "gauss" ? `gauss:${smoothing.sigma}` : `mean:${smoothing.points}`;
}

/** True when lines are drawn as they were logged. */
export function isSmoothingOff(smoothing: Smoothing): boolean {
  if (smoothing.kind === "ema") return smoothing.weight === 0;
  return smoothing.kind === "gauss" ? smoothing.sigma === 0 : smoothing.points <= 1;
}

/** Stored points to the left of a part of x that its smoothed line depends on. */
export function smoothingReach(smoothing: Smoothing): number {
  if (isSmoothingOff(smoothing)) return 0;
  if (smoothing.kind === "ema") return Math.ceil(Math.log(0.01) / Math.log(smoothing.weight));
  return Math.ceil(smoothing.kind === "gauss" ? smoothing.sigma * 4 : smoothing.points / 2);
}
