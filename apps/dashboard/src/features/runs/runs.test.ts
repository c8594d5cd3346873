import { expect, test } from "vitest";
import { repeatedNames, runLabel } from "./run-labels.ts";
import { runView } from "./run-view-fixture.ts";
import {
  allShown,
  dashedRuns,
  firstShown,
  isOnly,
  isShown,
  namedRuns,
  onlyShown,
  shownCount,
  withShown,
  type ShownChoices,
} from "./shown-runs.ts";
import { summaryKeys, summaryNumber } from "./summary-metric.ts";

const total = 20;
const ids = Array.from({ length: total }, (_, place) => `r${place}`);
const drawn = (choices: ShownChoices): string[] =>
  ids.filter((id, place) => isShown(choices, id, place, total));

test("the first twelve runs are shown, and what was chosen by hand", () => {
  expect(drawn(new Map())).toEqual(ids.slice(0, 12));
  const chosen = new Map([
    ["r0", false],
    ["r19", true],
  ]);
  expect(drawn(chosen)).toEqual([...ids.slice(1, 12), "r19"]);
});

test("the first so many are shown, all, or none", () => {
  expect(drawn(firstShown(3))).toEqual(["r0", "r1", "r2"]);
  expect(drawn(allShown(true))).toEqual(ids);
  expect(drawn(allShown(false))).toEqual([]);
  expect(drawn(new Map([["first:-1", true]]))).toHaveLength(12);
  expect(drawn(new Map([["first:x", true]]))).toHaveLength(12);
});

test("of very many runs a thousand are shown, unless so many were asked for", () => {
  expect(shownCount(allShown(true), 3_412)).toBe(1_000);
  expect(shownCount(firstShown(3_412), 3_412)).toBe(3_412);
});

test("a choice that says nothing is not in the address", () => {
  const hidden = withShown(new Map(), [{ key: "r3", place: 3 }], { total, show: false });
  expect([...hidden]).toEqual([["r3", false]]);
  expect([...withShown(hidden, [{ key: "r3", place: 3 }], { total, show: true })]).toEqual([]);
  expect([...withShown(new Map(), [{ key: "r15", place: 15 }], { total, show: true })]).toEqual([
    ["r15", true],
  ]);
  expect([...withShown(new Map(), [{ key: "far", place: undefined }], { total, show: false })]).toEqual([]);
});

test("only one run is shown, and that can be told", () => {
  expect(drawn(onlyShown(["r7"]))).toEqual(["r7"]);
  expect([isOnly(onlyShown(["r7"]), "r7"), isOnly(onlyShown(["r7"]), "r8"), isOnly(new Map(), "r7")]).toEqual(
    [true, false, false],
  );
});

test("runs are told from all and from groups by their names", () => {
  expect(
    namedRuns(
      new Map([
        ["*", false],
        ["r1", true],
        ['group:["a"]', true],
        ["first:3", true],
      ]),
    ),
  ).toEqual([{ id: "r1", shown: true }]);
});

test("of two shown runs with one colour the later is dashed", () => {
  const runs = [
    runView({ id: "late", color: 3, startedAt: 9 }),
    runView({ id: "early", color: 3, startedAt: 1 }),
    runView({ id: "other", color: 4 }),
  ];
  expect([...dashedRuns(runs)]).toEqual(["late"]);
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

test("runs of one name are told apart by their ids", () => {
  const runs = [
    runView({ id: "a", name: "same" }),
    runView({ id: "b", name: "same" }),
    runView({ id: "c", name: "own" }),
  ];
  const repeated = repeatedNames(runs);
  expect(runs.map((run) => runLabel(run, repeated))).toEqual(["same (a)", "same (b)", "own"]);
});
