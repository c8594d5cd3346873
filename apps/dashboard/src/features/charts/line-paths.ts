import { hasDots } from "./has-dots.ts";
import type { PreparedLine } from "./prepare-line.ts";
import type { ChartScale } from "./scale.ts";

/** The shapes of one line on one scale. */
export interface LinePaths {
  /** Every stored extreme: first, min, max and last of each entry. */
  readonly raw: Path2D;
  /** The last value of each pixel, for under a smoothed line whose band shows the extremes. */
  readonly thin: Path2D;
  readonly smoothed: Path2D | undefined;
  readonly band: Path2D;
  readonly dots: Path2D | undefined;
}

const made = new WeakMap<
  object,
  { readonly on: string; readonly smoothed: unknown; readonly paths: LinePaths }
>();

/** Makes an empty path; pictures that are no canvas bring their own. */
export type NewPath = () => Path2D;

/** Builds the paths of a line once for each scale, so that a hover only strokes them again. */
export function linePaths(line: PreparedLine, scale: ChartScale, newPath: NewPath | undefined): LinePaths {
  if (newPath !== undefined) return buildPaths(line, scale, newPath);
  const on = [
    scale.left,
    scale.top,
    scale.width,
    scale.height,
    scale.xMin,
    scale.xMax,
    scale.yMin,
    scale.yMax,
    scale.y.kind,
    scale.y.linear,
  ].join();
  const known = made.get(line.data);
  if (known?.on === on && known.smoothed === line.smoothed) return known.paths;
  const paths = buildPaths(line, scale, () => new Path2D());
  made.set(line.data, { on, smoothed: line.smoothed, paths });
  return paths;
}

/** Each path when it is first asked for: of a thousand lines few need all of them. */
function buildPaths(line: PreparedLine, scale: ChartScale, newPath: NewPath): LinePaths {
  const { smoothed } = line;
  const columns = once(() => pixelColumns(line, scale));
  const raw = once(() => rawPath(line, scale, newPath()));
  const thin = once(() =>
    valuePath(
      columns().map(({ x }) => x),
      columns().map(({ last }) => last),
      newPath(),
    ),
  );
  const soft = once(() =>
    smoothed === undefined ? undefined : smoothedPath(line, smoothed, scale, newPath()),
  );
  const band = once(() => bandPath(columns(), newPath()));
  const dots = once(() => (hasDots(line, scale) ? dotsPath(line, scale, newPath()) : undefined));
  return {
    get raw() {
      return raw();
    },
    get thin() {
      return thin();
    },
    get smoothed() {
      return soft();
    },
    get band() {
      return band();
    },
    get dots() {
      return dots();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** What falls on one column of pixels, as places on the canvas; `high` is NaN for entries without a value. */
interface Column {
  x: number;
  high: number;
  low: number;
  last: number;
}

function pixelColumns(
  { data, at: middles, smoothedBand }: PreparedLine,
  { px, py, ratio }: ChartScale,
): Column[] {
  const columns: Column[] = [];
  let open: Column | undefined;
  for (let at = 0; at < data.x.length; at++) {
    const x = px(middles[at] as number);
    const [high, low, last] = [
      py((smoothedBand?.max ?? data.max)[at] as number),
      py((smoothedBand?.min ?? data.min)[at] as number),
      py(data.last[at] as number),
    ];
    if (open === undefined || x - open.x >= ratio || Number.isNaN(high) !== Number.isNaN(open.high)) {
      open = { x, high, low, last };
      columns.push(open);
      continue;
    }
    open.high = Math.min(open.high, high);
    open.low = Math.max(open.low, low);
    open.last = last;
  }
  return columns;
}

function rawPath({ data }: PreparedLine, { px, py }: ChartScale, path: Path2D): Path2D {
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

function smoothedPath(
  { at: middles }: PreparedLine,
  values: Float64Array,
  { px, py }: ChartScale,
  path: Path2D,
): Path2D {
  return valuePath(middles.map(px), values.map(py), path);
}

/** A line through places on the canvas, broken where one is NaN. */
function valuePath(x: ArrayLike<number>, y: ArrayLike<number>, path: Path2D): Path2D {
  let drawing = false;
  for (let at = 0; at < x.length; at++) {
    const place = y[at] as number;
    if (Number.isNaN(place)) drawing = false;
    else if (drawing) path.lineTo(x[at] as number, place);
    else path.moveTo(x[at] as number, place);
    drawing = !Number.isNaN(place);
  }
  return path;
}

function bandPath(columns: readonly Column[], path: Path2D): Path2D {
  let from = 0;
  for (let at = 0; at <= columns.length; at++) {
    if (at < columns.length && !Number.isNaN((columns[at] as Column).high)) continue;
    const part = columns.slice(from, at);
    for (const [place, { x, high }] of part.entries()) {
      if (place === 0) path.moveTo(x, high);
      else path.lineTo(x, high);
    }
    for (const { x, low } of part.toReversed()) path.lineTo(x, low);
    from = at + 1;
  }
  return path;
}

function dotsPath({ data }: PreparedLine, { px, py, ratio }: ChartScale, path: Path2D): Path2D {
  for (let at = 0; at < data.x.length; at++) {
    const value = data.last[at] as number;
    if (Number.isNaN(value)) continue;
    const [x, y] = [px(data.x[at] as number), py(value)];
    path.moveTo(x, y);
    path.arc(x, y, 2 * ratio, 0, Math.PI * 2);
  }
  return path;
}
