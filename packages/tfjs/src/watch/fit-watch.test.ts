import { parameterHistograms, unwatch } from "@stepwell/watch";
import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { modelLike } from "../model-like.ts";
import { stepwellCallback } from "../stepwell-callback.ts";
import { createMemoryRun } from "../testing/memory-run.ts";
import { createSmallProblem } from "../testing/small-model.ts";
import type { SmallProblem } from "../testing/small-model.ts";
import { trackLoop } from "../track-loop.ts";
import type { FitWatchSettings } from "./fit-watch.ts";

let problem: SmallProblem;
let tensorsBefore: number;

beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
  problem = createSmallProblem();
});

afterEach(() => {
  unwatch();
  problem.dispose();
  expect(tf.memory().numTensors).toBe(tensorsBefore);
});

/** Which rows have which key. */
const rowsWith = (rows: readonly object[], key: string): number[] =>
  rows.flatMap((row, index) => (Object.hasOwn(row, key) ? [index] : []));

test.each([
  ["with tf", { tf }],
  ["as a plain object", {}],
])("the row of each sampled batch has what watch(model) logs, %s", async (_form, form) => {
  const run = createMemoryRun();
  const { model, xs, ys } = problem;
  const watch: FitWatchSettings = { log: "all", logFreq: 2, bins: 8 };
  const callbacks = stepwellCallback({ run, model, watch, ...form });
  const before = await parameterHistograms(modelLike(model), { bins: 8 });
  await model.fit(xs, ys, { epochs: 1, batchSize: 8, verbose: 0, callbacks });
  await model.fit(xs, ys, { epochs: 1, batchSize: 8, verbose: 0, callbacks });

  const batches = run.rows.filter((row) => "batch/loss" in row);
  expect(batches).toHaveLength(6);
  expect(rowsWith(batches, "gradients/hidden/kernel")).toEqual([1, 3, 5]);
  expect(rowsWith(batches, "parameters/output/bias")).toEqual([1, 3, 5]);
  expect(batches[1]?.["parameters/hidden/kernel"]).not.toEqual(before["parameters/hidden/kernel"]);
});

test("true is the default of watch: gradients at every 1000th batch", async () => {
  const run = createMemoryRun();
  const { model, xs, ys, dispose } = createSmallProblem(500);
  const callbacks = stepwellCallback({ run, tf, watch: true, logEvery: 100 });
  await model.fit(xs, ys, { epochs: 2, batchSize: 1, verbose: 0, callbacks });
  dispose();
  expect(
    run.rows.flatMap((row) => Object.keys(row)).filter((key) => /^(gradients|parameters)\//.test(key)),
  ).toEqual([
    "gradients/hidden/kernel",
    "gradients/hidden/bias",
    "gradients/output/kernel",
    "gradients/output/bias",
  ]);
});

test("fits that follow one another are counted through, with new callbacks and after compile, under one number", async () => {
  const run = createMemoryRun();
  const { model, xs, ys } = problem;
  const watch: FitWatchSettings = { logFreq: 2 };
  for (let fit = 0; fit < 4; fit += 1) {
    const { optimizer } = model;
    model.compile({ optimizer, loss: "categoricalCrossentropy" });
    const callbacks = stepwellCallback({ run, tf, watch });
    await model.fit(xs, ys, { epochs: 1, batchSize: 24, verbose: 0, callbacks });
  }
  const batches = run.rows.filter((row) => "batch/loss" in row);
  expect(rowsWith(batches, "gradients/hidden/kernel")).toEqual([1, 3]);
  expect(run.rows.flatMap((row) => Object.keys(row)).some((key) => key.includes("graph_"))).toBe(false);
});

test("another run begins anew, and unwatch holds until the next fit", async () => {
  const { model, xs, ys } = problem;
  const fit = async (run: ReturnType<typeof createMemoryRun>): Promise<void> => {
    const callbacks = stepwellCallback({ run, tf, watch: { logFreq: 2 } });
    await model.fit(xs, ys, { epochs: 1, batchSize: 8, verbose: 0, callbacks });
  };
  const runs = [createMemoryRun(), createMemoryRun()] as const;
  for (const run of runs) await fit(run);
  for (const { rows } of runs) expect(rowsWith(rows, "gradients/hidden/kernel")).toEqual([1]);
  unwatch();
  await fit(runs[1]);
  expect(rowsWith(runs[1].rows, "gradients/graph_1hidden/kernel")).toEqual([5]);
});

test("a loop of one's own is watched through its optimizer", async () => {
  const run = createMemoryRun();
  const { model, xs, ys } = problem;
  const optimizer = tf.train.sgd(0.1);
  const loop = trackLoop({ run, tf, model, optimizer, watch: { logFreq: 1 } });
  const cost = optimizer.minimize(
    () => tf.losses.meanSquaredError(ys, model.apply(xs) as tf.Tensor) as tf.Scalar,
    true,
  );
  loop.step({ loss: cost });
  cost?.dispose();
  await loop.end();
  optimizer.dispose();
  expect(run.rows[0]).toHaveProperty(["gradient_norm/hidden/kernel"]);
});

test.each([{ logFreq: 0 }, { log: "weights" }, { bins: 513 }])("watch: %j is refused at once", (watch) => {
  expect(() => stepwellCallback({ run: createMemoryRun(), watch: watch as FitWatchSettings })).toThrow(
    "[watch] Failed to watch the model",
  );
});

test("without watch nothing of the kind is logged, and the optimizer is left alone", async () => {
  const run = createMemoryRun();
  const { model, xs, ys } = problem;
  await model.fit(xs, ys, { epochs: 1, verbose: 0, callbacks: stepwellCallback({ run, tf }) });
  expect(Object.hasOwn(model.optimizer, "applyGradients")).toBe(false);
  const keys = run.rows.flatMap((row) => Object.keys(row));
  expect(keys.filter((key) => /^(gradient|parameter|watch)/.test(key))).toEqual([]);
});
