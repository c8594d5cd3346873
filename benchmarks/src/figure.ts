/** One measured figure, as one line of `--json`. Bars are the project's promises; absent ones are null. */
export interface Figure {
  readonly bench: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly better: "higher" | "lower";
  /** The same work without Stepwell, measured in the same run. */
  readonly floor: number | null;
  /** `value / floor`. */
  readonly ratio: number | null;
  readonly bar: number | null;
  readonly barRatio: number | null;
  /** Every bar holds; true where there is none. */
  readonly ok: boolean;
}

export type FigureInput = Pick<Figure, "bench" | "name" | "value" | "unit" | "better"> &
  Partial<Pick<Figure, "floor" | "bar" | "barRatio">>;

/** Completes a figure: the ratio to its floor, and whether each bar holds. Numbers keep four digits, after judging. */
export function figure(input: FigureInput): Figure {
  const { bench, name, value, unit, better, floor = null, bar = null, barRatio = null } = input;
  const ratio = floor === null ? null : value / floor;
  const holds = (measured: number | null, limit: number | null) =>
    limit === null || (measured !== null && (better === "higher" ? measured >= limit : measured <= limit));
  const ok = holds(value, bar) && holds(ratio, barRatio);
  return {
    bench,
    name,
    value: shorten(value),
    unit,
    better,
    floor: shorten(floor),
    ratio: shorten(ratio),
    bar,
    barRatio,
    ok,
  };
}

function shorten<T extends number | null>(value: T): T {
  return (value === null ? null : Number(value.toPrecision(4))) as T;
}
