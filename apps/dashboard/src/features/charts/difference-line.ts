import { computedData } from "./computed-data.ts";
import { expressionLine } from "./expression-line.ts";
import type { LineData } from "./line-data.ts";

/**
 * A run's line less that of the baseline. Points meet at the same x, and those without a partner are left out; over
 * `time`, where no two runs log at once, and over buckets the coarser line says where. Undefined where nothing meets.
 */
export function differenceLine(
  line: LineData,
  baseline: LineData,
  { time }: { readonly time: boolean },
): LineData | undefined {
  if (time || !isPoints(line) || !isPoints(baseline)) return expressionLine(minus, [line, baseline]);
  const places = new Map<number, number>();
  for (const [at, x] of baseline.x.entries()) places.set(x, at);
  const shared = Array.from(line.x.keys()).filter((at) => places.has(line.x[at] as number));
  if (shared.length === 0) return undefined;
  const x = Float64Array.from(shared, (at) => line.x[at] as number);
  const mean = Float64Array.from(
    shared,
    (at) => (line.mean[at] as number) - (baseline.mean[places.get(line.x[at] as number) as number] as number),
  );
  return computedData({ x, xLast: x, mean, count: new Uint32Array(x.length).fill(1) }, line);
}

const minus = {
  keys: [],
  evaluate: (values: ArrayLike<number>) => (values[0] as number) - (values[1] as number),
};

function isPoints({ rising, x, count }: LineData): boolean {
  return rising && x.length > 0 && count.every((points) => points === 1);
}
