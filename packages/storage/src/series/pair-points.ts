import type { BlockPoints } from "../codec/block-points.ts";
import type { Points } from "./points.ts";

/** Pairs the values of y with those of x in the same rows; `line` is that of place 0. Rows without a finite x are left out. */
export function pairPoints(y: BlockPoints, x: BlockPoints, line: number): Points {
  const most = Math.min(y.values.length, x.values.length);
  if (y.places === undefined && x.places === undefined) {
    const xs = x.values.subarray(0, most);
    if (allFinite(xs)) {
      const position = new Float64Array(most);
      for (let at = 0; at < most; at++) position[at] = line + at;
      return { size: most, position, x: xs, y: y.values.subarray(0, most) };
    }
  }
  const points = {
    size: 0,
    position: new Float64Array(most),
    x: new Float64Array(most),
    y: new Float64Array(most),
  };
  let yAt = 0;
  let xAt = 0;
  while (yAt < y.values.length && xAt < x.values.length) {
    const yPlace = y.places === undefined ? yAt : (y.places[yAt] as number);
    const xPlace = x.places === undefined ? xAt : (x.places[xAt] as number);
    if (yPlace < xPlace) yAt += 1;
    else if (xPlace < yPlace) xAt += 1;
    else {
      const value = x.values[xAt++] as number;
      const at = points.size;
      points.position[at] = line + yPlace;
      points.x[at] = value;
      points.y[at] = y.values[yAt++] as number;
      if (Number.isFinite(value)) points.size += 1;
    }
  }
  return points;
}

/** Looks up values by place; places must be asked for in rising order. */
export function createLookup({ places, values }: BlockPoints): (place: number) => number {
  if (places === undefined) return (place) => values[place] ?? Number.NaN;
  let at = 0;
  return (place) => {
    while (at < places.length && (places[at] as number) < place) at += 1;
    return places[at] === place ? (values[at] as number) : Number.NaN;
  };
}

function allFinite(values: Float64Array): boolean {
  for (let at = 0; at < values.length; at++) if (!Number.isFinite(values[at])) return false;
  return true;
}
