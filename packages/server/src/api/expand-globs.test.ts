import { joinPath } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { expandGlobs } from "./expand-globs.ts";

const metric = (name: string, stepMetric = "") => ({ name, stepMetric, hidden: false, summary: [] });
const names = (metrics: readonly { name: string }[]) => metrics.map(({ name }) => name);

test("a glob defines the keys that it fits and that have no definition of their own", () => {
  const metrics = [metric("val/*", "epoch"), metric("val/own"), metric("v*", "other"), metric("_*")];
  const keys = ["val/acc", "val/own", "vast", "loss", "_val", "v"].map((key) => joinPath([key]));
  const found = expandGlobs(metrics, keys);
  expect(names(found.slice(4))).toEqual(["val/acc", "vast", "v"]);
  expect(found.slice(4).map(({ stepMetric }) => stepMetric)).toEqual(["epoch", "other", "other"]);
});

test("nested keys are named as definitions name them", () => {
  const keys = [joinPath(["a", "b"]), joinPath(["a.b"])];
  expect(names(expandGlobs([metric("a*")], keys))).toEqual(["a*", "a.b", "a\\.b"]);
});

test("without globs nothing is added", () => {
  expect(expandGlobs([metric("a")], ["b"])).toEqual([metric("a")]);
});
