import * as tf from "@tensorflow/tfjs";
import type { Artifact } from "@stepwell/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { stepwellCallback } from "./stepwell-callback.ts";
import { FORMS } from "./testing/forms.ts";
import { createMemoryRun } from "./testing/memory-run.ts";
import type { MemoryRun } from "./testing/memory-run.ts";
import { createSmallProblem } from "./testing/small-model.ts";
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

const aliases = (): (readonly string[])[] => run.artifacts.map((logged) => logged.aliases);
const metadata = (): unknown[] => run.artifacts.map(({ artifact }) => artifact.metadata);

describe.each(FORMS)("saveModel %s", (_form, form) => {
  test("best saves each epoch that is better than all before, under its aliases", async () => {
    const { model, xs, ys } = problem;
    const losses: number[] = [];
    const callbacks = stepwellCallback({ run, model, saveModel: "best", ...form });
    // The rate makes some epochs worse than earlier ones.
    for (const rate of [0.01, 5, 0.01, 0.01]) {
      Reflect.set(model.optimizer, "learningRate", rate);
      const fitted = await model.fit(xs, ys, { ...QUIET, epochs: 1, callbacks });
      losses.push(fitted.history["loss"]?.[0] as number);
    }

    const bests = losses.flatMap((loss, epoch) =>
      losses.slice(0, epoch).every((was) => was > loss) ? [epoch] : [],
    );
    expect(bests.length).toBeLessThan(4);
    expect(aliases()).toEqual(bests.map((epoch) => ["best", `epoch_${String(epoch)}`]));
    expect(metadata()).toEqual(bests.map((epoch) => ({ epoch, loss: losses[epoch] })));
    expect(run.artifacts[0]?.artifact).toMatchObject({ name: "run-r1-model", type: "model" });
    expect(run.summarised.get("training/best_loss")).toBe(Math.min(...losses));
    expect(run.summarised.get("training/best_epoch")).toBe(bests.at(-1));
    expect(callbacks.stats()).toMatchObject({ modelsSaved: bests.length, failed: 0 });
  });

  test("best goes by the validation loss where a fit has one", async () => {
    const { model, xs, ys } = problem;
    const callbacks = stepwellCallback({ run, model, saveModel: "best", ...form });
    const { history } = await model.fit(xs, ys, { ...QUIET, epochs: 2, validationSplit: 0.25, callbacks });

    expect(metadata()[0]).toEqual({ epoch: 0, val_loss: history["val_loss"]?.[0] });
    expect(run.summarised.get("training/best_val_loss")).toBe(Math.min(...(history["val_loss"] as number[])));
  });

  test("best takes a higher accuracy for better, and equal ones for no news", async () => {
    const { model, xs, ys } = problem;
    const saveModel = { keep: "best", monitor: "acc", name: "digits" } as const;
    const callbacks = stepwellCallback({ run, model, saveModel, ...form });
    const { history } = await model.fit(xs, ys, { ...QUIET, epochs: 12, callbacks });

    const accuracies = history["acc"] as number[];
    const bests = accuracies.filter((value, epoch) => accuracies.slice(0, epoch).every((was) => was < value));
    expect(metadata().map((facts) => (facts as { acc: number }).acc)).toEqual(bests);
    expect(run.artifacts[0]?.artifact.name).toBe("digits");
  });

  test("last saves the model that the training left, once", async () => {
    const { model, xs, ys } = problem;
    const callbacks = stepwellCallback({ run, model, saveModel: "last", ...form });
    await model.fit(xs, ys, { ...QUIET, epochs: 3, callbacks });

    expect(aliases()).toEqual([["epoch_2"]]);
    expect(metadata()).toEqual([{ epoch: 2 }]);
    expect(await weightsOf(run.artifacts[0]?.artifact)).toEqual(await valuesOf(model));
  });

  test("last saves every nth epoch besides where that is asked for, and none twice", async () => {
    const { model, xs, ys } = problem;
    const callbacks = stepwellCallback({ run, model, saveModel: { keep: "last", every: 2 }, ...form });
    await model.fit(xs, ys, { ...QUIET, epochs: 4, callbacks });
    expect(aliases()).toEqual([["epoch_1"], ["epoch_3"]]);
    await model.fit(xs, ys, { ...QUIET, epochs: 1, callbacks });
    expect(aliases().at(-1)).toEqual(["epoch_4"]);
  });
});

test("a saved model has the weights of its epoch, though the training goes on while it is written", async () => {
  const { model, xs, ys } = problem;
  const expected: Uint8Array[] = [];
  const callbacks = stepwellCallback({
    run,
    tf,
    model,
    saveModel: { keep: "last", every: 1 },
    callbacks: [{ onEpochEnd: async () => void expected.push(await valuesOf(model)) }],
  });
  await model.fit(xs, ys, { ...QUIET, epochs: 3, callbacks });

  const saved = await Promise.all(run.artifacts.map(({ artifact }) => weightsOf(artifact)));
  expect(saved).toEqual(expected);
  expect(saved[0]).not.toEqual(saved[1]);
});

test("what is saved loads as the same model", async () => {
  const { model, xs, ys } = problem;
  model.setUserDefinedMetadata({ labels: ["a", "b", "c"] });
  const callbacks = stepwellCallback({ run, tf, model, saveModel: "last" });
  await model.fit(xs, ys, { ...QUIET, epochs: 1, callbacks });

  const files = filesOf(run.artifacts[0]?.artifact);
  const fetchFunc = async (path: unknown): Promise<Response> =>
    new Response(files.get(lastPart(String(path))));
  const loaded = await tf.loadLayersModel(tf.io.http("http://models/model.json", { fetchFunc }));
  expect(loaded).toBeInstanceOf(tf.Sequential);
  expect(loaded.getUserDefinedMetadata()).toEqual({ labels: ["a", "b", "c"] });
  const outputs = [loaded, model].map((each) => each.predict(xs) as tf.Tensor);
  expect(outputs[0]?.dataSync()).toEqual(outputs[1]?.dataSync());
  tf.dispose([outputs, loaded.weights.map((weight) => weight.read())]);
});

test("the files are those that tfjs itself writes", async () => {
  const { model, xs, ys } = problem;
  model.setUserDefinedMetadata({ labels: ["a", "b", "c"] });
  await model.fit(xs, ys, {
    ...QUIET,
    epochs: 1,
    callbacks: stepwellCallback({ run, model, saveModel: "last" }),
  });

  const posted: FormData[] = [];
  const fetchFunc = async (_: unknown, init?: RequestInit): Promise<Response> => {
    posted.push(init?.body as FormData);
    return new Response();
  };
  await model.save(tf.io.http("http://models/save", { fetchFunc }));
  const [json, weights] = ["model.json", "model.weights.bin"].map((name) => posted[0]?.get(name) as Blob);
  const files = filesOf(run.artifacts[0]?.artifact);
  expect([...files.keys()]).toEqual(["model.json", "weights.bin"]);
  expect(JSON.parse(textOf(files.get("model.json")))).toEqual(
    JSON.parse(((await json?.text()) ?? "").replace("./model.weights.bin", "weights.bin")),
  );
  expect(files.get("weights.bin")).toEqual(new Uint8Array((await weights?.arrayBuffer()) ?? []));
});

test("a run that goes on calls no worse model the best", async () => {
  const { model, xs, ys } = problem;
  run.summary.update({ "training/best_loss": 1e-9 });
  const callbacks = stepwellCallback({ run, tf, saveModel: "best" });
  await model.fit(xs, ys, { ...QUIET, epochs: 2, callbacks });
  expect(run.artifacts).toEqual([]);
  expect(run.summarised.get("training/best_loss")).toBe(1e-9);
});

test("NaN is never the best", async () => {
  const { model } = problem;
  const callback = stepwellCallback({ run, model, saveModel: "best" });
  await callback.onTrainBegin();
  for (const [epoch, loss] of [Number.NaN, 2, Number.NaN, 1].entries())
    await callback.onEpochEnd(epoch, { loss });
  await callback.onTrainEnd();
  expect(metadata()).toEqual([
    { epoch: 1, loss: 2 },
    { epoch: 3, loss: 1 },
  ]);
});

test("while one model is being written, the newest of those after it waits and the others are counted as dropped", async () => {
  const { model } = problem;
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const { logArtifact } = run;
  run.logArtifact = async (...given) => {
    await gate;
    return logArtifact(...given);
  };
  const callback = stepwellCallback({ run, model, saveModel: "best" });
  await callback.onTrainBegin();
  for (let epoch = 0; epoch < 5; epoch += 1) await callback.onEpochEnd(epoch, { loss: 5 - epoch });
  release();
  await callback.onTrainEnd();

  expect(metadata()).toEqual([
    { epoch: 0, loss: 5 },
    { epoch: 4, loss: 1 },
  ]);
  expect(callback.stats()).toMatchObject({ modelsSaved: 2, dropped: 3, failed: 0 });
});

describe("what can't be saved is counted with its reason, and the training goes on", () => {
  const fit = async (options: object): Promise<ReturnType<typeof stepwellCallback>> => {
    const { model, xs, ys } = problem;
    const callbacks = stepwellCallback({ run, tf, ...options });
    const { epoch } = await model.fit(xs, ys, { ...QUIET, epochs: 2, callbacks });
    expect(epoch).toEqual([0, 1]);
    return callbacks;
  };

  test("a metric that the fit does not have", async () => {
    const callback = await fit({ saveModel: { keep: "best", monitor: "val_acc" } });
    expect(callback.stats()).toMatchObject({
      failed: 2,
      firstFailure: expect.stringContaining('"val_acc" is not among "loss", "acc"') as string,
    });
  });

  test("a run that takes no artifact", async () => {
    run.logArtifact = async () => Promise.reject(new Error("the disk is full"));
    const callback = await fit({ saveModel: "last" });
    expect(callback.stats()).toMatchObject({ failed: 1, modelsSaved: 0, firstFailure: "the disk is full" });
  });

  test("a model that can't be saved", async () => {
    const { model } = problem;
    const broken = Object.create(model, {
      save: { value: async () => Promise.reject(new Error("no handler")) },
    });
    const callback = await fit({ model: broken as tf.Sequential, saveModel: "last" });
    expect(callback.stats()).toMatchObject({ failed: 1, firstFailure: "no handler" });
  });

  test("a plain object without a model", async () => {
    const callback = await fit({ tf: undefined, saveModel: "best" });
    expect(callback.stats()).toMatchObject({
      failed: 2,
      firstFailure: expect.stringContaining("Pass it: stepwellCallback({ model })") as string,
    });
  });
});

test.each([
  [{ saveModel: "first" }, '"saveModel" keeps "first"'],
  [{ saveModel: 5 }, '"saveModel" is "5"'],
  [{ saveModel: {} }, '"saveModel" keeps "undefined"'],
  [{ saveModel: { keep: "best", metric: "acc" } }, '"saveModel" has no "metric". Use "keep", "monitor"'],
  [{ savemodel: "best" }, '"options" has no "savemodel". Use "run", "logEvery"'],
  [{ saveModel: { keep: "best", mode: "up" } }, 'the mode of "saveModel" is "up"'],
  [{ saveModel: { keep: "last", every: 0 } }, '"every" of "saveModel" is "0"'],
  [{ saveModel: { keep: "best", every: 2 } }, '"saveModel" keeps the best and has "every"'],
  [{ saveModel: { keep: "best", monitor: "" } }, '"saveModel" monitors ""'],
  [{ saveModel: { keep: "best", name: "a/b" } }, 'names the artifact "a/b"'],
])("refuses %j with a sentence", (options, sentence) => {
  expect(() => stepwellCallback({ run, ...(options as object) })).toThrow(sentence);
});

function filesOf(artifact: Artifact | undefined): Map<string, Uint8Array<ArrayBuffer>> {
  const inside = Reflect.get(artifact as Artifact, Symbol.for("stepwell.artifact.inside")) as object;
  const pieces = Reflect.get(inside, "pieces") as { name: string; bytes: Uint8Array<ArrayBuffer> }[];
  return new Map(pieces.map(({ name, bytes }) => [name, bytes]));
}

async function weightsOf(artifact: Artifact | undefined): Promise<Uint8Array | undefined> {
  return filesOf(artifact).get("weights.bin");
}

async function valuesOf(model: tf.LayersModel): Promise<Uint8Array> {
  const values = await Promise.all(model.getWeights().map((weight) => weight.data()));
  return Uint8Array.from(values.flatMap((list) => [...new Uint8Array(Float32Array.from(list).buffer)]));
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}
