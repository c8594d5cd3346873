/** How a y axis is spread out. */
export type YKind = "linear" | "log" | "symlog";

/** From a value to its place on the axis and back; places rise with values. */
export interface YTransform {
  readonly kind: YKind;
  /** Symlog: below this size the axis is linear. */
  readonly linear: number;
  /** NaN for what has no place: zero and less on a log axis. */
  readonly to: (value: number) => number;
  readonly from: (place: number) => number;
}

/** Creates the transform of an axis. `linear` matters for symlog only. */
export function createYTransform(kind: YKind, linear = 1): YTransform {
  if (kind === "linear") return { kind, linear, to: (value) => value, from: (place) => place };
  if (kind === "log")
    return {
      kind,
      linear,
      to: (value) => (value > 0 ? Math.log10(value) : Number.NaN),
      from: (place) => 10 ** place,
    };
  return {
    kind,
    linear,
    to: (value) => Math.sign(value) * Math.log10(1 + Math.abs(value) / linear),
    from: (place) => Math.sign(place) * linear * (10 ** Math.abs(place) - 1),
  };
}

/** Where a symlog axis turns linear: a power of ten, three decades below the largest size or at the smallest. */
export function symlogLinear(smallest: number, largest: number): number {
  if (!(largest > 0)) return 1;
  return 10 ** Math.floor(Math.log10(Math.max(smallest > 0 ? smallest : 0, largest / 1_000)));
}
