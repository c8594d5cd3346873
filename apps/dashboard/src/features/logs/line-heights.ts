/** Heights of many rows, most of which are as high as any other. Offsets are pixels from the first row's top. */
export interface LineHeights {
  /** Says how high a row is; true when that is news. */
  set(row: number, height: number): boolean;
  /** Where a row begins. */
  offsetOf(row: number): number;
  /** The row at an offset; the first or last for what lies outside. */
  rowAt(offset: number, rows: number): number;
  clear(): void;
}

const blockSize = 1_000;

/** Creates heights where every row is `usual` pixels high until it is measured. Rows are counted from 0; a million cost nothing. */
export function createLineHeights(usual: number): LineHeights {
  const extra = new Map<number, number>();
  /** What the rows of each block have beyond the usual, so that no question looks at more than one block's rows. */
  const blocks = new Map<number, number>();

  const offsetOf = (row: number): number => {
    const block = Math.floor(row / blockSize);
    let offset = row * usual;
    for (const [at, more] of blocks) if (at < block) offset += more;
    if (!blocks.has(block)) return offset;
    for (let at = block * blockSize; at < row; at++) offset += extra.get(at) ?? 0;
    return offset;
  };

  return {
    set(row, height) {
      const more = height - usual;
      const before = extra.get(row) ?? 0;
      if (more === before) return false;
      if (more === 0) extra.delete(row);
      else extra.set(row, more);
      const block = Math.floor(row / blockSize);
      blocks.set(block, (blocks.get(block) ?? 0) + more - before);
      return true;
    },
    offsetOf,
    rowAt(offset, rows) {
      let low = 0;
      let high = Math.max(0, rows - 1);
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (offsetOf(middle) <= offset) low = middle;
        else high = middle - 1;
      }
      return low;
    },
    clear() {
      extra.clear();
      blocks.clear();
    },
  };
}
