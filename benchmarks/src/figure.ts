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

/** Completes a figure: the ratio to its floor, and whether each bar holds. */
export function figure(input: FigureInput): Figure {
  const { floor = null, bar = null, barRatio = null } = input;
  const ratio = floor === null ? null : input.value / floor;
  const holds = (value: number | null, limit: number | null) =>
    limit === null || (value !== null && (input.better === "higher" ? value >= limit : value <= limit));
  return { ...input, floor, ratio, bar, barRatio, ok: holds(input.value, bar) && holds(ratio, barRatio) };
}
