import { createMersenneTwister } from "./mersenne-twister.ts";

const MAX_ROWS = 10_000;
const SEED = 42;

/** A point of a class's curve. */
export type CurveRow = readonly [name: string | number, x: number, y: number];

/**
 * What a chart can hold: all rows when there are at most 10,000; else as many, of each class its share, drawn by the
 * numbers that the official client draws them by, and sorted by x, y and class.
 */
export function sampleByClass(classes: readonly (readonly CurveRow[])[]): readonly CurveRow[] {
  const counts = classes.map((rows) => rows.length);
  if (sum(counts) <= MAX_ROWS) return classes.flat();
  const next = createMersenneTwister(SEED);
  // The draws follow each other, so the classes come in the order of their names.
  const sorted = classes.toSorted(([left], [right]) => compare(left?.[0] ?? "", right?.[0] ?? ""));
  const shares = sharesOf(
    sorted.map((rows) => rows.length),
    next,
  );
  const drawn = sorted.flatMap((rows, at) =>
    drawWithout(next, rows.length, shares[at] as number).map((index) => rows[index] as CurveRow),
  );
  return drawn.sort(
    (left, right) => compare(left[1], right[1]) || compare(left[2], right[2]) || compare(left[0], right[0]),
  );
}

/** How many rows of each class are kept: its part of the limit, and what is left goes to the largest fractions. */
function sharesOf(counts: readonly number[], next: () => number): readonly number[] {
  const total = sum(counts);
  const exact = counts.map((count) => (count / total) * MAX_ROWS);
  const shares = exact.map(Math.floor);
  const fractions = exact.map((part, at) => part - (shares[at] as number));
  let missing = MAX_ROWS - sum(shares);
  for (const fraction of [...new Set(fractions)].sort((left, right) => right - left)) {
    if (missing <= 0) break;
    const tied = fractions.flatMap((one, at) => (one === fraction ? [at] : []));
    const chosen = drawWithout(next, tied.length, Math.min(tied.length, missing));
    for (const index of chosen) shares[tied[index] as number] = (shares[tied[index] as number] as number) + 1;
    missing -= chosen.length;
  }
  return shares;
}

/** `count` of the whole numbers below `size`: the first of all of them shuffled. */
function drawWithout(next: () => number, size: number, count: number): readonly number[] {
  const indices = Array.from({ length: size }, (_, index) => index);
  for (let last = size - 1; last > 0; last--) {
    const other = below(next, last);
    const kept = indices[last] as number;
    indices[last] = indices[other] as number;
    indices[other] = kept;
  }
  return indices.slice(0, count);
}

/** A number up to `max`, itself included: bits beyond are cut, and what is still above is drawn again. */
function below(next: () => number, max: number): number {
  const mask = 2 ** (32 - Math.clz32(max)) - 1;
  for (;;) {
    const value = (next() & mask) >>> 0;
    if (value <= max) return value;
  }
}

// NaN comes last.
function compare(left: string | number, right: string | number): number {
  if (left === right) return 0;
  if (Number.isNaN(left) || Number.isNaN(right))
    return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
  return left < right ? -1 : 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
