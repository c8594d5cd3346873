import { UsageError } from "@stepwell/core";
import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { stepwellCallback } from "./stepwell-callback.ts";
import { FORMS } from "./testing/forms.ts";
import { createMemoryRun } from "./testing/memory-run.ts";
import { batchesOf, createSmallProblem } from "./testing/small-model.ts";
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

const QUIET = { verbose: 0, batchSize: 8, shuffle: false } as const;

// With `tf` tfjs hands us unread tensors, without it numbers; the rows must be the same.
describe.each(FORMS)("stepwellCallback %s", (_form, form) => {
  test("logs each batch and each epoch of fit, in order, under the names of W&B's Keras logger", async () => {
    const run = createMemoryRun();
    const { model, xs, ys } = problem;
    const callbacks = stepwellCallback({ run, model, ...form });
    const history = await model.fit(xs, ys, { ...QUIET, epochs: 2, callbacks });

    expect(run.rows.map((row) => row["batch/batch_step"] ?? `epoch ${String(row["epoch/epoch"])}`)).toEqual([
      0,
      1,
      2,
      "epoch 0",
      3,
      4,
      5,
      "epoch 1",
    ]);
    const batch = run.rows[0] ?? {};
    expect(Object.keys(batch)).toEqual([
      "batch/loss",
      "batch/acc",
      "batch/examples_per_second",
      "batch/learning_rate",
      "batch/batch_step",
    ]);
    const epoch = run.rows.at(-1) ?? {};
    expect(Object.keys(epoch)).toEqual([
      "epoch/loss",
      "epoch/acc",
      "epoch/learning_rate",
      "epoch/seconds",
      ...("tf" in form ? ["epoch/memory_tensors", "epoch/memory_bytes"] : []),
      "epoch/epoch",
    ]);
    expect(epoch["epoch/loss"]).toBe(history.history["loss"]?.[1]);
    expect(epoch["epoch/learning_rate"]).toBe(0.01);
    for (const value of run.rows.flatMap((row) => Object.values(row)))
      expect(value).toEqual(expect.any(Number));
    expect(callbacks.stats()).toEqual({
      logged: 8,
      failed: 0,
      dropped: 0,
      modelsSaved: 0,
      firstFailure: undefined,
    });
  });

  test("logs validation values with the epoch they belong to", async () => {
    const run = createMemoryRun();
    const { model, xs, ys } = problem;
    const callbacks = stepwellCallback({ run, model, logEvery: "epoch", ...form });
    const history = await model.fit(xs, ys, { ...QUIET, epochs: 3, validationSplit: 0.25, callbacks });

    expect(run.rows.map((row) => row["epoch/val_loss"])).toEqual(history.history["val_loss"]);
    expect(run.rows.map((row) => row["epoch/val_acc"])).toEqual(history.history["val_acc"]);
  });

  test("logs fitDataset, with and without validation data", async () => {
    const run = createMemoryRun();
    const { model } = problem;
    const dataset = batchesOf(problem, 8);
    const callbacks = stepwellCallback({ run, model, ...form });
    await model.fitDataset(dataset, { epochs: 1, verbose: 0, callbacks });
    await model.fitDataset(dataset, {
      epochs: 1,
      verbose: 0,
      callbacks,
      validationData: batchesOf(problem, 8),
    });

    expect(run.rows.map((row) => row["batch/batch_step"])).toEqual([0, 1, 2, undefined, 3, 4, 5, undefined]);
    expect(run.rows[3]).not.toHaveProperty("epoch/val_loss");
    expect(run.rows[7]?.["epoch/val_loss"]).toEqual(expect.any(Number));
  });

  test("defines the step metrics and describes the model and the fit in the run's config", async () => {
    const run = createMemoryRun();
    const { model, xs, ys } = problem;
    await model.fit(xs, ys, { ...QUIET, epochs: 2, callbacks: stepwellCallback({ run, model, ...form }) });

    expect(run.metrics).toEqual([
      ["batch/batch_step", { hidden: true }],
      ["batch/*", { stepMetric: "batch/batch_step" }],
      ["epoch/epoch", { hidden: true }],
      ["epoch/*", { stepMetric: "epoch/epoch" }],
    ]);
    expect(run.configured["tfjs"]).toMatchObject({
      model: {
        layers: [
          { name: "hidden", type: "Dense", outputShape: [null, 5], params: 25 },
          { name: "output", type: "Dense", outputShape: [null, 3], params: 18 },
        ],
        params: 43,
        optimizer: { name: "Adam", learningRate: 0.01, beta1: 0.9 },
        loss: "categoricalCrossentropy",
        summary: expect.stringContaining("Total params: 43") as string,
      },
      fit: { epochs: 2, initialEpoch: 0, batchSize: 8, samples: 24 },
    });
  });

  test("logs every nth batch of the training, counted through the epochs", async () => {
    const run = createMemoryRun();
    const { model, xs, ys } = problem;
    const callbacks = stepwellCallback({ run, model, logEvery: 4, ...form });
    await model.fit(xs, ys, { ...QUIET, epochs: 3, callbacks });

    expect(run.rows.flatMap((row) => row["batch/batch_step"] ?? [])).toEqual([0, 4, 8]);
  });

  test("lets the training go on when the run refuses rows, and counts them", async () => {
    const run = createMemoryRun((row) => "batch/loss" in row);
    const { model, xs, ys } = problem;
    const callbacks = stepwellCallback({ run, model, ...form });
    await model.fit(xs, ys, { ...QUIET, epochs: 2, callbacks });

    expect(run.rows).toHaveLength(2);
    expect(callbacks.stats()).toMatchObject({
      logged: 2,
      failed: 6,
      dropped: 0,
      firstFailure: "refused",
    });
  });

  test("follows a learning rate that changes between epochs", async () => {
    const run = createMemoryRun();
    const { model, xs, ys } = problem;
    const callbacks = stepwellCallback({ run, model, logEvery: "epoch", ...form });
    await model.fit(xs, ys, { ...QUIET, epochs: 1, callbacks });
    Reflect.set(model.optimizer, "learningRate", 0.002);
    await model.fit(xs, ys, { ...QUIET, epochs: 1, callbacks });

    expect(run.rows.map((row) => row["epoch/learning_rate"])).toEqual([0.01, 0.002]);
  });

  test("measures examples per second and epoch seconds with the given clock", async () => {
    let now = 0;
    const clock = { monotonic: () => (now += 500) };
    const run = createMemoryRun();
    const { model, xs, ys } = problem;
    await model.fit(xs, ys, {
      ...QUIET,
      epochs: 1,
      callbacks: stepwellCallback({ run, model, clock, ...form }),
    });

    expect(run.rows.map((row) => row["batch/examples_per_second"])).toEqual([16, 16, 16, undefined]);
    expect(run.rows.at(-1)?.["epoch/seconds"]).toBe(2);
  });
});

test("a run that throws at everything does not end the training", async () => {
  const broken = createMemoryRun(() => true);
  const run = {
    ...broken,
    defineMetric: () => {
      throw new Error("no definitions");
    },
    config: {
      update: () => {
        throw new Error("no config");
      },
    },
  };
  const { model, xs, ys } = problem;
  const callbacks = stepwellCallback({ run, tf });
  await model.fit(xs, ys, { ...QUIET, epochs: 1, callbacks });

  expect(callbacks.stats()).toMatchObject({ logged: 0, failed: 6, dropped: 0 });
});

test("refuses options that make no sense with a sentence that says so", () => {
  const run = createMemoryRun();
  expect(() => stepwellCallback({ run, logEvery: 0 })).toThrow('"logEvery" is "0"');
  expect(() => stepwellCallback({ run, callbacks: [] } as Parameters<typeof stepwellCallback>[0])).toThrow(
    '"callbacks" came without "tf"',
  );
});

test.each<[string, object]>([
  ['"run" has no "log". Give what "await init()" resolves with.', { tf, run: Promise.resolve() }],
  ['"run" has no "log"', { tf, run: "mnist" }],
  [
    '"saveModel" came with a run that takes no artifacts',
    { tf, saveModel: "best", run: { ...createMemoryRun(), logArtifact: undefined } },
  ],
  ['"saveModel" is "true". Use "best", "last" or {', { tf, saveModel: true }],
  ['"tf" has no "CustomCallback"', { tf: {} }],
  ['"tf" has no "CustomCallback"', { tf: null }],
  ['"callbacks" is no list of objects', { tf, callbacks: { onEpochEnd: () => undefined } }],
  ['"callbacks" is no list of objects', { tf, callbacks: [undefined] }],
])("is refused: %s", (sentence, options) => {
  const attempt = (): unknown =>
    stepwellCallback({ run: createMemoryRun(), ...(options as { tf: typeof tf }) });
  expect(attempt).toThrow(UsageError);
  expect(attempt).toThrow(sentence);
});

test("without a run and without an active one it fails at once, not in the training", () => {
  expect(() => stepwellCallback({ tf })).toThrow("Call await init() first");
});

test("reads values that tfjs disposes of as soon as the callback returns, and keeps no tensor", async () => {
  const run = createMemoryRun();
  const { model } = problem;
  const callback = stepwellCallback({ run, tf, model });
  const before = tf.memory().numTensors;
  for (let batch = 0; batch < 50; batch += 1) {
    const loss = tf.scalar(batch);
    const handled = callback.onBatchEnd(batch, { batch, size: 8, loss });
    loss.dispose();
    await handled;
  }
  await callback.onTrainEnd();

  expect(run.rows.map((row) => row["batch/loss"])).toEqual(Array.from({ length: 50 }, (_, batch) => batch));
  expect(tf.memory().numTensors).toBe(before);
});
