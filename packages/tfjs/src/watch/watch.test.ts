import { init } from "@stepwell/core";
import type { Histogram, Run } from "@stepwell/core";
import { createMemoryWorld } from "@stepwell/core/testing";
import { digestValues, unwatch } from "@stepwell/watch";
import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createSmallProblem } from "../testing/small-model.ts";
import type { SmallProblem } from "../testing/small-model.ts";
import { watch } from "./watch.ts";

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

/** A run that commits nothing by itself: what a watch logs is in its rows. */
function createRun() {
  const rows: Record<string, Histogram | number>[] = [];
  const alerts: string[] = [];
  return {
    rows,
    alerts,
    log: (row: object) => void rows.push(row as Record<string, Histogram>),
    alert: (_title: string, text: string) => void alerts.push(text),
    summary: {} as Record<string, unknown>,
  };
}

const WEIGHTS = ["hidden/kernel", "hidden/bias", "output/kernel", "output/bias"];

/** The gradients of the problem's loss by its weights, by hand. */
function gradientsByHand({ model, xs, ys }: SmallProblem): Map<string, Float32Array> {
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const { value, grads } = tf.variableGrads(
    () =>
      tf.mean(
        tf.metrics.categoricalCrossentropy(ys, model.apply(xs, { training: true }) as tf.Tensor),
      ) as tf.Scalar,
    variables,
  );
  value.dispose();
  return new Map(
    model.trainableWeights.map((weight) => {
      const gradient = grads[(weight.read() as tf.Variable).name] as tf.Tensor;
      const values = Float32Array.from(gradient.dataSync());
      gradient.dispose();
      return [weight.originalName, values];
    }),
  );
}

function weightValues({ model }: SmallProblem): Map<string, Float32Array> {
  return new Map(
    model.weights.map((weight) => [weight.originalName, Float32Array.from(weight.read().dataSync())]),
  );
}

describe("a layers model", () => {
  test("logs gradients as variableGrads has them, and parameters as they are before the step", async () => {
    const run = createRun();
    const { model, xs, ys } = problem;
    const gradients = gradientsByHand(problem);
    const parameters = weightValues(problem);
    watch(model, { run, log: "all", logFreq: 1, bins: 8 });
    await model.fit(xs, ys, { epochs: 1, batchSize: 24, shuffle: false, verbose: 0 });

    expect(run.rows).toHaveLength(1);
    const [row = {}] = run.rows;
    for (const name of WEIGHTS) {
      const gradient = digestValues(gradients.get(name) as Float32Array, { bins: 8 });
      const logged = row[`gradients/${name}`] as Histogram;
      expect(logged.counts).toEqual(gradient.counts);
      expect(logged.edges[0]).toBeCloseTo(gradient.low, 6);
      expect(logged.edges.at(-1)).toBeCloseTo(gradient.high, 6);
      expect(row[`gradient_norm/${name}`]).toBeCloseTo(gradient.norm, 6);
      const parameter = digestValues(parameters.get(name) as Float32Array, { bins: 8 });
      const kept = row[`parameters/${name}`] as Histogram;
      expect(kept.counts.reduce((sum, count) => sum + count)).toBe(parameters.get(name)?.length);
      if (parameter.low < parameter.high) expect(kept.counts).toEqual(parameter.counts);
      expect([kept.edges[0], kept.edges.at(-1)]).toEqual([parameter.low, parameter.high]);
      expect(row[`parameter_norm/${name}`]).toBe(parameter.norm);
    }
    const all = WEIGHTS.map((name) => row[`gradient_norm/${name}`] as number);
    expect(row["watch/gradient_norm"]).toBeCloseTo(Math.hypot(...all), 6);
  });

  test("logs the share of ReLU units that no gradient reaches", async () => {
    const run = createRun();
    const { model, xs, ys } = problem;
    const [, bias] = model.layers[0]?.getWeights() ?? [];
    // Two of five units far below zero for every input.
    const kernel = tf.tensor2d(Array.from({ length: 4 }, () => [0.1, -0.2, 0.3, 0.1, 0.2]));
    const low = tf.tensor1d([1, -1000, 1, -1000, 1]);
    model.layers[0]?.setWeights([kernel, low]);
    tf.dispose([kernel, low]);
    expect(bias?.size).toBe(5);
    watch(model, { run, logFreq: 1 });
    await model.fit(xs, ys, { epochs: 1, batchSize: 24, verbose: 0 });
    expect(run.rows[0]).toMatchObject({ "dead_units/hidden": 0.4, "watch/dead_units": 0.4 });
  });

  test("samples every logFreq-th batch through fits that follow one another", async () => {
    const run = createRun();
    const { model, xs, ys } = problem;
    const watched = watch(model, { run, logFreq: 4 });
    await model.fit(xs, ys, { epochs: 1, batchSize: 8, verbose: 0 });
    expect(run.rows).toHaveLength(0);
    await model.fit(xs, ys, { epochs: 3, batchSize: 8, verbose: 0 });
    expect(watched.stats()).toEqual({ steps: 12, logged: 3, lost: 0 });
  });

  test("is found again when it is compiled after watch, and when its optimizer is set by hand", async () => {
    const run = createRun();
    const { xs, ys } = problem;
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [4] })] });
    const watched = watch(model, { run, logFreq: 1 });
    for (const optimizer of ["sgd", "adam", "rmsprop"]) {
      model.compile({ optimizer, loss: "meanSquaredError" });
      await model.fit(xs, ys, { epochs: 1, batchSize: 24, verbose: 0 });
      model.optimizer.dispose();
    }
    expect(watched.stats().steps).toBe(3);
    const byHand = tf.train.adam(0.01);
    model.optimizer = byHand;
    const losses = await model.trainOnBatch(xs, ys);
    expect(losses).toEqual(expect.any(Number));
    expect(watched.stats().steps).toBe(4);
    watched.stop();
    expect(Object.keys(model).filter((key) => ["fit", "compile", "trainOnBatch"].includes(key))).toEqual([]);
    byHand.dispose();
    model.dispose();
  });

  test.each(["sgd", "momentum", "adagrad", "adadelta", "adam", "adamax", "rmsprop"] as const)(
    "is sampled through %s, which trains as without a watch",
    async (name) => {
      const weights: Float32Array[] = [];
      const left: number[] = [];
      for (const isWatched of [true, false]) {
        const before = tf.memory().numTensors;
        const { model, xs, ys, dispose } = createSmallProblem();
        const optimizer = name === "momentum" ? tf.train.momentum(0.01, 0.9) : tf.train[name](0.01);
        model.optimizer.dispose();
        model.compile({ optimizer, loss: "categoricalCrossentropy" });
        const run = createRun();
        if (isWatched) watch(model, { run, logFreq: 2, log: "all" });
        await model.fit(xs, ys, { epochs: 2, batchSize: 8, shuffle: false, verbose: 0 });
        expect(run.rows).toHaveLength(isWatched ? 3 : 0);
        weights.push(Float32Array.from(model.getWeights()[0]?.dataSync() ?? []));
        unwatch();
        expect(Object.hasOwn(optimizer, "applyGradients")).toBe(false);
        dispose();
        left.push(tf.memory().numTensors - before);
      }
      expect(weights[0]).toEqual(weights[1]);
      // Some of tfjs's optimizers keep a scalar.
      expect(left[0]).toBe(left[1]);
      tensorsBefore += (left[0] ?? 0) * 2;
    },
  );

  test("watched twice is logged twice, under the next number", async () => {
    const run = createRun();
    const { model, xs, ys } = problem;
    watch(model, { run, logFreq: 3 });
    watch(model, { run, logFreq: 3 });
    await model.fit(xs, ys, { epochs: 1, batchSize: 8, verbose: 0 });
    expect(run.rows.map((row) => Object.keys(row)[0])).toEqual([
      "gradients/hidden/kernel",
      "gradients/graph_1hidden/kernel",
    ]);
    expect(() => watch(model, { run, idx: 1 })).toThrow('the number "1" is taken');
  });

  test("layers that are not trained have parameters and no gradients", async () => {
    const run = createRun();
    const { model, xs, ys } = problem;
    const layer = model.layers[0] as tf.layers.Layer;
    layer.trainable = false;
    model.compile({ optimizer: model.optimizer, loss: "categoricalCrossentropy" });
    watch(model, { run, logFreq: 1, log: "all" });
    await model.fit(xs, ys, { epochs: 1, batchSize: 24, verbose: 0 });
    const keys = Object.keys(run.rows[0] ?? {});
    expect(keys).toContain("parameters/hidden/kernel");
    expect(keys).not.toContain("gradients/hidden/kernel");
    expect(keys).toContain("gradients/output/kernel");
  });

  test("keeps the number of tensors over 1,000 batches", async () => {
    const run = createRun();
    const { model, xs, ys, dispose } = createSmallProblem(1000);
    watch(model, { run, logFreq: 10, log: "all" });
    const counts: number[] = [];
    const callbacks = { onBatchEnd: () => void counts.push(tf.memory().numTensors) };
    await model.fit(xs, ys, { epochs: 1, batchSize: 1, verbose: 0, callbacks });
    expect(run.rows).toHaveLength(100);
    expect(counts).toHaveLength(1000);
    expect(new Set(counts.slice(1)).size).toBe(1);
    dispose();
  });
});

describe("what goes wrong", () => {
  test("NaN gradients are counted, and alerted of once", async () => {
    const run = createRun();
    const { model, xs, ys } = problem;
    watch(model, { run, logFreq: 1 });
    const broken = tf.tidy(() => xs.mul(NaN));
    await model.fit(broken, ys, { epochs: 2, batchSize: 24, verbose: 0 });
    broken.dispose();
    expect(run.rows).toHaveLength(2);
    expect(run.rows[0]).toMatchObject({ "gradient_nan/hidden/kernel": 20, "gradient_norm/hidden/kernel": 0 });
    expect(run.rows[0]?.["watch/gradient_nan"]).toBeGreaterThan(20);
    expect(run.alerts).toHaveLength(1);
    expect(run.alerts[0]).toContain(
      'The gradient "hidden/kernel" has 20 NaN among 20 values at training step 1',
    );
  });

  test("an exception inside fit comes through, and the next fit is sampled", async () => {
    const run = createRun();
    const { model, xs, ys } = problem;
    watch(model, { run, logFreq: 1 });
    const failing = {
      onBatchEnd: () => {
        throw new Error("mine");
      },
    };
    await expect(model.fit(xs, ys, { epochs: 1, verbose: 0, callbacks: failing })).rejects.toThrow("mine");
    expect(run.rows).toHaveLength(1);
    // tfjs itself remembers that a fit was begun.
    Reflect.set(
      model.layers.length > 0 ? (Reflect.get(model, "model") as object) : model,
      "isTraining",
      false,
    );
    await model.fit(xs, ys, { epochs: 1, verbose: 0 });
    expect(run.rows).toHaveLength(2);
    // tfjs leaves the tensors of the batch that failed.
    tensorsBefore = tf.memory().numTensors - problemTensors();
  });

  test("a run that fails and a model whose weights can't be read end no training", async () => {
    const run: Run = await init({ world: createMemoryWorld(), silent: true, mode: "offline" });
    const { model, xs, ys } = problem;
    const watched = watch(model, { log: "all", logFreq: 1 });
    Object.defineProperty(model, "weights", {
      configurable: true,
      get() {
        throw new Error("disposed");
      },
    });
    await model.fit(xs, ys, { epochs: 1, batchSize: 8, verbose: 0 });
    Reflect.deleteProperty(model, "weights");
    expect(watched.stats().logged).toBe(0);
    await model.fit(xs, ys, { epochs: 1, batchSize: 8, verbose: 0 });
    expect(watched.stats()).toEqual({ steps: 3, logged: 3, lost: 0 });
    await run.finish();
    await model.fit(xs, ys, { epochs: 1, batchSize: 8, verbose: 0 });
    expect(watched.stats().logged).toBe(3);
  });

  test("a model that is disposed of while watched leaves the optimizer to others", () => {
    const run = createRun();
    const optimizer = tf.train.sgd(0.1);
    const dead = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
    dead.compile({ optimizer, loss: "meanSquaredError" });
    const watched = watch(dead, { run, logFreq: 1, log: "all" });
    dead.dispose();
    watched.step();
    const v = tf.variable(tf.scalar(2));
    optimizer.minimize(() => v.square() as tf.Scalar, false, [v]);
    expect(watched.stats()).toMatchObject({ steps: 1, logged: 0, lost: 1 });
    v.dispose();
    optimizer.dispose();
    tf.disposeVariables();
    problem = createSmallProblem();
    tensorsBefore = tf.memory().numTensors - problemTensors();
  });
});

/** Tensors of the problem that its end disposes of. */
function problemTensors(): number {
  const before = tf.memory().numTensors;
  problem.dispose();
  const after = tf.memory().numTensors;
  problem = createSmallProblem();
  return before - after;
}
