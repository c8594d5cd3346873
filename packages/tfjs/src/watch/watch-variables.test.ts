import type { Histogram } from "@stepwell/core";
import { unwatch } from "@stepwell/watch";
import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { watch } from "./watch.ts";

let w: tf.Variable<tf.Rank.R1>;
let b: tf.Variable<tf.Rank.R0>;
let tensorsBefore: number;

beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
  w = tf.variable(tf.tensor1d([1, 2, 3]), true, "loop/w");
  b = tf.variable(tf.scalar(0.5), true, "loop/b");
});

afterEach(() => {
  unwatch();
  // A second dispose of a variable would be counted again.
  tf.dispose([w, b].filter(({ isDisposed }) => !isDisposed));
  // What the variables were made of.
  expect(tf.memory().numTensors).toBe(tensorsBefore + 2);
});

function createRun() {
  const rows: Record<string, Histogram | number>[] = [];
  return { rows, log: (row: object) => void rows.push(row as Record<string, Histogram>) };
}

const loss = (): tf.Scalar => tf.tidy(() => w.square().sum().add(b.mul(4)) as tf.Scalar);

test.each([
  ["with its variables", () => [w, b]],
  ["with all variables there are", () => undefined],
])("a loop of minimize is sampled %s: the gradients are those of the loss", (_how, variables) => {
  const run = createRun();
  const optimizer = tf.train.sgd(0.1);
  watch({ variables: [w, b], optimizer }, { run, log: "all", logFreq: 2, bins: 2 });
  for (let step = 0; step < 2; step += 1) optimizer.minimize(loss, false, variables());
  // The second step begins at w - 0.1 * 2w.
  expect(run.rows).toHaveLength(1);
  const [row = {}] = run.rows;
  const edges = (row["gradients/loop/w"] as Histogram).edges;
  expect([edges[0], edges.at(-1)]).toEqual([Math.fround(1.6), expect.closeTo(4.8, 5) as number]);
  expect(row).toMatchObject({ "gradients/loop/b": { counts: [1], edges: [4, 4] } });
  expect((row["parameters/loop/w"] as Histogram).edges[0]).toBeCloseTo(0.8, 6);
  optimizer.dispose();
});

test("names may be given, and gradients may be applied by hand", () => {
  const run = createRun();
  const optimizer = tf.train.sgd(0.1);
  watch({ variables: { weight: w, bias: b }, optimizer }, { run, logFreq: 1 });
  const { value, grads } = tf.variableGrads(loss, [w, b]);
  optimizer.applyGradients(grads);
  optimizer.applyGradients([{ name: "loop/b", tensor: grads["loop/b"] as tf.Tensor }]);
  tf.dispose([value, ...Object.values(grads)]);
  expect(run.rows.map((row) => Object.keys(row).filter((key) => key.startsWith("gradients/")))).toEqual([
    ["gradients/weight", "gradients/bias"],
    ["gradients/bias"],
  ]);
  optimizer.dispose();
});

test("two models of one optimizer count their own steps", () => {
  const run = createRun();
  const optimizer = tf.train.sgd(0.1);
  const first = { variables: [w], optimizer };
  const [forW, forB] = [first, { variables: [b], optimizer }].map((model) =>
    watch(model, { run, logFreq: 1 }),
  );
  optimizer.minimize(() => w.square().sum() as tf.Scalar, false, [w]);
  optimizer.minimize(() => w.square().sum() as tf.Scalar, false, [w]);
  optimizer.minimize(() => b.square() as tf.Scalar, false, [b]);
  expect([forW?.stats().steps, forB?.stats().steps]).toEqual([2, 1]);
  unwatch(first);
  optimizer.minimize(loss, false, [w, b]);
  expect([forW?.stats().steps, forB?.stats().steps]).toEqual([2, 2]);
  unwatch();
  expect(Object.hasOwn(optimizer, "applyGradients")).toBe(false);
  optimizer.dispose();
});

test("without an optimizer, parameters are sampled as the loop counts", () => {
  const run = createRun();
  const watched = watch({ variables: [w] }, { run, log: "parameters", logFreq: 2, bins: 1 });
  for (let step = 0; step < 2; step += 1) {
    tf.tidy(() => w.assign(w.add(1)));
    watched.step();
  }
  expect(run.rows).toMatchObject([{ "parameters/loop/w": { counts: [3], edges: [3, 5] } }]);
});

test("a variable that is disposed of while watched is lost, and the others are logged", () => {
  const run = createRun();
  const watched = watch({ variables: [w, b] }, { run, log: "parameters", logFreq: 1 });
  w.dispose();
  watched.step();
  expect(Object.keys(run.rows[0] ?? {})).toContain("parameters/loop/b");
  expect(watched.stats()).toEqual({ steps: 1, logged: 1, lost: 1 });
});

test("several models are watched by one call", () => {
  const run = createRun();
  const optimizer = tf.train.sgd(0.1);
  watch(
    [
      { variables: [w], optimizer },
      { variables: [b], optimizer },
    ],
    { run, logFreq: 1 },
  );
  optimizer.minimize(loss, false, [w, b]);
  expect(run.rows.map((row) => Object.keys(row)[0])).toEqual(["gradients/loop/w", "gradients/graph_1loop/b"]);
  optimizer.dispose();
});

test.each<[unknown, string]>([
  ["all", 'what came as options is "all"'],
  [
    { logfreq: 1 },
    'there is no option "logfreq". Use "log", "logFreq", "bins", "logGraph", "idx", "run", "tf".',
  ],
])("%j in the place of options is refused", (options, sentence) => {
  expect(() => watch({ variables: {} }, options as never)).toThrow(sentence);
});

test.each([undefined, null, "model", {}, { weights: [] }])("%j is no model", (model) => {
  expect(() => watch(model as never, { run: createRun() })).toThrow("[tfjs] Failed to watch the model");
});
