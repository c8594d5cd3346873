import { expect, test } from "vitest";
import { betterOf, standing } from "./better.ts";
import { keyLabels } from "../media/key-labels.ts";
import { leftOut, moveCompared, readCompared, writeCompared } from "./compared-runs.ts";
import { readPackages } from "./packages.ts";
import { valueRows } from "./value-rows.ts";

const metric = (name: string, more: object = {}) => ({
  name,
  stepMetric: "",
  hidden: false,
  summary: [] as readonly string[],
  ...more,
});

test("The runs of an address are read in order, each once, twenty at most, and how many are left out is known", () => {
  expect(readCompared("b,a,b,,c")).toEqual(["b", "a", "c"]);
  const thirty = Array.from({ length: 30 }, (_, at) => `r${at}`).join(",");
  expect(readCompared(thirty)).toHaveLength(20);
  expect([leftOut(thirty), leftOut("b,a,b,,c"), leftOut(undefined)]).toEqual([10, 0, 0]);
  expect(readCompared(undefined)).toEqual([]);
});

test("An address of the workspace with shown and hidden runs compares those shown", () => {
  expect(readCompared("-*,+a,-b")).toEqual(["a"]);
});

test("A comma in an id survives the address", () => {
  expect(readCompared(writeCompared(["a,b", "100%"]))).toEqual(["a,b", "100%"]);
  expect(writeCompared([])).toBeUndefined();
});

test("A run that is moved in front is the baseline; beyond the ends nothing moves", () => {
  expect(moveCompared(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  expect(moveCompared(["a", "b"], 0, 2)).toEqual(["a", "b"]);
});

test("Which values are better is known from the goal, from min and max, and from the sort", () => {
  const better = betterOf({
    details: [{ metrics: [metric("acc", { goal: "maximize" }), metric("val/loss", { summary: ["min"] })] }],
    sort: { key: "speed", descending: true },
  });
  expect([better("acc"), better("val/loss"), better("val/loss.min"), better("speed"), better("lr")]).toEqual([
    "higher",
    "lower",
    "lower",
    "higher",
    undefined,
  ]);
});

test("Runs that define a metric differently say nothing of it", () => {
  const details = [
    { metrics: [metric("acc", { goal: "maximize" })] },
    { metrics: [metric("acc", { goal: "minimize" })] },
  ];
  expect(betterOf({ details, sort: { key: "acc", descending: true } })("acc")).toBeUndefined();
});

test("The value farthest from the baseline stands at one", () => {
  const values = [10, 12, 9, undefined, Number.NaN];
  expect(values.map((_, at) => standing(values, at, "higher"))).toEqual([
    undefined,
    1,
    -0.5,
    undefined,
    undefined,
  ]);
  expect(standing(values, 1, "lower")).toBe(-1);
  expect(standing(values, 1, undefined)).toBeUndefined();
  expect(standing([1, 1], 1, "higher")).toBeUndefined();
});

test("Keys come in the order in which they were first seen, and differ when a run lacks one", () => {
  const rows = valueRows([
    { lr: 1, model: { width: 64 } },
    { lr: 1, seed: 2, model: { width: 32 } },
  ]);
  expect(rows).toEqual([
    { key: "lr", values: [1, 1], differs: false },
    { key: "model.width", values: [64, 32], differs: true },
    { key: "seed", values: [undefined, 2], differs: true },
  ]);
});

test("NaN is the same as NaN, and a list is one value", () => {
  expect(
    valueRows([
      { a: Number.NaN, b: [1] },
      { a: Number.NaN, b: [1, 2] },
    ]).map(({ differs }) => differs),
  ).toEqual([false, true]);
});

test("Packages are read from pip's list and from npm's lock file", () => {
  expect(readPackages("requirements.txt", "numpy==2.1.0\n# no\ntorch == 2.5 ; os\nbroken")).toEqual({
    numpy: "2.1.0",
    torch: "2.5",
  });
  const lock = {
    packages: { "": { version: "1" }, "node_modules/a/node_modules/@x/b": { version: "3.0.0" } },
  };
  expect(readPackages("package-lock.json", JSON.stringify(lock))).toEqual({ "@x/b": "3.0.0" });
  expect(readPackages("package.json", '{"dependencies": {"__proto__": "1", "c": "^2"}}')).toEqual({
    c: "^2",
  });
  expect(readPackages("package.json", "{")).toEqual({});
});

test("The names of classes come from all compared runs; where they differ the baseline's name is taken", () => {
  const details = [
    { classLabels: { shots: { truth: { 1: "quay" } } } },
    { classLabels: { shots: { truth: { 1: "pier", 2: "vessel" } }, other: { truth: { 3: "sea" } } } },
  ];
  expect(keyLabels(details, ["shots"])).toEqual({ truth: { 1: "quay", 2: "vessel" } });
  expect(keyLabels([{ classLabels: undefined as never }], ["shots"])).toEqual({});
});
