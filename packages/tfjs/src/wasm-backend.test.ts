import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stepwellCallback } from "./stepwell-callback.ts";
import { createMemoryRun } from "./testing/memory-run.ts";
import { createSmallProblem } from "./testing/small-model.ts";
import { trackLoop } from "./track-loop.ts";

let backendBefore: string;

beforeAll(async () => {
  await tf.ready();
  backendBefore = tf.getBackend();
  expect(await tf.setBackend("wasm")).toBe(true);
});

afterAll(async () => {
  await tf.setBackend(backendBefore);
});

test("a fit on the wasm backend is logged, saved and shown like one in JavaScript", async () => {
  const before = tf.memory().numTensors;
  const problem = createSmallProblem();
  const { model, xs, ys } = problem;
  const run = createMemoryRun();
  const callbacks = stepwellCallback({
    run,
    tf,
    model,
    saveModel: "best",
    validation: { data: xs, labels: ys },
  });
  const { history } = await model.fit(xs, ys, { verbose: 0, batchSize: 8, epochs: 2, callbacks });

  expect(tf.getBackend()).toBe("wasm");
  const epochs = run.rows.filter((row) => "epoch/loss" in row);
  expect(epochs.map((row) => row["epoch/loss"])).toEqual(history["loss"]);
  expect(epochs.every((row) => "epoch/predictions" in row)).toBe(true);
  expect(run.rows).toHaveLength(8);
  expect(callbacks.stats()).toMatchObject({ failed: 0, dropped: 0 });
  expect(callbacks.stats().modelsSaved).toBeGreaterThan(0);
  problem.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test("so is a loop of one's own", async () => {
  const run = createMemoryRun();
  const weight = tf.variable(tf.scalar(3));
  const optimizer = tf.train.sgd(0.1);
  const loop = trackLoop({ run, tf, optimizer });
  for (let step = 0; step < 5; step += 1) {
    const loss = optimizer.minimize(() => weight.square(), true) as tf.Scalar;
    loop.step({ loss });
    loss.dispose();
  }
  await loop.epoch();
  await loop.end();
  const losses = run.rows.slice(0, 5).map((row) => row["batch/loss"] as number);
  expect(losses[0]).toBe(9);
  for (const [step, loss] of losses.entries()) expect(loss).toBeCloseTo(9 * 0.64 ** step, 4);
  weight.dispose();
});
