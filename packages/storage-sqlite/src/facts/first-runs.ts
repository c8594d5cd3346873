/** Keeps the first few of many rows in an order, without sorting all of them. */
export interface FirstRuns {
  add(row: number): void;
  /** Those that come first, in order. */
  rows(): readonly number[];
}

export function createFirstRuns(compare: (a: number, b: number) => number, limit: number): FirstRuns {
  const room = Math.max(2 * limit, limit + 1000);
  let kept: number[] = [];
  /** What comes after it can't be among the first. */
  let last: number | undefined;

  const cut = (): void => {
    kept = kept.toSorted(compare).slice(0, limit);
    if (kept.length === limit) last = kept.at(-1);
  };

  return {
    add(row) {
      if (limit === 0 || (last !== undefined && compare(row, last) > 0)) return;
      kept.push(row);
      if (kept.length >= room) cut();
    },
    rows() {
      cut();
      return kept;
    },
  };
}
