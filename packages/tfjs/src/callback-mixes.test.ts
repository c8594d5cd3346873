import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stepwellCallback } from "./stepwell-callback.ts";
import { createMemoryRun } from "./testing/memory-run.ts";
import type { MemoryRun } from "./testing/memory-run.ts";
import { createSmallProblem } from "./testing/small-model.ts";
import type { SmallProblem } from "./testing/small-model.ts";

const EPOCHS = 6;
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

/** Stops in its second epoch, because no accuracy rises by 2. */
const early = () => tf.callbacks.earlyStopping({ monitor: "acc", minDelta: 2, patience: 1, mode: "max" });

/** Keeps what it saw; a class, so that its methods need their `this`. */
class Recorder {
  readonly seen: string[] = [];
  onEpochEnd(epoch: number, logs?: tf.Logs): void {
    this.seen.push(`epoch ${String(epoch)} ${typeof logs?.["loss"]}`);
  }
  onBatchEnd(batch: number, logs?: tf.Logs): void {
    this.seen.push(`batch ${String(batch)} ${typeof logs?.["loss"]}`);
  }
}

async function fit(callbacks: tf.ModelFitArgs["callbacks"]): Promise<number> {
  const { model, xs, ys } = problem;
  const args = {
    verbose: 0,
    batchSize: 12,
    epochs: EPOCHS,
    ...(callbacks === undefined ? {} : { callbacks }),
  };
  const history = await model.fit(xs, ys, args);
  return history.epoch.length;
}

function expectRows(epochs: number): void {
  const kinds = run.rows.map((row) => ("epoch/loss" in row ? "epoch" : "batch"));
  expect(kinds).toEqual(Array.from({ length: epochs }, () => ["batch", "batch", "epoch"]).flat());
  for (const row of run.rows) {
    expect(row["epoch/loss"] ?? row["batch/loss"]).toEqual(expect.any(Number));
    expect(row["epoch/learning_rate"] ?? row["batch/learning_rate"]).toBe(0.01);
  }
  expect(run.configured).toHaveProperty("tfjs.model.params", 43);
  expect(run.configured).toHaveProperty("tfjs.fit.epochs", EPOCHS);
}

test("works alone and as the only element of a list", async () => {
  expect(await fit(stepwellCallback({ run, tf }))).toBe(EPOCHS);
  expectRows(EPOCHS);
  run.rows.length = 0;
  expect(await fit([stepwellCallback({ run, tf })])).toBe(EPOCHS);
  expectRows(EPOCHS);
});

test("works first, between and last among plain objects", async () => {
  const { model } = problem;
  for (const place of [0, 1, 2]) {
    run.rows.length = 0;
    const epochs: number[] = [];
    const list: tf.CustomCallbackArgs[] = [{ onEpochEnd: (epoch) => void epochs.push(epoch) }, {}];
    list.splice(place, 0, stepwellCallback({ run, model }));
    expect(await fit(list)).toBe(EPOCHS);
    expectRows(EPOCHS);
    expect(epochs).toHaveLength(EPOCHS);
  }
});

test("works before and after early stopping", async () => {
  expect(await fit([stepwellCallback({ run, tf }), early()])).toBe(2);
  expectRows(2);
  run.rows.length = 0;
  expect(await fit([early(), stepwellCallback({ run, tf })])).toBe(2);
  expectRows(2);
});

test("works after early stopping without tf, where tfjs sets the model of every element", async () => {
  expect(await fit([early(), stepwellCallback({ run })] as tf.CustomCallbackArgs[])).toBe(2);
  expectRows(2);
});

test("works behind a plain object with tf, where tfjs unbinds every element", async () => {
  const { model } = problem;
  expect(await fit([{}, stepwellCallback({ run, tf, model, callbacks: [early()] })])).toBe(2);
  expectRows(2);
});

test("brings plain objects, early stopping and a class of the user's into one list", async () => {
  const recorder = new Recorder();
  const batches: number[] = [];
  const plain = { onBatchEnd: (batch: number) => void batches.push(batch) };
  const callbacks = stepwellCallback({ run, tf, callbacks: [plain, early(), recorder] });

  expect(await fit(callbacks)).toBe(2);
  expectRows(2);
  expect(batches).toEqual([0, 1, 0, 1]);
  expect(recorder.seen).toEqual([
    "batch 0 number",
    "batch 1 number",
    "epoch 0 number",
    "batch 0 number",
    "batch 1 number",
    "epoch 1 number",
  ]);
});

test("brings in callbacks that would fail in a bare list of tfjs", async () => {
  await expect(fit([{}, early()] as tf.CustomCallbackArgs[])).rejects.toThrow();
  expect(await fit(stepwellCallback({ run, tf, callbacks: [{}, early()] }))).toBe(2);
});

test("stands beside another of its kind, each with its own run", async () => {
  const second = createMemoryRun();
  expect(await fit(stepwellCallback({ run, tf, callbacks: [stepwellCallback({ run: second, tf })] }))).toBe(
    EPOCHS,
  );
  expectRows(EPOCHS);
  expect(second.rows.map((row) => row["epoch/loss"])).toEqual(run.rows.map((row) => row["epoch/loss"]));
});

test("gives the event loop turns during training, as tfjs does without callbacks", async () => {
  let turns = 0;
  await fit(
    stepwellCallback({
      run,
      tf,
      yieldEvery: "batch",
      callbacks: [{ nextFrameFunc: async () => void (turns += 1) }],
    }),
  );
  expect(turns).toBe(EPOCHS * 2);
});

test("an error of another callback still ends the training, as tfjs means it", async () => {
  const failing = {
    onEpochEnd() {
      throw new Error("out of coffee");
    },
  };
  const { model } = problem;
  const callback = stepwellCallback({ run, model });
  await expect(fit([callback, failing])).rejects.toThrow("out of coffee");
  expect(run.rows).toHaveLength(3);
});
