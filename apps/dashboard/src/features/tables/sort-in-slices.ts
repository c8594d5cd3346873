/** Rows sorted apart before they are merged; some milliseconds each. */
const runRows = 4_096;

/** Sorts numbers, some milliseconds between one `yield` and the next. `values` are changed; what is returned is the order. */
export function* sortInSlices(
  values: Uint32Array<ArrayBuffer>,
  order: (a: number, b: number) => number,
): Generator<undefined, Uint32Array, undefined> {
  const { length } = values;
  for (let start = 0; start < length; start += runRows) {
    values.subarray(start, start + runRows).sort(order);
    yield undefined;
  }
  let [from, to] = [values, new Uint32Array(length)];
  for (let width = runRows; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) {
      const [middle, end] = [Math.min(start + width, length), Math.min(start + 2 * width, length)];
      let [left, right] = [start, middle];
      for (let at = start; at < end; at += 1) {
        if (at % runRows === 0) yield undefined;
        const isLeft =
          left < middle && (right >= end || order(from[left] as number, from[right] as number) <= 0);
        to[at] = from[isLeft ? left : right] as number;
        if (isLeft) left += 1;
        else right += 1;
      }
    }
    [from, to] = [to, from];
  }
  return from;
}
