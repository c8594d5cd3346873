import {
  conformanceCases,
  decodeValue,
  differences,
  initialConfig,
  NeedsEncoder,
  runCase,
} from "@stepwell/conformance";
import type { ConformanceCase } from "@stepwell/conformance";
import type { MetricRecord } from "@stepwell/protocol";
import { describe, expect, test } from "vitest";
import { createRunLogTarget, foldRecords, withoutTimes } from "./run-log-target.ts";
import type { SummaryRecords } from "./run-log-target.ts";

const AREAS = [
  "steps",
  "nested",
  "reserved",
  "summary",
  "define-metric",
  "mixed",
  "console",
  "values",
  "config",
  "histogram",
  "errors",
];

/** Cases that end otherwise here, and why. */
const DIFFERENT: Readonly<Record<string, string>> = {
  "steps-23": "A step is a double, exact to 2^53 - 1; larger ones are refused before they get here.",
  "errors-11": "JavaScript has one number type, so a whole float is an integer.",
};

/** Cases about what the SDK does before a run log is asked: they run there, as do those with values that only its encoder makes. */
const BEFORE_THE_RUN_LOG: Readonly<Record<string, string>> = {
  "steps-24": "checks of arguments",
  "errors-01": "checks of arguments",
  "errors-03": "checks of arguments",
  "errors-05": "checks of arguments",
  "errors-06": "checks of arguments",
  "errors-09": "calls after finish",
  "config-07": "the local config",
  "config-08": "the local config",
  "config-09": "the local config",
  "config-18": "checks of arguments",
};

const WAYS: readonly {
  readonly title: string;
  readonly throughFile: boolean;
  readonly summaries: SummaryRecords;
}[] = [
  { title: "live", throughFile: false, summaries: "every" },
  { title: "replayed from the file", throughFile: true, summaries: "every" },
  { title: "replayed from a file with one summary record", throughFile: true, summaries: "last" },
  { title: "replayed from a file without the derived summary", throughFile: true, summaries: "explicit" },
];

const ALL = AREAS.flatMap(conformanceCases);
const OURS = ALL.filter((each) => !(each.id in DIFFERENT) && !belongsToTheSdk(each));

describe.each(WAYS)("$title", ({ throughFile, summaries }) => {
  test.each(OURS.map((each) => ({ ...each, each })))("$id: $title", async ({ each }) => {
    expect(await outcome(each, throughFile, summaries)).toEqual([]);
  });
});

describe("cases that end otherwise here", () => {
  test.each(ALL.filter(({ id }) => id in DIFFERENT))("$id: $title", async (each) => {
    expect(await outcome(each, true, "every")).not.toEqual([]);
  });
});

function belongsToTheSdk({ id, calls, expect: expected }: ConformanceCase): boolean {
  if (id in BEFORE_THE_RUN_LOG) return true;
  try {
    decodeValue(calls);
    decodeValue(expected);
    return false;
  } catch (error) {
    if (error instanceof NeedsEncoder) return true;
    throw error;
  }
}

async function outcome(
  conformanceCase: ConformanceCase,
  throughFile: boolean,
  summaries: SummaryRecords,
): Promise<string[]> {
  const { calls, expect: expected } = conformanceCase;
  const target = createRunLogTarget(decodeValue(initialConfig(conformanceCase)), summaries);
  const trace = await runCase(conformanceCase, target, decodeValue);
  const { rows, console, state } = foldRecords(target.records, throughFile);
  const keepTimestamp = calls.some(
    ({ data }) => typeof data === "object" && data !== null && "_timestamp" in data,
  );
  const actual = {
    rows: rows.map((row) => withoutTimes(row, keepTimestamp)),
    summary: withoutTimes(state.summary, keepTimestamp),
    config: state.config,
    metrics: describeMetrics(state.metrics),
    reads: trace.reads,
    errors: trace.errors.map(({ call }) => call),
    warnings: target.warnings,
  };
  if (expected.consoleLines !== undefined) {
    const lines = console.map(({ number, stream, text }) => ({ line: number, stream, text }));
    return differences(lines, expected.consoleLines);
  }
  return differences(actual, {
    rows: expected.rows,
    summary: expected.summary,
    config: expected.config ?? {},
    metrics: expected.metrics ?? [],
    reads: expected.reads ?? [],
    errors: (expected.errors ?? []).map(({ call }) => call),
    warnings: expected.warnings,
  });
}

/** Definitions as the cases show them: globs were expanded, and an option that is not set is left out. */
function describeMetrics(metrics: readonly MetricRecord[]): unknown[] {
  return metrics
    .filter(({ name }) => name !== "")
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, defined, hidden, stepMetric, stepSync, summary }) => ({
      name,
      defined,
      hidden,
      stepSync,
      summary,
      ...(stepMetric === "" ? {} : { stepMetric }),
    }));
}
