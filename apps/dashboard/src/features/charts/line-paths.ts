import type { PreparedLine } from "./prepare-line.ts";
import type { ChartScale } from "./scale.ts";

/** The shapes of one line on one scale. */
export interface LinePaths {
  /** Every stored extreme: first, min, max and last of each entry. */
  readonly raw: Path2D;
  readonly smoothed: Path2D | undefined;
  readonly band: Path2D;
  readonly dots: Path2D | undefined;
}

const made = new WeakMap<object, { readonly on: string; readonly smoothed: unknown; readonly paths: LinePaths }>();

/** Builds the paths of a line once for each scale, so that a hover only strokes them again. */
export function linePaths(line: PreparedLine, scale: ChartScale): LinePaths {
  const on = [scale.left, scale.top, scale.width, scale.height, scale.xMin, scale.xMax, scale.yMin, scale.yMax, scale.log].join();
  const known = made.get(line.data);
  if (known?.on === on && known.smoothed === line.smoothed) return known.paths;
  const paths = {
    raw: rawPath(line, scale),
    smoothed: line.smoothed === undefined ? undefined : smoothedPath(line, line.smoothed, scale),
    band: bandPath(line, scale),
    dots: line.sparse ? dotsPath(line, scale) : undefined,
  };
  made.set(line.data, { on, smoothed: line.smoothed, paths });
  return paths;
}

function rawPath({ data }: PreparedLine, { px, py }: ChartScale): Path2D {
  const path = new Path2D();
  let drawing = false;
  for (let at = 0; at < data.x.length; at++) {
    const first = data.first[at] as number;
    if (Number.isNaN(first)) {
      drawing = false;
      continue;
    }
    const x = px(data.x[at] as number);
    if (drawing) path.lineTo(x, py(first));
    else path.moveTo(x, py(first));
    drawing = true;
    if ((data.count[at] as number) === 1) continue;
    const end = px(data.xLast[at] as number);
    const middle = (x + end) / 2;
    path.lineTo(middle, py(data.min[at] as number));
    path.lineTo(middle, py(data.max[at] as number));
    path.lineTo(end, py(data.last[at] as number));
  }
  return path;
}

function smoothedPath({ at: middles }: PreparedLine, values: Float64Array, { px, py }: ChartScale): Path2D {
  const path = new Path2D();
  let drawing = false;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    if (Number.isNaN(value)) {
      drawing = false;
      continue;
    }
    if (drawing) path.lineTo(px(middles[at] as number), py(value));
    else path.moveTo(px(middles[at] as number), py(value));
    drawing = true;
  }
  return path;
}

function bandPath({ data, at: middles }: PreparedLine, { px, py }: ChartScale): Path2D {
  const path = new Path2D();
  let from = 0;
  for (let at = 0; at <= data.x.length; at++) {
    if (at < data.x.length && !Number.isNaN(data.min[at] as number)) continue;
    for (let up = from; up < at; up++) {
      const [x, y] = [px(middles[up] as number), py(data.max[up] as number)];
      if (up === from) path.moveTo(x, y);
      else path.lineTo(x, y);
    }
    for (let down = at - 1; down >= from; down--) path.lineTo(px(middles[down] as number), py(data.min[down] as number));
    from = at + 1;
  }
  return path;
}

function dotsPath({ data }: PreparedLine, { px, py, ratio }: ChartScale): Path2D {
  const path = new Path2D();
  for (let at = 0; at < data.x.length; at++) {
    const value = data.last[at] as number;
    if (Number.isNaN(value)) continue;
    const [x, y] = [px(data.x[at] as number), py(value)];
    path.moveTo(x, y);
    path.arc(x, y, 2 * ratio, 0, Math.PI * 2);
  }
  return path;
}
