import { differences, printDifferences } from "./differences.ts";
import type { Judgement, MatcherContext } from "./judge.ts";
import { runMatcher } from "./judge.ts";
import { printValue } from "./print-value.ts";

type Members = Readonly<Record<string, unknown>>;

/** Holds for a run whose summary has all of `expected`. */
export const toHaveSummary = runMatcher("toHaveSummary", (context, run, expected: Members) =>
  judgeObject(context, "summary", expected, run.summary),
);

/** Holds for a run whose config has all of `expected`. */
export const toHaveConfig = runMatcher("toHaveConfig", (context, run, expected: Members) =>
  judgeObject(context, "config", expected, run.config),
);

/** Holds for a run that ended well. */
export const toHaveFinished = runMatcher("toHaveFinished", (_, run) => ({
  pass: run.status === "finished",
  what: "to have finished",
  found: () => `Its status is "${run.status}", its exit code ${run.exitCode ?? "unknown"}.`,
}));

/** Holds for a run that ended with an error, with that exit code if one is given. */
export const toHaveFailed = runMatcher("toHaveFailed", (_, run, exitCode?: number) => ({
  pass: run.status === "failed" && (exitCode === undefined || run.exitCode === exitCode),
  what: `to have failed${exitCode === undefined ? "" : ` with exit code ${exitCode}`}`,
  found: () => `Its status is "${run.status}", its exit code ${run.exitCode ?? "unknown"}.`,
}));

function judgeObject(context: MatcherContext, name: string, expected: Members, received: Members): Judgement {
  const found = differences(context, expected, received);
  return {
    pass: found.length === 0,
    what: `to have the ${name} ${printValue(expected)}`,
    found: () =>
      found.length === 0
        ? `Its ${name} is ${printValue(received)}.`
        : `In its ${name}:\n${printDifferences(found)}`,
  };
}
