import type { Points } from "./points.ts";

/**
 * Sorts by x, merges points of equal x (the last line wins) and sets positions to ranks. Points come as stretches of rising
 * x, few of them where a run was resumed: these are merged pair by pair.
 */
export function mergeSteps(points: Points): Points {
  let stretches = risingStretches(points);
  while (stretches.length > 1) {
    const merged: Stretch[] = [];
    for (let at = 0; at < stretches.length; at += 2) {
      const [one, other] = [stretches[at] as Stretch, stretches[at + 1]];
      merged.push(other === undefined ? one : mergeTwo(one, other));
    }
    stretches = merged;
  }
  const [{ x, y } = { x: new Float64Array(), y: new Float64Array() }] = stretches;
  const position = new Float64Array(x.length);
  for (let rank = 0; rank < position.length; rank++) position[rank] = rank;
  return { size: x.length, position, x, y };
}

// x rises from point to point.
interface Stretch {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

function risingStretches({ size, x, y }: Points): Stretch[] {
  const stretches: Stretch[] = [];
  for (let from = 0; from < size;) {
    let to = from + 1;
    while (to < size && (x[to] as number) > (x[to - 1] as number)) to += 1;
    stretches.push({ x: x.subarray(from, to), y: y.subarray(from, to) });
    from = to;
  }
  return stretches;
}

// Of points of equal x that of `b` stays, which lies later in the run.
function mergeTwo(a: Stretch, b: Stretch): Stretch {
  const x = new Float64Array(a.x.length + b.x.length);
  const y = new Float64Array(x.length);
  let size = 0;
  let fromA = 0;
  let fromB = 0;
  while (fromA < a.x.length && fromB < b.x.length) {
    const [xOfA, xOfB] = [a.x[fromA] as number, b.x[fromB] as number];
    if (xOfA < xOfB) {
      x[size] = xOfA;
      y[size] = a.y[fromA++] as number;
    } else {
      if (xOfA === xOfB) fromA += 1;
      x[size] = xOfB;
      y[size] = b.y[fromB++] as number;
    }
    size += 1;
  }
  const rest = fromA < a.x.length ? { ...a, from: fromA } : { ...b, from: fromB };
  x.set(rest.x.subarray(rest.from), size);
  y.set(rest.y.subarray(rest.from), size);
  size += rest.x.length - rest.from;
  return { x: x.subarray(0, size), y: y.subarray(0, size) };
}
