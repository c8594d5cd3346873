import type { MetricRecord, RunRecord } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { createRunFold } from "../create-run-fold.ts";
import type { RunState } from "../run-state.ts";
import { mergeRunStates } from "./merge-run-states.ts";

const EMPTY = createRunFold().state;
const RUN: RunRecord = {
  type: "run",
  runId: "abc",
  entity: "",
  project: "p",
  config: [],
  group: "g",
  jobType: "",
  displayName: "first",
  notes: "kept",
  tags: ["a"],
  sweepId: "",
  host: "one",
  startingStep: 0,
  startTime: { seconds: 100, nanos: 0 },
  resumed: false,
  runtime: 0,
  forked: false,
};
const METRIC: MetricRecord = {
  type: "metric",
  name: "a",
  globName: "",
  stepMetric: "",
  stepSync: false,
  hidden: false,
  defined: true,
  summary: [],
  overwrite: false,
  expandedFromGlob: false,
};

function state(change: Partial<RunState>): RunState {
  return { ...EMPTY, ...change };
}

test("no sources make the empty state, and one source is itself", () => {
  const only = state({ run: RUN, rows: 3, exitCode: 0 });
  expect(mergeRunStates([])).toEqual(EMPTY);
  expect(mergeRunStates([only])).toEqual(only);
});

test("later names win where they are given, and the run began when its first source did", () => {
  const later = {
    ...RUN,
    displayName: "second",
    notes: "",
    tags: ["b"],
    startTime: { seconds: 200, nanos: 0 },
    startingStep: 9,
  };
  expect(mergeRunStates([state({ run: RUN }), state({ run: later })]).run).toEqual({
    ...later,
    notes: "kept",
    startTime: { seconds: 100, nanos: 0 },
    startingStep: 0,
  });
});

test("config and summary merge by key, and _wandb by its keys", () => {
  const merged = mergeRunStates([
    state({
      config: { a: 1, net: { x: 1 }, _wandb: { t: 1, visualize: 2 } },
      summary: { s: 1, _wandb: { runtime: 1 } },
    }),
    state({ config: { net: { y: 2 }, _wandb: { t: 3 } }, summary: { s: 2, t: 3 } }),
  ]);
  expect(merged.config).toEqual({ a: 1, net: { y: 2 }, _wandb: { t: 3, visualize: 2 } });
  expect(merged.summary).toEqual({ s: 2, t: 3, _wandb: { runtime: 1 } });
});

test("rows and counts add up, files are listed once, and the newest source decides on the exit", () => {
  const merged = mergeRunStates([
    state({ rows: 3, events: 1, files: ["a"], passedBy: { x: 1 }, exitCode: 1 }),
    state({ rows: 4, events: 2, files: ["a", "b"], passedBy: { x: 2, y: 1 } }),
  ]);
  expect(merged).toMatchObject({ rows: 7, events: 3, files: ["a", "b"], passedBy: { x: 3, y: 1 } });
  expect(merged.exitCode).toBeUndefined();
});

test("a definition wins over an entry that only names a step metric", () => {
  const bare = { ...METRIC, defined: false };
  const merged = mergeRunStates([
    state({ metrics: [METRIC] }),
    state({ metrics: [bare, { ...METRIC, name: "b", hidden: true }] }),
    state({ metrics: [{ ...METRIC, name: "b" }] }),
  ]);
  expect(merged.metrics).toEqual([METRIC, { ...METRIC, name: "b" }]);
});
