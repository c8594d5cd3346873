import { expect, test } from "vitest";
import { repeatedNames, runLabel } from "./run-labels.ts";
import { runFilter } from "./filter-runs.ts";
import { runView } from "./run-view-fixture.ts";
import { choicesFor, dashedRuns, shownRuns } from "./shown-runs.ts";
import { sortRuns } from "./sort-runs.ts";
import { summaryKeys, summaryNumber } from "./summary-metric.ts";

const many = Array.from({ length: 20 }, (_, at) => runView({ id: `r${at}`, startedAt: 100 - at }));

test("the first twelve runs are shown, and what was chosen by hand", () => {
  expect([...shownRuns(many, new Map())]).toHaveLength(12);
  const shown = shownRuns(
    many,
    new Map([
      ["r0", false],
      ["r19", true],
      ["gone", true],
    ]),
  );
  expect([shown.has("r0"), shown.has("r19"), shown.has("gone"), shown.size]).toEqual([
    false,
    true,
    false,
    12,
  ]);
});

test.each([
  [["r1", "r15"], "-*,+r1,+r15"],
  [many.map(({ id }) => id), "+*"],
  [many.slice(1).map(({ id }) => id), "+*,-r0"],
  [many.slice(0, 12).map(({ id }) => id), ""],
  [many.slice(0, 13).map(({ id }) => id), "+r12"],
  [[], "-*"],
])("the choices for %j are %j, and they show the same runs", (ids, text) => {
  const choices = choicesFor(many, new Set(ids));
  expect([...choices].map(([id, shown]) => `${shown ? "+" : "-"}${id}`).join()).toBe(text);
  expect([...shownRuns(many, choices)]).toEqual(ids);
});

test("a run that comes later is not shown when only some were chosen", () => {
  const choices = choicesFor(many, new Set(["r3"]));
  expect([...shownRuns([runView({ id: "new" }), ...many], choices)]).toEqual(["r3"]);
});

test("of two shown runs with one colour the later is dashed", () => {
  const runs = [
    runView({ id: "late", color: 3, startedAt: 9 }),
    runView({ id: "early", color: 3, startedAt: 1 }),
    runView({ id: "other", color: 4 }),
  ];
  expect([...dashedRuns(runs)]).toEqual(["late"]);
});

test("runs are sorted by a summary value, those without it last", () => {
  const runs = [
    runView({ id: "none" }),
    runView({ id: "low", summary: { acc: 0.1 } }),
    runView({ id: "nan", summary: { acc: Number.NaN } }),
    runView({ id: "high", summary: { acc: 0.9 } }),
  ];
  const ids = (descending: boolean): string[] =>
    sortRuns(runs, { key: "acc", descending }).map(({ id }) => id);
  expect(ids(true).slice(0, 2)).toEqual(["high", "low"]);
  expect(ids(false).slice(0, 2)).toEqual(["low", "high"]);
});

test("without a sort the newest run is first", () => {
  expect(
    sortRuns([runView({ id: "a", startedAt: 1 }), runView({ id: "b", startedAt: 2 })], undefined).map(
      ({ id }) => id,
    ),
  ).toEqual(["b", "a"]);
});

test("a summary value may be nested, literal, or one named kind of summary", () => {
  const summary = { train: { loss: 0.5 }, "val/acc": { max: 0.9 }, n: 3n, t: "text" };
  expect(["train.loss", "val/acc", "n", "t", "x"].map((key) => summaryNumber(summary, key))).toEqual([
    0.5,
    0.9,
    3,
    undefined,
    undefined,
  ]);
});

test("the metric that looks like the result is offered first", () => {
  const run = runView({
    summary: { epoch: 3, loss: 1, "train/acc": 1, "val/loss": 1, "val/acc": 1, _step: 4, name: "x" },
  });
  expect(summaryKeys([run])).toEqual(["val/acc", "val/loss", "train/acc", "loss", "epoch"]);
});

test.each([
  ["", true],
  ["soft", true],
  ["rain run", true],
  ["tag:base", true],
  ["opt:adamw", true],
  ["opt:sgd", false],
  ["state:run", true],
  ["state:crashed", false],
  ["/^soft/", true],
  ["zzz", false],
])("the filter %j against a run", (query, matches) => {
  const run = runView({
    name: "soft-rain-5",
    status: "running",
    tags: ["baseline"],
    config: { optimizer: "adamw" },
  });
  expect(runFilter(query)(run)).toBe(matches);
});

test("runs of one name are told apart by their ids", () => {
  const runs = [
    runView({ id: "a", name: "same" }),
    runView({ id: "b", name: "same" }),
    runView({ id: "c", name: "own" }),
  ];
  const repeated = repeatedNames(runs);
  expect(runs.map((run) => runLabel(run, repeated))).toEqual(["same (a)", "same (b)", "own"]);
});
