/**
 * For each entry the mean of the `points` points around its middle, where entry i stands for `counts[i]` equal points
 * (0: not counted). At the ends the window holds only what is there.
 */
export function windowMeans(
  values: ArrayLike<number>,
  counts: ArrayLike<number>,
  points: number,
): Float64Array {
  const size = values.length;
  const ends = new Float64Array(size + 1);
  const sums = new Float64Array(size + 1);
  for (let at = 0; at < size; at++) {
    const count = counts[at] as number;
    ends[at + 1] = (ends[at] as number) + count;
    sums[at + 1] = (sums[at] as number) + (count === 0 ? 0 : count * (values[at] as number));
  }
  const total = ends[size] as number;
  const out = new Float64Array(size);
  let low = 0;
  let high = 0;
  const sumTo = (place: number, entry: number): number => {
    const begun = ends[entry] as number;
    const count = (ends[entry + 1] ?? begun) - begun;
    if (count <= 0) return sums[entry] as number;
    return (
      (sums[entry] as number) +
      ((place - begun) / count) * ((sums[entry + 1] as number) - (sums[entry] as number))
    );
  };
  for (let at = 0; at < size; at++) {
    const middle = ((ends[at] as number) + (ends[at + 1] as number)) / 2;
    const from = Math.max(0, middle - points / 2);
    const to = Math.min(total, middle + points / 2);
    while (low + 1 < size && (ends[low + 1] as number) <= from) low += 1;
    while (high + 1 < size && (ends[high + 1] as number) < to) high += 1;
    out[at] = to > from ? (sumTo(to, high) - sumTo(from, low)) / (to - from) : (values[at] as number);
  }
  return out;
}
