import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createMemoryRun } from "./testing/memory-run.ts";
import type { MemoryRun } from "./testing/memory-run.ts";
import { createSmallProblem } from "./testing/small-model.ts";
import type { SmallProblem } from "./testing/small-model.ts";
import { trackLoop } from "./track-loop.ts";

let problem: SmallProblem;
let run: MemoryRun;
let tensorsBefore: number;

beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
  problem = createSmallProblem();
  run = createMemoryRun();
});

afterEach(() => {
  problem.dispose();
  expect(tf.memory().numTensors).toBe(tensorsBefore);
});

/** One step of a loop of one's own; the loss is the caller's. */
function minimize(): tf.Scalar {
  const { model, xs, ys } = problem;
  const loss = (): tf.Scalar => tf.losses.softmaxCrossEntropy(ys, model.predict(xs) as tf.Tensor).asScalar();
  return model.optimizer.minimize(loss, true) as tf.Scalar;
}

// On the backend of these tests values are at hand; without tf they are read as those of a GPU are.
describe.each([
  ["with values at hand", { tf }],
  ["with values that are read later", {}],
])("trackLoop %s", (_way, form) => {
  test("logs steps and epochs under the callback's keys, and tensors may go as soon as step returns", async () => {
    const { optimizer } = problem.model;
    const losses: number[] = [];
    let now = 0;
    const loop = trackLoop({ run, optimizer, clock: { monotonic: () => (now += 100) }, ...form });
    for (let epoch = 0; epoch < 2; epoch += 1) {
      for (let batch = 0; batch < 3; batch += 1) {
        const loss = minimize();
        losses.push(loss.dataSync()[0] as number);
        loop.step({ loss, grade: batch }, { size: 24 });
        loss.dispose();
      }
      await loop.epoch({ val_loss: epoch });
    }
    await loop.end();

    const batches = run.rows.filter((row) => "batch/loss" in row);
    expect(batches.map((row) => row["batch/loss"])).toEqual(losses);
    expect(batches[1]).toMatchObject({
      "batch/grade": 1,
      "batch/batch_step": 1,
      "batch/learning_rate": 0.01,
      "batch/examples_per_second": 240,
    });
    expect(run.rows.map((row) => row["epoch/epoch"])).toEqual([
      undefined,
      undefined,
      undefined,
      0,
      undefined,
      undefined,
      undefined,
      1,
    ]);
    expect(run.rows.at(-1)).toMatchObject({ "epoch/val_loss": 1, "epoch/seconds": 0.4 });
    expect(run.rows.at(-1)?.["epoch/memory_tensors"]).toEqual("tf" in form ? expect.any(Number) : undefined);
    expect(run.metrics).toContainEqual(["epoch/*", { stepMetric: "epoch/epoch" }]);
    expect(run.summarised.get("training/state")).toBe("finished");
    expect(loop.stats()).toMatchObject({ logged: 8, failed: 0, dropped: 0 });
  });

  test("a tensor that was disposed of before costs its value, not the row", async () => {
    const loop = trackLoop({ run, ...form });
    const loss = tf.scalar(1);
    loss.dispose();
    loop.step({ loss, grade: 1 });
    await loop.end();
    expect(run.rows).toEqual([{ "batch/grade": 1, "batch/batch_step": 0 }]);
    expect(loop.stats()).toMatchObject({ logged: 1, failed: 1, firstFailure: "Tensor is disposed." });
  });

  test("keeps no tensor over a thousand steps", async () => {
    const loop = trackLoop({ run, ...form });
    for (let step = 0; step < 1000; step += 1) {
      const loss = tf.scalar(step);
      loop.step({ loss });
      loss.dispose();
    }
    await loop.end();
    expect(run.rows.map((row) => row["batch/loss"])).toEqual(Array.from({ length: 1000 }, (_, step) => step));
  });

  test("saves the best model, and shows predictions, as the callback does", async () => {
    const { model, xs } = problem;
    const loop = trackLoop({ run, model, saveModel: "best", validation: { data: xs, count: 2 }, ...form });
    for (const loss of [3, 2, 4]) {
      minimize().dispose();
      const tensor = tf.scalar(loss);
      await loop.epoch({ loss: tensor });
      tensor.dispose();
    }
    await loop.end();
    expect(run.artifacts.map(({ aliases }) => aliases)).toEqual([
      ["best", "epoch_0"],
      ["best", "epoch_1"],
    ]);
    expect(run.rows.every((row) => "epoch/predictions" in row)).toBe(true);
    expect(run.rows.map((row) => row["epoch/learning_rate"])).toEqual([0.01, 0.01, 0.01]);
  });
});

test("a second loop of a run goes on where the first one stopped", async () => {
  for (let loops = 0; loops < 2; loops += 1) {
    const loop = trackLoop({ run, tf });
    for (let step = 0; step < 2; step += 1) loop.step({ loss: step });
    await loop.epoch();
    await loop.end();
  }
  expect(run.rows.map((row) => row["batch/batch_step"] ?? `epoch ${String(row["epoch/epoch"])}`)).toEqual([
    0,
    1,
    "epoch 0",
    2,
    3,
    "epoch 1",
  ]);
});

test("logs every nth step", async () => {
  const loop = trackLoop({ run, tf, logEvery: 3 });
  for (let step = 0; step < 7; step += 1) loop.step({ loss: step });
  await loop.end();
  expect(run.rows.map((row) => row["batch/loss"])).toEqual([0, 3, 6]);
});

test("an end with an error says so, and nothing is logged after it", async () => {
  const loop = trackLoop({ run, tf });
  loop.step({ loss: 1 });
  await loop.end(new Error("the data ran out"));
  loop.step({ loss: 2 });
  await loop.epoch({ loss: 2 });
  await loop.end();
  expect(run.rows).toHaveLength(1);
  expect(run.summarised.get("training/state")).toBe("failed");
  expect(run.summarised.get("training/error")).toBe("the data ran out");
});

test("await using ends a loop at the end of its block", async () => {
  {
    await using loop = trackLoop({ run, tf });
    loop.step({ loss: 1 });
  }
  expect(run.summarised.get("training/state")).toBe("finished");
});

test("a model that is not compiled, and nothing at all, are fine", async () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
  const loop = trackLoop({ run, tf, model });
  loop.step({});
  await loop.end();
  model.dispose();
  expect(run.configured).toMatchObject({ tfjs: { model: { params: 3 } } });
  expect(run.configured).not.toHaveProperty("tfjs.model.optimizer");
  expect(run.rows).toEqual([{ "batch/batch_step": 0 }]);
  expect(loop.stats()).toMatchObject({ failed: 0 });
});

test("a step whose logs or options are none is a row like any other, and throws nothing", async () => {
  const loop = trackLoop({ run });
  for (const logs of [3, { loss: "a" }, { loss: 1 }])
    loop.step(logs as Record<string, unknown>, null as unknown as object);
  await loop.end();
  expect(run.rows.map((row) => row["batch/batch_step"])).toEqual([0, 1, 2]);
  expect(run.rows.at(-1)).toMatchObject({ "batch/loss": 1 });
});

test("refuses bad options, and to be without a run", () => {
  expect(() => trackLoop({ run, logEvery: -1 })).toThrow('Failed to track the loop: "logEvery" is "-1"');
  expect(() => trackLoop({ run, callbacks: [] } as object)).toThrow('"options" has no "callbacks"');
  expect(() => trackLoop(null as unknown as object)).toThrow('"options" is "null"');
  expect(() => trackLoop({ tf })).toThrow("Call await init() first");
});
