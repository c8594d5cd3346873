import { checkSameLength, readLabels, readRows, refusePlot } from "./plot-input.ts";
import { sampleByClass } from "./sample-by-class.ts";
import type { CurveRow } from "./sample-by-class.ts";

/** What precision-recall and ROC curves have in common. */
export interface CurveOptions {
  /** Names of the classes by their number. */
  readonly labels?: readonly string[];
  /** Only these classes are drawn. Default: all that occur. */
  readonly classesToPlot?: readonly (number | string)[];
  readonly title?: string;
  /** Puts the table into the section `Custom Chart Tables`. Default false. */
  readonly splitTable?: boolean;
}

/** One class against all others. */
export interface ClassScores {
  /** As it stands in the chart. */
  readonly name: string | number;
  readonly isPositive: readonly boolean[];
  readonly scores: readonly number[];
}

/** What a curve per class is computed from. Throws `UsageError` for inputs that don't fit each other. */
export function readClassScores(
  plot: string,
  inputs: { yTrue: unknown; yProbas: unknown },
  { labels, classesToPlot }: CurveOptions,
): readonly ClassScores[] {
  if (classesToPlot !== undefined) readLabels(plot, "classesToPlot", classesToPlot);
  const truth = readLabels(plot, "yTrue", inputs.yTrue);
  const probas = readRows(plot, "yProbas", inputs.yProbas);
  checkSameLength(plot, ["yTrue", truth], ["yProbas", probas]);
  const classes = [...new Set(truth)].sort(compareLabels);
  const width = probas[0]?.length ?? 0;
  return classes.flatMap((one, index) => {
    if (classesToPlot !== undefined && !classesToPlot.includes(one)) return [];
    const column = typeof one === "number" ? one : index;
    if (!Number.isInteger(column) || column < 0 || column >= width) {
      refusePlot(
        plot,
        `the class "${one}" has no column in "yProbas", which has "${width}"`,
        "Give a score for each class",
      );
    }
    const name = typeof one === "number" && labels !== undefined ? (labels[one] ?? String(one)) : one;
    return [
      {
        name,
        isPositive: truth.map((label) => label === one),
        scores: probas.map((row) => row[column] as number),
      },
    ];
  });
}

/** Rows `[class, x, y]`, thinned out to what a chart can hold. */
export function curveRows(
  curves: readonly {
    readonly name: string | number;
    readonly points: readonly (readonly [number, number])[];
  }[],
): readonly CurveRow[] {
  return sampleByClass(curves.map(({ name, points }) => points.map(([x, y]) => [name, x, y])));
}

function compareLabels(left: number | string, right: number | string): number {
  if (typeof left === typeof right) return left < right ? -1 : 1;
  return typeof left === "number" ? -1 : 1;
}
