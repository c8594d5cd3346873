import { expect, test } from "vitest";
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

test("choices hold only what differs from the default, and bring back the same runs", () => {
  const wanted = new Set(["r1", "r15"]);
  const choices = choicesFor(many, wanted);
  expect(shownRuns(many, choices)).toEqual(wanted);
  expect(choicesFor(many, shownRuns(many, new Map())).size).toBe(0);
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
