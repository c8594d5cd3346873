import { curveRows, readClassScores } from "./class-scores.ts";
import type { ClassScores, CurveOptions } from "./class-scores.ts";
import type { ChartRows } from "./chart-spec.ts";
import { refusePlot } from "./plot-input.ts";
import { roundHalfEven } from "./round-half-even.ts";
import { countByScore } from "./score-counts.ts";

const PLOT = "precision recall curve";

/** `CurveOptions`, and how fine the curve is. */
export interface PrCurveOptions extends CurveOptions {
  /** How many recall values from 1 down to 0 each class has. Default 21. */
  readonly interpSize?: number;
}

/** Precision at equally spaced recalls for each class, three decimals. Throws `UsageError`. */
export function prCurveRows(yTrue: unknown, yProbas: unknown, options: PrCurveOptions = {}): ChartRows {
  const { interpSize = 21 } = options;
  if (!Number.isInteger(interpSize) || interpSize < 2 || interpSize > 10_000) {
    refusePlot(PLOT, `"interpSize" is "${String(interpSize)}"`, "Give a whole number from 2 to 10,000");
  }
  const curves = readClassScores(PLOT, { yTrue, yProbas }, options).map((one) => ({
    name: one.name,
    points: pointsOf(one, interpSize),
  }));
  return { columns: ["class", "precision", "recall"], rows: curveRows(curves) };
}

function pointsOf({ isPositive, scores }: ClassScores, interpSize: number): (readonly [number, number])[] {
  const { truePositives, falsePositives } = countByScore(isPositive, scores);
  const positives = truePositives.at(-1) ?? 0;
  // From the highest recall down: precision becomes the best that any higher recall has.
  const curve = truePositives.map((found, at) => ({
    recall: positives === 0 ? 1 : found / positives,
    precision: found === 0 ? 0 : found / (found + (falsePositives[at] as number)),
  }));
  curve.reverse();
  curve.push({ recall: 0, precision: 1 });
  let best = 0;
  const smooth = curve.map(({ recall, precision }) => {
    best = Math.max(best, precision);
    return { recall, precision: best };
  });
  smooth.reverse();
  return Array.from({ length: interpSize }, (_, at) => {
    const recall = (interpSize - 1 - at) / (interpSize - 1);
    const point = smooth.find((one) => one.recall >= recall) ?? smooth.at(-1);
    return [roundHalfEven(point?.precision ?? 1), roundHalfEven(recall)] as const;
  });
}
