import { init } from "@stepwell/core";
import { createMemoryWorld, runContents } from "@stepwell/core/testing";
import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stepwellCallback } from "./stepwell-callback.ts";
import { createSmallProblem } from "./testing/small-model.ts";
import type { SmallProblem } from "./testing/small-model.ts";
import { trackLoop } from "./track-loop.ts";

// With the run of the core and its files in memory.
let problem: SmallProblem;

beforeEach(() => {
  problem = createSmallProblem();
});

afterEach(() => problem.dispose());

const QUIET = { verbose: 0, batchSize: 8, shuffle: false } as const;

test("everything of a fit is in the file of the current run", async () => {
  const world = createMemoryWorld();
  const { model, xs, ys } = problem;
  const run = await init({ world, id: "fit" });
  const callbacks = stepwellCallback({
    tf,
    model,
    saveModel: "best",
    validation: { data: xs, labels: ys, classes: ["a", "b", "c"], imageShape: [2, 2], count: 3 },
  });
  await model.fit(xs, ys, { ...QUIET, epochs: 2, callbacks });
  await run.finish();

  expect(callbacks.stats()).toMatchObject({ logged: 8, failed: 0, modelsSaved: 2 });
  const { records, rows, state } = runContents(world.fileSystem, run);
  expect(rows).toHaveLength(8);
  expect(run.stats().dropped).toEqual({});
  expect(state.summary).toMatchObject({
    "training/state": "finished",
    "training/best_epoch": 1,
    "epoch/predictions": { _type: "table-file", nrows: 3, ncols: 8 },
  });
  const artifacts = records.flatMap((record) =>
    record.type === "artifact" ? [new TextDecoder("latin1").decode(record.encoded)] : [],
  );
  const models = artifacts.filter((text) => text.includes("run-fit-model"));
  expect(models.map((text) => /epoch_\d/.exec(text)?.[0])).toEqual(["epoch_0", "epoch_1"]);
  expect(models.every((text) => text.includes("best") && text.includes("weights.bin"))).toBe(true);
});

test("a run that is finished within a loop has a training that stopped in its file", async () => {
  const world = createMemoryWorld();
  const run = await init({ world, id: "left" });
  const loop = trackLoop({ tf });
  loop.step({ loss: 1 });
  await loop.epoch({ loss: 1 });
  loop.step({ loss: 0.5 });
  await run.finish();

  const { rows, state } = runContents(world.fileSystem, run);
  expect(rows).toHaveLength(3);
  expect(state.summary).toMatchObject({ "training/state": "stopped", "training/stopped_epoch": 0 });
});

test("a resumed run goes on with its batches, epochs and best", async () => {
  const world = createMemoryWorld();
  const { model, xs, ys } = problem;
  const first = await init({ world, id: "long" });
  await model.fit(xs, ys, { ...QUIET, epochs: 2, callbacks: stepwellCallback({ tf, saveModel: "best" }) });
  await first.finish();

  const second = await init({ world, id: "long", resume: "must" });
  expect(second.resumed).toBe(true);
  const best = second.summary.get("training/best_loss") as number;
  const callbacks = stepwellCallback({ tf, saveModel: "best" });
  await model.fit(xs, ys, { ...QUIET, initialEpoch: 2, epochs: 3, callbacks });
  const loop = trackLoop({ tf });
  loop.step({ loss: 1 });
  await loop.epoch({ loss: 1 });
  await loop.end();
  await second.finish();

  const { rows } = runContents(world.fileSystem, second);
  const values = (key: string): unknown[] => rows.flatMap((row) => row[key] ?? []);
  expect(values("batch/batch_step")).toEqual([6, 7, 8, 9]);
  expect(values("epoch/epoch")).toEqual([2, 3]);
  expect(second.summary.get("training/best_loss")).toBeLessThan(best);
});

test("a disabled run, and one that finishes while the training goes on, end no training", async () => {
  const { model, xs, ys } = problem;
  const disabled = await init({ world: createMemoryWorld(), mode: "disabled" });
  const quiet = stepwellCallback({ tf, saveModel: "last", validation: { data: xs } });
  await model.fit(xs, ys, { ...QUIET, epochs: 1, callbacks: quiet });
  expect(quiet.stats()).toMatchObject({ failed: 0 });
  await disabled.finish();

  const short = await init({ world: createMemoryWorld() });
  const callbacks = stepwellCallback({
    tf,
    saveModel: "last",
    callbacks: [{ onEpochEnd: () => short.finish() }],
  });
  const { epoch } = await model.fit(xs, ys, { ...QUIET, epochs: 2, callbacks });
  expect(epoch).toEqual([0, 1]);
  expect(callbacks.stats().logged).toBe(4);
  expect(callbacks.stats().firstFailure).toContain("it has finished");
});
