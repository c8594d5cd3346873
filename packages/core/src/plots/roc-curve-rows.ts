import type { ChartRows } from "./chart-spec.ts";
import { curveRows, readClassScores } from "./class-scores.ts";
import type { ClassScores, CurveOptions } from "./class-scores.ts";
import { roundHalfEven } from "./round-half-even.ts";
import { countByScore } from "./score-counts.ts";

const PLOT = "receiver operating curve";

/** False and true positive rates at the thresholds where the curve bends, three decimals. Throws `UsageError`. */
export function rocCurveRows(yTrue: unknown, yProbas: unknown, options: CurveOptions = {}): ChartRows {
  const curves = readClassScores(PLOT, { yTrue, yProbas }, options).map((one) => ({
    name: one.name,
    points: pointsOf(one),
  }));
  return { columns: ["class", "fpr", "tpr"], rows: curveRows(curves) };
}

function pointsOf({ isPositive, scores }: ClassScores): (readonly [number, number])[] {
  const { truePositives, falsePositives } = countByScore(isPositive, scores);
  const counts = truePositives.map((tp, at) => ({ tp, fp: falsePositives[at] as number }));
  const bends = counts.filter((point, at) => {
    const [before, after] = [counts[at - 1], counts[at + 1]];
    if (before === undefined || after === undefined) return true;
    return before.fp + after.fp !== 2 * point.fp || before.tp + after.tp !== 2 * point.tp;
  });
  const last = counts.at(-1) ?? { tp: 0, fp: 0 };
  // A class without negatives, or without positives, has no such rate.
  return [{ tp: 0, fp: 0 }, ...bends].map(
    ({ tp, fp }) => [roundHalfEven(fp / last.fp), roundHalfEven(tp / last.tp)] as const,
  );
}
