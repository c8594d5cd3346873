import type { MockRun } from "../runs/read-run.ts";
import { differences, printDifferences } from "./differences.ts";
import type { Judgement, MatcherContext } from "./judge.ts";
import { runMatcher } from "./judge.ts";
import { printValue } from "./print-value.ts";

/** Which rows count, and how many there must be. */
export interface LoggedOptions {
  /** Only the row of this step. Default: any. */
  readonly step?: number;
  /** Exactly so many rows. Default: at least one. */
  readonly times?: number;
}

/** Holds for a run with a row that has all of `row`; it may have more. */
export const toHaveLogged = runMatcher("toHaveLogged", judge);

function judge(
  context: MatcherContext,
  run: MockRun,
  row: Readonly<Record<string, unknown>>,
  { step, times }: LoggedOptions = {},
): Judgement {
  const rows = run.history.filter((one) => step === undefined || one["_step"] === step);
  const judged = rows.map((one) => ({ row: one, found: differences(context, row, one) }));
  const matching = judged.filter(({ found }) => found.length === 0);
  const place = step === undefined ? "" : ` at step ${step}`;
  const often = times === undefined ? "" : ` ${times === 1 ? "once" : `${times} times`}`;
  return {
    pass: times === undefined ? matching.length > 0 : matching.length === times,
    what: `to have logged ${printValue(row)}${place}${often}`,
    found() {
      const [first] = matching;
      if (first !== undefined) {
        const rest = matching.length === 1 ? "" : `, and ${matching.length - 1} more`;
        return `It did at ${stepOf(first.row)}${rest}: ${printValue(first.row)}`;
      }
      const [closest] = judged.toSorted((one, other) => one.found.length - other.found.length);
      if (closest !== undefined) {
        return `The closest of ${counted(rows.length)}${place}, ${stepOf(closest.row)}:\n${printDifferences(closest.found)}`;
      }
      return run.history.length === 0 ? "It logged no row." : `Its steps are ${stepsOf(run)}.`;
    },
  };
}

function stepOf(row: MockRun["history"][number]): string {
  return `step ${printValue(row["_step"])}`;
}

function counted(rows: number): string {
  return rows === 1 ? "1 row" : `${rows} rows`;
}

function stepsOf({ history }: MockRun): string {
  const steps = history.map((row) => printValue(row["_step"]));
  const shown = steps.slice(0, 10).join(", ");
  return steps.length > 10 ? `${shown} and ${steps.length - 10} more, the last one ${steps.at(-1)}` : shown;
}
