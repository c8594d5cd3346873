/** What is said of a sample of numbers. Shares are from 0 to 1; the moments are those of the finite ones. */
export interface ValueSummary {
  readonly count: number;
  readonly nan: number;
  readonly infinite: number;
  readonly zeroShare: number;
  /** Absent without a finite number. */
  readonly moments?: {
    readonly mean: number;
    readonly std: number;
    readonly min: number;
    readonly max: number;
  };
  /** The finite numbers, rising. */
  readonly sorted: Float64Array;
}

export function summarizeValues(values: Float64Array): ValueSummary {
  // Counted by hand: `filter` takes as long as the sort.
  const finite = new Float64Array(values.length);
  let [kept, nan, zeros] = [0, 0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) nan += 1;
    else if (value === 0) zeros += 1;
    if (Number.isFinite(value)) finite[kept++] = value;
  }
  const sorted = finite.subarray(0, kept).sort();
  const rest = {
    count: values.length,
    nan,
    infinite: values.length - nan - kept,
    zeroShare: values.length === 0 ? 0 : zeros / values.length,
    sorted,
  };
  return kept === 0 ? rest : { ...rest, moments: moments(sorted) };
}

function moments(sorted: Float64Array): NonNullable<ValueSummary["moments"]> {
  // Welford's way: no sum of squares that could overflow or cancel.
  let mean = 0;
  let spread = 0;
  let count = 0;
  for (const value of sorted) {
    count += 1;
    const distance = value - mean;
    mean += distance / count;
    spread += distance * (value - mean);
  }
  return {
    mean,
    std: Math.sqrt(spread / count),
    // Adding 0 makes -0 a plain 0.
    min: (sorted[0] as number) + 0,
    max: (sorted.at(-1) as number) + 0,
  };
}
