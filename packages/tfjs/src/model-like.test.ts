import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { modelLike } from "./model-like.ts";
import { createSmallProblem } from "./testing/small-model.ts";
import type { SmallProblem } from "./testing/small-model.ts";

let problem: SmallProblem;
let tensorsBefore: number;

beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
  problem = createSmallProblem();
});

afterEach(() => {
  problem.dispose();
  expect(tf.memory().numTensors).toBe(tensorsBefore);
});

const KEYS = [
  "parameters/hidden/kernel",
  "parameters/hidden/bias",
  "parameters/output/kernel",
  "parameters/output/bias",
];

test("names each weight of the model and reads its values", async () => {
  const { model } = problem;
  const tensors = [...modelLike(model).tensors()];
  expect(tensors.map(({ name }) => `parameters/${name}`)).toEqual(KEYS);
  expect(await tensors[0]?.read()).toEqual(await model.weights[0]?.read().data());
});

test("tells weights of one name apart", () => {
  const { model } = problem;
  const weights = [...model.weights, ...model.weights];
  const names = [...modelLike({ weights, layers: [] }).tensors()].map(({ name }) => name);
  expect(names.slice(4)).toEqual(["hidden/kernel_1", "hidden/bias_1", "output/kernel_1", "output/bias_1"]);
});

test("reads the weights of one moment, though they change before the read is done", async () => {
  const { model } = problem;
  const before = (await model.weights[0]?.read().data())?.slice();
  const reading = [...modelLike(model).tensors()][0]?.read();
  model.setWeights(model.getWeights().map((weight) => tf.zerosLike(weight)));
  expect(await reading).toEqual(before);
  tensorsBefore += 4;
});
