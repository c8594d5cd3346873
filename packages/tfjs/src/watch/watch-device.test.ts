import { init } from "@stepwell/core";
import type { Histogram } from "@stepwell/core";
import { createMemoryWorld } from "@stepwell/core/testing";
import { unwatch } from "@stepwell/watch";
import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { batchesOf, createSmallProblem } from "../testing/small-model.ts";
import type { SmallProblem } from "../testing/small-model.ts";
import { watch } from "./watch.ts";

// Tensors are where tfjs says: with this every backend is treated as a GPU is.
const asDevice = { getBackend: () => "webgl" };

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

function createRun() {
  const rows: Record<string, Histogram | number>[] = [];
  return { rows, log: (row: object) => void rows.push(row as Record<string, Histogram>) };
}

test("a device counts what JavaScript counts, and leaves no tensor", async () => {
  const runs = [createRun(), createRun()] as const;
  const { model, xs, ys } = problem;
  watch(model, { run: runs[0], log: "all", logFreq: 2, bins: 16 });
  const there = watch(model, { run: runs[1], log: "all", logFreq: 2, bins: 16, tf: asDevice, idx: 0 });
  await model.fit(xs, ys, { epochs: 2, batchSize: 8, verbose: 0 });
  await there.flush();

  expect(runs[1].rows).toHaveLength(3);
  for (const [index, row] of runs[1].rows.entries()) {
    const expected = runs[0].rows[index] ?? {};
    expect(Object.keys(row)).toEqual(Object.keys(expected));
    for (const [key, value] of Object.entries(row)) {
      const other = expected[key];
      if (typeof value === "number") expect(value).toBeCloseTo(other as number, 5);
      else expect(value).toEqual(other);
    }
  }
});

test("samples of fitDataset that are on their way outlive the model and its optimizer", async () => {
  const run = createRun();
  const small = createSmallProblem();
  const watched = watch(small.model, { run, log: "all", logFreq: 1, tf: asDevice });
  await small.model.fitDataset(batchesOf(small, 24), { epochs: 1, verbose: 0 });
  small.dispose();
  await watched.flush();
  expect(watched.stats()).toEqual({ steps: 1, logged: 1, lost: 0 });
});

test("tensors without operations are read, and binned here", async () => {
  const run = createRun();
  const { model, xs, ys } = problem;
  const prototype = Object.getPrototypeOf(Object.getPrototypeOf(model.weights[0]?.read())) as object;
  const operation = Object.getOwnPropertyDescriptor(prototype, "unsortedSegmentSum") as PropertyDescriptor;
  Reflect.deleteProperty(prototype, "unsortedSegmentSum");
  try {
    const watched = watch(model, { run, logFreq: 1, tf: asDevice });
    await model.fit(xs, ys, { epochs: 1, batchSize: 24, verbose: 0 });
    await watched.flush();
  } finally {
    Object.defineProperty(prototype, "unsortedSegmentSum", operation);
  }
  expect(run.rows[0]?.["gradients/hidden/kernel"]).toHaveProperty("counts");
});

test("the layers and the samples of a model are in a real run", async () => {
  const run = await init({ world: createMemoryWorld(), silent: true, mode: "offline" });
  const { model, xs, ys } = problem;
  watch(model, { logFreq: 3, logGraph: true });
  await model.fit(xs, ys, { epochs: 1, batchSize: 8, verbose: 0 });
  await run.finish();
  const summary = run.summary.toJSON();
  expect(summary["graph_0"]).toMatchObject({ _type: "graph-file" });
  expect(summary["gradients/hidden/kernel"]).toMatchObject({ _type: "histogram" });
  expect(run.stats()).toMatchObject({ rowsWritten: 1, dropped: {} });
});
