/** The place of the entry nearest to `value` in rising `values`, or −1 when there is none. */
export function nearestIndex(values: ArrayLike<number>, value: number): number {
  if (values.length === 0) return -1;
  let low = 0;
  let high = values.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < value) low = middle;
    else high = middle;
  }
  return value - (values[low] as number) <= (values[high] as number) - value ? low : high;
}

/** The place of the last entry at or before `value` in rising `values`, or −1. */
export function lastAtOrBefore(values: ArrayLike<number>, value: number): number {
  let low = -1;
  let high = values.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) <= value) low = middle;
    else high = middle;
  }
  return low;
}
