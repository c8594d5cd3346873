import { expect, test } from "vitest";
import { layerKeys, layerValue, shadeOf, shadeRange } from "./layer-shades.ts";

const keys = [
  "gradient_norm/dense/kernel",
  "gradient_norm/dense/bias",
  "gradient_norm/dense_1/kernel",
  "gradient_norm/graph_1dense/kernel",
  "dead_units/dense",
  "loss",
];

test("keys of weights belong to the layer that they are called after", () => {
  expect([...layerKeys(keys, ["dense", "dense_1", "none"], "graph_0", "norm")]).toEqual([
    ["dense", ["gradient_norm/dense/kernel", "gradient_norm/dense/bias"]],
    ["dense_1", ["gradient_norm/dense_1/kernel"]],
  ]);
  expect([...layerKeys(keys, ["dense"], "graph_0", "dead")]).toEqual([["dense", ["dead_units/dense"]]]);
});

test("a second model has its number before its names", () => {
  expect([...layerKeys(keys, ["dense"], "graph_1", "norm")]).toEqual([
    ["dense", ["gradient_norm/graph_1dense/kernel"]],
  ]);
});

test("a layer's norm is over all of its weights, and one that is not finite shows", () => {
  expect(layerValue([3, 4], "norm")).toBe(5);
  expect(layerValue([3, Number.NaN], "norm")).toBeNaN();
  expect(layerValue([0.25], "dead")).toBe(0.25);
  expect(layerValue([], "dead")).toBeNaN();
});

test("norms are shaded by their logarithm, shares as they are", () => {
  const range = shadeRange([0.001, 1, 1_000, 0, Number.NaN, Number.POSITIVE_INFINITY], "norm");
  expect(range).toEqual([0.001, 1_000]);
  expect([0.001, 1, 1_000, 0].map((value) => shadeOf(value, range, "norm"))).toEqual([0, 4, 8, 0]);
  expect(shadeOf(Number.NaN, range, "norm")).toBeUndefined();
  expect([0, 0.5, 1].map((value) => shadeOf(value, [0, 1], "dead"))).toEqual([0, 4, 8]);
  expect([shadeRange([], "norm"), shadeOf(1, [1, 1], "norm")]).toEqual([undefined, 8]);
});
