import { checkMediaOptions } from "../media/check-media-options.ts";
import type { OptionKind } from "../media/check-media-options.ts";
import type { ChartRows } from "./chart-spec.ts";
import { checkSameLength, readLabels, readRows, refusePlot } from "./plot-input.ts";
import type { Labels, NumberRows } from "./plot-input.ts";

const PLOT = "confusion matrix";
/** More would make a table of more than four million rows. */
const MAX_CLASSES = 2000;

/** The classes of examples, true and predicted, and how they are shown. */
export interface ConfusionMatrixOptions {
  /** The true class of each example. */
  readonly yTrue: Labels;
  /** The predicted class of each example; either these or `probs`. */
  readonly preds?: Labels;
  /** A score per class for each example: the highest one is the prediction. */
  readonly probs?: NumberRows;
  /** Names of the classes 0, 1, …. Default: the classes that occur, as `Class_1`, `Class_2`, …. */
  readonly classNames?: readonly string[];
  /** Default `Confusion Matrix Curve`. */
  readonly title?: string;
  /** Puts the table into the section `Custom Chart Tables`. Default false. */
  readonly splitTable?: boolean;
}

const OPTIONS: Readonly<Record<keyof ConfusionMatrixOptions, OptionKind>> = {
  yTrue: "any",
  preds: "any",
  probs: "any",
  classNames: "texts",
  title: "text",
  splitTable: "flag",
};

/** How often each class was taken for each: all pairs, row by row. Throws `UsageError`. */
export function confusionMatrixRows(options: ConfusionMatrixOptions): ChartRows {
  checkMediaOptions(`the ${PLOT}`, options, OPTIONS);
  const { preds, probs, classNames } = options;
  if ((preds === undefined) === (probs === undefined)) {
    refusePlot(
      PLOT,
      `${preds === undefined ? "neither" : "both"} of "preds" and "probs" are given`,
      "Give one of them",
    );
  }
  const actual = readLabels(PLOT, "yTrue", options.yTrue);
  const predicted =
    preds === undefined ? readRows(PLOT, "probs", probs).map(highest) : readLabels(PLOT, "preds", preds);
  checkSameLength(PLOT, ["yTrue", actual], [preds === undefined ? "probs" : "preds", predicted]);
  const occurring = [...new Set([...actual, ...predicted])].sort((a, b) => (a < b ? -1 : 1));
  const classes = classNames === undefined ? occurring : classNames.map((_, index) => index);
  if (classes.length > MAX_CLASSES) {
    refusePlot(PLOT, `there are "${classes.length}" classes`, `Give at most ${MAX_CLASSES}`);
  }
  const names = classNames ?? classes.map((_, index) => `Class_${index + 1}`);
  const indexOf = new Map<number | string, number>(classes.map((one, index) => [one, index]));
  const outside = occurring.find((label) => !indexOf.has(label));
  if (outside !== undefined) {
    refusePlot(
      PLOT,
      `the class "${outside}" has no name`,
      `Give labels from 0 to ${classes.length - 1}, or more names`,
    );
  }
  const counts = classes.map(() => classes.map(() => 0));
  for (const [at, label] of actual.entries()) {
    const row = counts[indexOf.get(label) ?? 0] as number[];
    const column = indexOf.get(predicted[at] as number | string) as number;
    row[column] = (row[column] as number) + 1;
  }
  const rows = counts.flatMap((row, at) =>
    row.map((count, column) => [names[at] as string, names[column] as string, count]),
  );
  return { columns: ["Actual", "Predicted", "nPredictions"], rows };
}

function highest(scores: readonly number[]): number {
  return scores.indexOf(scores.reduce((best, score) => (score > best ? score : best), -Infinity));
}
