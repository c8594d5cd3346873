import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { stepwellCallback } from "./stepwell-callback.ts";
import { FORMS } from "./testing/forms.ts";
import { createMemoryRun } from "./testing/memory-run.ts";
import type { MemoryRun } from "./testing/memory-run.ts";
import { batchesOf, createSmallProblem } from "./testing/small-model.ts";
import type { SmallProblem } from "./testing/small-model.ts";

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

const QUIET = { verbose: 0, batchSize: 8, shuffle: false } as const;

const training = (): Record<string, unknown> =>
  Object.fromEntries(
    [...run.summarised].filter(([key, value]) => key.startsWith("training/") && value !== undefined),
  );

/** How many more there are after; tfjs itself leaves some behind in a fit that fails. */
async function tensorsLeft(work: () => Promise<unknown>): Promise<number> {
  const before = tf.memory().numTensors;
  await work();
  return tf.memory().numTensors - before;
}

describe.each(FORMS)("how a fit ends, %s", (_form, form) => {
  test("the summary says that it runs while it does, and that it has finished after", async () => {
    const { model, xs, ys } = problem;
    const seen: unknown[] = [];
    const callback = stepwellCallback({ run, model, ...form });
    const { onEpochEnd } = callback;
    callback.onEpochEnd = (epoch, logs) => {
      seen.push(training());
      return onEpochEnd(epoch, logs);
    };
    await model.fit(xs, ys, { ...QUIET, epochs: 2, callbacks: callback });
    expect(seen).toEqual([{ "training/state": "running" }, { "training/state": "running" }]);
    expect(training()).toEqual({ "training/state": "finished" });
  });

  test.each([
    ["in the first epoch", 1, {}],
    ["in the second epoch", 4, { "training/stopped_epoch": 0 }],
  ])(
    "a run that ends %s says that the training stopped, and what comes later changes nothing",
    async (_when, batches, epoch) => {
      const { model, xs, ys } = problem;
      const callback = stepwellCallback({ run, model, ...form });
      const { onBatchEnd } = callback;
      let called = 0;
      callback.onBatchEnd = async (batch, logs) => {
        await onBatchEnd(batch, logs);
        called += 1;
        if (called === batches) run.finish();
      };
      await model.fit(xs, ys, { ...QUIET, epochs: 3, callbacks: callback });
      expect(training()).toEqual({ "training/state": "stopped", ...epoch });
    },
  );

  test("nothing waits for the run's end after a fit", async () => {
    const { model, xs, ys } = problem;
    const callback = stepwellCallback({ run, model, ...form });
    await model.fit(xs, ys, { ...QUIET, epochs: 1, callbacks: callback });
    expect(run.waiting).toBe(0);
  });

  test.each([
    ["after an epoch", "onEpochEnd", 2, 1],
    ["within the last epoch", "onBatchEnd", 8, 2],
  ])("stopTraining %s is said, with the epoch", async (_when, handler, calls, epoch) => {
    const { model, xs, ys } = problem;
    let called = 0;
    const stopper = {
      [handler]() {
        called += 1;
        if (called === calls) model.stopTraining = true;
      },
    };
    const own = stepwellCallback({ run, model, ...form });
    const list = "tf" in form ? [own, new tf.CustomCallback(stopper, "never")] : [own, stopper];
    await model.fit(xs, ys, { ...QUIET, epochs: 3, callbacks: list as tf.CustomCallbackArgs[] });
    expect(training()).toEqual({ "training/state": "stopped", "training/stopped_epoch": epoch });
  });

  test("a fit that goes through after one that was stopped has finished", async () => {
    const { model, xs, ys } = problem;
    const callbacks = stepwellCallback({ run, model, ...form });
    const { onEpochEnd } = callbacks;
    callbacks.onEpochEnd = async (epoch, logs) => {
      model.stopTraining = true;
      await onEpochEnd(epoch, logs);
    };
    await model.fit(xs, ys, { ...QUIET, epochs: 2, callbacks });
    callbacks.onEpochEnd = onEpochEnd;
    expect(training()).toEqual({ "training/state": "stopped", "training/stopped_epoch": 0 });
    await model.fit(xs, ys, { ...QUIET, epochs: 1, callbacks });
    expect(training()).toEqual({ "training/state": "finished" });
  });

  test("a batch that throws makes the training failed, the error reaches its caller, and no tensor of ours is left", async () => {
    const { model } = problem;
    const fitBad = (callbacks: tf.CustomCallbackArgs): Promise<unknown> => {
      const bad = tf.data.generator(function* () {
        yield* [0, 1].map(() => ({ xs: tf.ones([8, 4]), ys: tf.ones([8, 3]) }));
        throw new Error("the file is gone");
      });
      return model.fitDataset(bad, { epochs: 2, verbose: 0, callbacks });
    };
    const callbacks = stepwellCallback({ run, model, ...form });
    const other = "tf" in form ? new tf.CustomCallback({}, "never") : {};
    // The optimizer makes its own tensors in the first of all batches.
    await tensorsLeft(() => expect(fitBad({})).rejects.toThrow("the file is gone"));
    const leftWithout = await tensorsLeft(() => expect(fitBad(other)).rejects.toThrow("the file is gone"));
    const leftWith = await tensorsLeft(() => expect(fitBad(callbacks)).rejects.toThrow("the file is gone"));
    expect(leftWith).toBe(leftWithout);
    tensorsBefore += leftWith + leftWithout + leftWithout;

    expect(training()).toEqual({ "training/state": "failed" });
    await callbacks.failed(new Error("the file is gone"));
    expect(training()).toEqual({ "training/state": "failed", "training/error": "the file is gone" });
    expect(run.rows.map((row) => row["batch/batch_step"])).toEqual([0, 1]);

    await model.fitDataset(batchesOf(problem, 8), { epochs: 1, verbose: 0, callbacks });
    expect(training()).toEqual({ "training/state": "finished" });
    expect(run.rows.map((row) => row["batch/batch_step"])).toEqual([0, 1, 2, 3, 4, undefined]);
  });

  test("a loss that is no number is spoken of once, with its batch, and the training goes on", async () => {
    const { model, xs, ys } = problem;
    model.setWeights(model.getWeights().map((weight) => weight.mul(Number.NaN)));
    const callbacks = stepwellCallback({ run, model, ...form });
    const { epoch } = await model.fit(xs, ys, { ...QUIET, epochs: 2, callbacks });
    expect(epoch).toEqual([0, 1]);
    expect(run.alerts).toEqual([["The loss is not finite", "It is NaN in batch 0."]]);
    expect(training()).toEqual({ "training/state": "finished", "training/nonfinite_batch": 0 });
    tensorsBefore += 4;
  });

  test("fit called twice numbers batches and epochs through", async () => {
    const { model, xs, ys } = problem;
    const callbacks = stepwellCallback({ run, model, ...form });
    await model.fit(xs, ys, { ...QUIET, epochs: 2, callbacks });
    await model.fit(xs, ys, { ...QUIET, epochs: 1, callbacks });
    await model.fit(xs, ys, { ...QUIET, epochs: 1, callbacks: stepwellCallback({ run, model, ...form }) });
    expect(run.rows.flatMap((row) => row["batch/batch_step"] ?? [])).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
    ]);
    expect(run.rows.flatMap((row) => row["epoch/epoch"] ?? [])).toEqual([0, 1, 2, 3]);
  });

  test("a run that goes on is numbered on, also where the fit begins at initialEpoch", async () => {
    const { model, xs, ys } = problem;
    run.summary.update({ "batch/batch_step": { max: 99 }, "epoch/epoch": 4 });
    await model.fit(xs, ys, {
      ...QUIET,
      initialEpoch: 5,
      epochs: 7,
      callbacks: stepwellCallback({ run, model, ...form }),
    });
    expect(run.rows.flatMap((row) => row["batch/batch_step"] ?? [])).toEqual([100, 101, 102, 103, 104, 105]);
    expect(run.rows.flatMap((row) => row["epoch/epoch"] ?? [])).toEqual([5, 6]);
    expect(training()).toEqual({ "training/state": "finished" });
  });

  test("a fit with no epoch left to do has finished", async () => {
    const { model, xs, ys } = problem;
    const callbacks = stepwellCallback({ run, model, saveModel: "last", ...form });
    await model.fit(xs, ys, { ...QUIET, initialEpoch: 3, epochs: 3, callbacks });
    expect(training()).toEqual({ "training/state": "finished" });
    expect([run.rows, run.artifacts]).toEqual([[], []]);
  });

  test("a model that is compiled again after the callback was made is logged with its new optimizer", async () => {
    const { model, xs, ys } = problem;
    const callbacks = stepwellCallback({ run, model, logEvery: "epoch", ...form });
    model.optimizer.dispose();
    model.compile({ optimizer: tf.train.sgd(0.5), loss: "categoricalCrossentropy", metrics: ["accuracy"] });
    await model.fit(xs, ys, { ...QUIET, epochs: 1, callbacks });
    expect(run.rows[0]?.["epoch/learning_rate"]).toBe(0.5);
    expect(run.configured).toHaveProperty("tfjs.model.optimizer.name", "SGD");
  });

  test("disposed tensors in a fit fail the fit, not the callback", async () => {
    const { model, ys } = problem;
    const gone = tf.zeros([24, 4]);
    gone.dispose();
    const callbacks = stepwellCallback({ run, model, ...form });
    tensorsBefore += await tensorsLeft(() =>
      expect(model.fit(gone, ys, { ...QUIET, epochs: 1, callbacks })).rejects.toThrow(),
    );
    expect(training()).toEqual({ "training/state": "failed" });
    expect(callbacks.stats()).toMatchObject({ logged: 0, failed: 0 });
  });
});

test("early stopping is said with its epoch", async () => {
  const { model, xs, ys } = problem;
  const early = tf.callbacks.earlyStopping({ monitor: "acc", minDelta: 2, patience: 1, mode: "max" });
  await model.fit(xs, ys, { ...QUIET, epochs: 9, callbacks: [stepwellCallback({ run, tf }), early] });
  expect(training()).toEqual({ "training/state": "stopped", "training/stopped_epoch": 1 });
});

test("an error of another callback in our list fails the training with its message, and every row is there", async () => {
  const { model, xs, ys } = problem;
  const failing = {
    onEpochEnd() {
      throw new Error("out of coffee");
    },
  };
  const callbacks = stepwellCallback({ run, tf, callbacks: [failing] });
  await expect(model.fit(xs, ys, { ...QUIET, epochs: 2, callbacks })).rejects.toThrow("out of coffee");
  expect(training()).toEqual({ "training/state": "failed", "training/error": "out of coffee" });
  expect(run.rows).toHaveLength(4);
});

test("after a fit the model's flag is a plain member again, whether it went through or not", async () => {
  const { model, xs, ys } = problem;
  const inner = (): PropertyDescriptor | undefined =>
    Object.getOwnPropertyDescriptor(Reflect.get(model, "model"), "isTraining");
  await model.fit(xs, ys, { ...QUIET, epochs: 1, callbacks: stepwellCallback({ run, tf }) });
  const plain = { value: false, writable: true, enumerable: true, configurable: true };
  expect(inner()).toEqual(plain);
  const failing = { onBatchEnd: () => Promise.reject(new Error("no")) };
  const callbacks = [stepwellCallback({ run, model }), failing];
  const fitBad = (): Promise<unknown> => model.fit(xs, ys, { ...QUIET, epochs: 1, callbacks });
  tensorsBefore += await tensorsLeft(() => expect(fitBad()).rejects.toThrow("no"));
  expect(inner()).toEqual(plain);
  expect(training()).toEqual({ "training/state": "failed" });
});

test("each of two callbacks in one fit hears that it failed, or that it did not", async () => {
  const { model, xs, ys } = problem;
  const second = createMemoryRun();
  const states = (): unknown[] => [run, second].map(({ summarised }) => summarised.get("training/state"));
  const callbacks = [stepwellCallback({ run, tf }), stepwellCallback({ run: second, tf })];
  await model.fit(xs, ys, { ...QUIET, epochs: 1, callbacks });
  expect(states()).toEqual(["finished", "finished"]);
  const failing = new tf.CustomCallback({ onEpochEnd: () => Promise.reject(new Error("no")) }, "never");
  const fitBad = (): Promise<unknown> =>
    model.fit(xs, ys, { ...QUIET, epochs: 1, callbacks: [...callbacks, failing] });
  tensorsBefore += await tensorsLeft(() => expect(fitBad()).rejects.toThrow("no"));
  expect(states()).toEqual(["failed", "failed"]);
});

test("failed does nothing for a training that has ended", async () => {
  const { model, xs, ys } = problem;
  const callback = stepwellCallback({ run, tf });
  await callback.failed(new Error("before"));
  await model.fit(xs, ys, { ...QUIET, epochs: 1, callbacks: callback });
  await callback.failed(new Error("after"));
  expect(training()).toEqual({ "training/state": "finished" });
});

test("what is thrown may be anything", async () => {
  const callback = stepwellCallback({ run });
  await callback.onTrainBegin();
  await callback.failed(Object.create(null));
  expect(training()).toEqual({ "training/state": "failed", "training/error": "a thrown object" });
});
