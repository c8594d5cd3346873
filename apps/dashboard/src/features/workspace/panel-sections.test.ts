import type { KeyView } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { panelSections, unionKeys } from "./panel-sections.ts";

const number = (key: string): KeyView => ({ key, kind: "number", count: 1 });
const given = { metrics: [], filter: "", pair: false } as const;

test("numbers become panels by section; internal, hidden and other kinds do not", () => {
  const keys = [
    number("_step"),
    number("train/loss"),
    number("lr"),
    { key: "img", kind: "image", count: 1 } as const,
    number("train/acc"),
    number("secret"),
  ];
  const metrics = [{ name: "secret", stepMetric: "", hidden: true, summary: [] }];
  const sections = panelSections({ ...given, keys, metrics });
  expect(sections.map(({ name, panels }) => [name, panels.map(({ id }) => id)])).toEqual([
    ["train", ["train/loss", "train/acc"]],
    ["metrics", ["lr"]],
  ]);
});

test("keys that differ only in train and val share a panel on the run page", () => {
  const keys = ["train/loss", "val/loss", "acc", "val_acc", "perf/ms"].map(number);
  const [all] = panelSections({ ...given, keys, pair: true });
  expect(all?.panels.map(({ id, title, keys: members }) => [id, title, members])).toEqual([
    ["train/loss", "loss", ["train/loss", "val/loss"]],
    ["acc", "acc", ["acc", "val_acc"]],
    ["perf/ms", "perf/ms", ["perf/ms"]],
  ]);
});

test("a metric with a step metric has that as x, also by a glob", () => {
  const metrics = [{ name: "val/*", stepMetric: "epoch", hidden: false, summary: [] }];
  const [section] = panelSections({ ...given, keys: [number("val/loss"), number("epoch")], metrics });
  expect(section?.panels[0]?.stepMetric).toBe("epoch");
});

test("keys over different step metrics do not share a panel", () => {
  const metrics = [{ name: "val/*", stepMetric: "epoch", hidden: false, summary: [] }];
  const keys = [number("train/loss"), number("val/loss")];
  const [all] = panelSections({ ...given, keys, metrics, pair: true });
  expect(all?.panels.map(({ title, stepMetric }) => [title, stepMetric])).toEqual([
    ["train/loss", undefined],
    ["val/loss", "epoch"],
  ]);
});

test("the filter leaves matching keys", () => {
  const sections = panelSections({ ...given, keys: [number("a/loss"), number("a/acc")], filter: "/loss$/" });
  expect(sections.flatMap(({ panels }) => panels.map(({ id }) => id))).toEqual(["a/loss"]);
});

test("keys of several runs are joined in the order they came", () => {
  expect(
    unionKeys([
      [number("a"), number("b")],
      [number("c"), number("a")],
    ]).map(({ key, count }) => [key, count]),
  ).toEqual([
    ["a", 2],
    ["b", 1],
    ["c", 1],
  ]);
});
