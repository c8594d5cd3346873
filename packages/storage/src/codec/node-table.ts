/**
 * Summaries of consecutive stretches of a series: node i covers the positions from `index[i] * 2^level` up to the next
 * multiple. Only stretches with points are there, in order. `first`, `last`, `min`, `max` and `mean` are over finite
 * values and NaN where there are none. Columns may be longer than `size`.
 */
export interface NodeTable {
  readonly level: number;
  readonly size: number;
  readonly index: Float64Array;
  readonly count: Uint32Array;
  readonly nan: Uint32Array;
  readonly positiveInfinity: Uint32Array;
  readonly negativeInfinity: Uint32Array;
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly mean: Float64Array;
  /** Positions of the first and the last point, finite or not. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** x of those two points; NaN in stored tables, which know no x. */
  readonly x: Float64Array;
  readonly xLast: Float64Array;
}

/** A table under construction. Positions must not fall. */
export interface NodeTableBuilder extends NodeTable {
  size: number;
  addPoint(position: number, value: number, x: number): void;
  /** Adds node `at` of a table of the same or a finer level. */
  addNode(table: NodeTable, at: number): void;
}

/** `capacity` is the most nodes that it will have. */
export function createNodeTable(level: number, capacity: number): NodeTableBuilder {
  const width = 2 ** level;
  const f64 = (): Float64Array => new Float64Array(capacity);
  const u32 = (): Uint32Array => new Uint32Array(capacity);

  const table: NodeTableBuilder = {
    level,
    size: 0,
    index: f64(),
    count: u32(),
    nan: u32(),
    positiveInfinity: u32(),
    negativeInfinity: u32(),
    first: f64(),
    last: f64(),
    min: f64(),
    max: f64(),
    mean: f64(),
    from: f64(),
    to: f64(),
    x: f64(),
    xLast: f64(),

    addPoint(position, value, x) {
      const at = nodeFor(Math.floor(position / width), position, x);
      table.to[at] = position;
      table.xLast[at] = x;
      table.count[at]! += 1;
      if (value - value === 0) {
        const finite = finiteOf(table, at);
        if (finite === 1) {
          table.first[at] = table.min[at] = table.max[at] = table.mean[at] = value;
        } else {
          if (value < (table.min[at] as number)) table.min[at] = value;
          if (value > (table.max[at] as number)) table.max[at] = value;
          const mean = table.mean[at] as number;
          // The difference of two finite values may overflow, their shares don't.
          table.mean[at] = mean * ((finite - 1) / finite) + value / finite;
        }
        table.last[at] = value;
      } else if (value === Infinity) table.positiveInfinity[at]! += 1;
      else if (value === -Infinity) table.negativeInfinity[at]! += 1;
      else table.nan[at]! += 1;
    },

    addNode(other, from) {
      const index = Math.floor((other.index[from] as number) / 2 ** (level - other.level));
      const at = nodeFor(index, other.from[from] as number, other.x[from] as number);
      const before = finiteOf(table, at);
      const added = finiteOf(other, from);
      table.to[at] = other.to[from] as number;
      table.xLast[at] = other.xLast[from] as number;
      table.count[at]! += other.count[from] as number;
      table.nan[at]! += other.nan[from] as number;
      table.positiveInfinity[at]! += other.positiveInfinity[from] as number;
      table.negativeInfinity[at]! += other.negativeInfinity[from] as number;
      if (added === 0) return;
      table.last[at] = other.last[from] as number;
      if (before === 0) {
        table.first[at] = other.first[from] as number;
        table.min[at] = other.min[from] as number;
        table.max[at] = other.max[from] as number;
        table.mean[at] = other.mean[from] as number;
        return;
      }
      if ((other.min[from] as number) < (table.min[at] as number)) table.min[at] = other.min[from] as number;
      if ((other.max[from] as number) > (table.max[at] as number)) table.max[at] = other.max[from] as number;
      const share = added / (before + added);
      table.mean[at] = (table.mean[at] as number) * (1 - share) + (other.mean[from] as number) * share;
    },
  };

  function nodeFor(index: number, from: number, x: number): number {
    if (table.size > 0 && table.index[table.size - 1] === index) return table.size - 1;
    const at = table.size;
    table.size += 1;
    table.index[at] = index;
    table.from[at] = from;
    table.x[at] = x;
    table.first[at] = table.last[at] = table.min[at] = table.max[at] = table.mean[at] = Number.NaN;
    return at;
  }

  return table;
}

// Finite points of a node.
function finiteOf(table: NodeTable, at: number): number {
  return (
    (table.count[at] as number) -
    (table.nan[at] as number) -
    (table.positiveInfinity[at] as number) -
    (table.negativeInfinity[at] as number)
  );
}

/** How many nodes the table has at a coarser level. */
export function countNodes(table: NodeTable, level: number): number {
  const width = 2 ** (level - table.level);
  let count = 0;
  let before = -1;
  for (let at = 0; at < table.size; at++) {
    const index = Math.floor((table.index[at] as number) / width);
    if (index !== before) count += 1;
    before = index;
  }
  return count;
}

/** The same series at a coarser level; the table itself at its own. */
export function mergeNodes(table: NodeTable, level: number): NodeTable {
  if (level === table.level) return table;
  const merged = createNodeTable(level, countNodes(table, level));
  for (let at = 0; at < table.size; at++) merged.addNode(table, at);
  return merged;
}
