/** The largest distance between two distributions, from 0 to 1. Both are rising and not empty. */
export function kolmogorovSmirnov(first: ArrayLike<number>, second: ArrayLike<number>): number {
  let [inFirst, inSecond, largest] = [0, 0, 0];
  while (inFirst < first.length && inSecond < second.length) {
    const value = Math.min(first[inFirst] as number, second[inSecond] as number);
    while (inFirst < first.length && (first[inFirst] as number) <= value) inFirst += 1;
    while (inSecond < second.length && (second[inSecond] as number) <= value) inSecond += 1;
    largest = Math.max(largest, Math.abs(inFirst / first.length - inSecond / second.length));
  }
  return largest;
}
