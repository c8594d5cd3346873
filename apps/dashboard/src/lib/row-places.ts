/** Where rows stand below each other, in CSS pixels from the first one's top. */
export interface RowPlaces {
  readonly count: number;
  /** Where the last row ends. */
  readonly end: number;
  startOf(index: number): number;
  /** The row that covers `y`; the first or last one for what is above or below all. */
  indexAt(y: number): number;
}

/** Rows of the same height. */
export function evenRows(count: number, size: number): RowPlaces {
  return {
    count,
    end: count * size,
    startOf: (index) => index * size,
    indexAt: (y) => Math.max(0, Math.min(count - 1, Math.floor(y / size))),
  };
}

/** Rows of these heights. */
export function unevenRows(sizes: readonly number[]): RowPlaces {
  const starts = [0];
  for (const size of sizes) starts.push((starts.at(-1) as number) + size);
  return {
    count: sizes.length,
    end: starts.at(-1) as number,
    startOf: (index) => starts[index] as number,
    indexAt(y) {
      let [low, high] = [0, Math.max(0, sizes.length - 1)];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] as number) <= y) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}

/** Rows from `from` up to, without, `to`. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** The rows between `top` and `bottom`, and `extra` more at both ends. */
export function rowsBetween(
  places: RowPlaces,
  { top, bottom, extra }: { readonly top: number; readonly bottom: number; readonly extra: number },
): RowRange {
  if (places.count === 0) return { from: 0, to: 0 };
  return {
    from: Math.max(0, places.indexAt(top) - extra),
    to: Math.min(places.count, places.indexAt(bottom) + 1 + extra),
  };
}
