/** Points of one key over one x, in line order, as columns of equal length. x is finite, y may be anything. */
export interface Points {
  readonly size: number;
  /** The line of each point; the rank where sorting or merging changed something. */
  readonly position: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** True when x rises from point to point. */
export function risesStrictly({ size, x }: Points): boolean {
  for (let at = 1; at < size; at++) {
    if (!((x[at] as number) > (x[at - 1] as number))) return false;
  }
  return true;
}

/** The points with x in the range, both ends included. */
export function pointsInRange(points: Points, range: readonly [number, number] | undefined): Points {
  if (range === undefined) return points;
  const [from, to] = range;
  const { size, position, x, y } = points;
  let first = 0;
  let last = size - 1;
  while (first <= last && !isWithin(x[first] as number, from, to)) first += 1;
  while (last >= first && !isWithin(x[last] as number, from, to)) last -= 1;
  let inside = 0;
  for (let at = first; at <= last; at++) if (isWithin(x[at] as number, from, to)) inside += 1;
  // Mostly x rises, and what is inside lies together.
  const cut = (column: Float64Array): Float64Array => column.subarray(first, last + 1);
  const kept = { size: inside, position: cut(position), x: cut(x), y: cut(y) };
  if (inside === last + 1 - first) return kept;
  const pick = (column: Float64Array): Float64Array =>
    column.filter((_, at) => isWithin(kept.x[at] as number, from, to));
  return { size: inside, position: pick(kept.position), x: pick(kept.x), y: pick(kept.y) };
}

/** Joins stretches of points that follow each other. */
export function concatPoints(parts: readonly Points[]): Points {
  if (parts.length === 1) return parts[0] as Points;
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const joined = {
    size,
    position: new Float64Array(size),
    x: new Float64Array(size),
    y: new Float64Array(size),
  };
  let at = 0;
  for (const part of parts) {
    for (const name of ["position", "x", "y"] as const)
      joined[name].set(part[name].subarray(0, part.size), at);
    at += part.size;
  }
  return joined;
}

function isWithin(value: number, from: number, to: number): boolean {
  return value >= from && value <= to;
}
