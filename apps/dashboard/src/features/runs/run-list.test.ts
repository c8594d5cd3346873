import type { RunGroupView, RunRow } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { createKeyResolver } from "../filter/resolve-key.ts";
import { drawnRuns } from "./drawn-runs.ts";
import { fairShare } from "./fair-share.ts";
import { deviationOf } from "./group-deviation.ts";
import { groupColors, groupIdOf, groupTree, leafGroups } from "./group-tree.ts";
import { listItems } from "./list-items.ts";
import { listMetric, metricKeys, takenPaths } from "./list-metric.ts";
import { stableChartRuns } from "./stable-chart-runs.ts";

const by = ["config.opt", "config.lr"];

function group(
  opt: string | undefined,
  lr: number,
  runs: number,
  mean: number,
  created: number,
): RunGroupView {
  const measure = { count: runs, min: mean, max: mean, mean };
  return {
    values: { ...(opt === undefined ? {} : { "config.opt": opt }), "config.lr": lr },
    runs,
    live: 0,
    measures: { "summary.acc": measure, createdAt: { ...measure, min: created } },
  };
}

const groups = [group("adam", 1, 2, 0.5, 30), group("adam", 2, 6, 0.9, 10), group(undefined, 1, 1, 0.1, 20)];

test("groups nest by their fields, with the places of their runs and the mean over all of them", () => {
  const nodes = groupTree(groups, by, "summary.acc");
  expect(
    nodes.map(({ value, runs, places, mean, level }) => [
      value,
      runs,
      places.first,
      places.last,
      mean,
      level,
    ]),
  ).toEqual([
    ["adam", 8, 0, 7, 0.8, 0],
    [undefined, 1, 8, 8, 0.1, 0],
  ]);
  expect(leafGroups(nodes).map(({ value, places }) => [value, places.first, places.last])).toEqual([
    [1, 0, 1],
    [2, 2, 7],
    [1, 8, 8],
  ]);
  expect(groupIdOf({ "config.opt": "adam", "config.lr": 2 }, by)).toBe(leafGroups(nodes)[1]?.id);
});

test("groups have colours in the order in which their first runs came, so that a later one takes no other's", () => {
  const colors = groupColors(groups, by);
  const later = groupColors([group("aaa", 0, 1, 1, 99), ...groups], by);
  for (const [id, color] of colors) expect(later.get(id)).toBe(color);
  expect([...colors.values()]).toEqual([0, 1, 2]);
});

test("a list of groups has rows for what is open, and a plain one for every run", () => {
  const nodes = groupTree(groups, by, undefined);
  const closed = listItems(nodes, { total: 9, open: new Set() });
  expect(closed.count).toBe(2);
  const open = listItems(nodes, {
    total: 9,
    open: new Set([nodes[0]?.id ?? "", nodes[0]?.children[1]?.id ?? ""]),
  });
  expect(open.count).toBe(10);
  expect(
    [0, 1, 2, 3, 8, 9]
      .map((at) => open.at(at))
      .map((item) => (item.kind === "run" ? item.place : item.node.value)),
  ).toEqual(["adam", 1, 2, 2, 7, undefined]);
  expect(listItems(undefined, { total: 100_000, open: new Set() }).at(99_999)).toMatchObject({
    place: 99_999,
  });
});

test("a deviation is there when all runs of the group were read", () => {
  const [node] = groupTree([group("a", 1, 2, 0, 0)], by, undefined);
  const values = [1, 3];
  const row = (place: number): RunRow | undefined =>
    values[place] === undefined ? undefined : runRow("r", { "summary.acc": values[place] });
  if (node === undefined) throw new Error("there is no group");
  expect(deviationOf(node, { row }, "summary.acc")).toBeCloseTo(Math.SQRT2, 12);
  expect(
    deviationOf(node, { row: (place) => (place === 0 ? row(0) : undefined) }, "summary.acc"),
  ).toBeUndefined();
});

const known = [
  { path: "summary.val/acc", runs: 3, numbers: 3, texts: 0 },
  { path: "summary.val/acc.max", runs: 3, numbers: 3, texts: 0 },
  { path: "summary.loss.min", runs: 3, numbers: 3, texts: 0 },
  { path: "summary._step", runs: 3, numbers: 3, texts: 0 },
  { path: "summary.note", runs: 3, numbers: 0, texts: 3 },
  { path: "config.lr", runs: 3, numbers: 3, texts: 0 },
];

test("a list shows the metric that was chosen, and of it the value that was", () => {
  const keys = createKeyResolver(known);
  expect(metricKeys(known)).toEqual(["val/acc", "loss"]);
  expect(listMetric(undefined, keys, known)).toEqual({
    key: "val/acc",
    take: "last",
    path: "summary.val/acc",
  });
  expect(listMetric("val/acc:max", keys, known)?.path).toBe("summary.val/acc.max");
  expect(listMetric("loss", keys, known)).toEqual({ key: "loss", take: "min", path: "summary.loss.min" });
  const rare = known.map((key) => (key.path === "summary.val/acc" ? { ...key, numbers: 1 } : key));
  expect(listMetric("val/acc", keys, rare)?.take).toBe("max");
  expect(listMetric("val/acc:last", keys, rare)?.path).toBe("summary.val/acc");
  expect([...takenPaths("val/acc", known).keys()]).toEqual(["last", "max"]);
  expect(listMetric("zzzz", keys, known)).toBeUndefined();
});

test("charts get the same runs while nothing that they show of them changes", () => {
  const options = { baseline: "b", groupOf: undefined };
  const rows = [runRow("a", {}), runRow("b", {})];
  const first = drawnRuns(rows, options).chartRuns;
  const later = drawnRuns(
    rows.map((row) => ({ ...row, updatedAt: 99, runtime: 5 })),
    options,
  ).chartRuns;
  expect(stableChartRuns(first, later)).toBe(first);
  const recolored = drawnRuns([runRow("a", {}), { ...runRow("b", {}), color: "#123456" }], options).chartRuns;
  const next = stableChartRuns(first, recolored);
  expect([next === first, next[0] === first[0], next[1]?.color, next[1]?.baseline]).toEqual([
    false,
    true,
    "#123456",
    true,
  ]);
});

test("the later of two runs of one colour is dashed, and none is where runs are drawn as groups", () => {
  const rows = [{ ...runRow("late", {}), startedAt: 9 }, runRow("early", {})];
  expect([...drawnRuns(rows, { baseline: undefined, groupOf: undefined }).dashed]).toEqual(["late"]);
  const groupOf = (): { id: string; label: string; color: number } => ({ id: "g", label: "g", color: 1 });
  const { dashed, chartRuns } = drawnRuns(rows, { baseline: undefined, groupOf });
  expect([dashed.size, chartRuns[0]?.group?.id]).toEqual([0, "g"]);
});

test("a group of which only some runs are drawn says of how many its mean is", () => {
  const group = { id: "g", label: "adamw", color: 1, runs: 1_240 };
  const rows = Array.from({ length: 1_000 }, (_, at) => runRow(`r${at}`, {}));
  const labels = (options: {
    readonly runs: number;
    readonly isPicked?: boolean;
    readonly baseline?: string;
  }) => {
    const { runs, baseline, ...rest } = options;
    const groupOf = () => ({ ...group, runs });
    const { chartRuns } = drawnRuns(rows, { baseline, groupOf, ...rest });
    return [...new Set(chartRuns.map((run) => run.group?.label))];
  };
  expect(labels({ runs: 1_240 })).toEqual(["adamw, first 1,000 of 1,240 runs"]);
  expect(labels({ runs: 1_240, isPicked: true })).toEqual(["adamw, 1,000 of 1,240 runs"]);
  expect(labels({ runs: 1_000 })).toEqual(["adamw"]);
  expect(labels({ runs: 999, baseline: "r5" }), "a baseline is drawn beside its group").toEqual([
    "adamw",
    undefined,
  ]);
});

test.each([
  [[167, 167, 166], 1_000, 1_000],
  [[100, 2_000, 900], 1_000, 450],
  [[5_000], 1_000, 1_000],
  [[1, 1, 1], 2, 1],
  [[], 10, 10],
])("groups of %j share %d lines: %d each at most", (sizes, total, share) => {
  expect(fairShare(sizes, total)).toBe(share);
});

function runRow(id: string, columns: RunRow["columns"]): RunRow {
  return {
    id,
    project: "p",
    name: id,
    state: "finished",
    color: 1,
    createdAt: 0,
    startedAt: 0,
    updatedAt: 0,
    runtime: 0,
    group: "",
    jobType: "",
    tags: [],
    columns,
  };
}
