import * as tf from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { stepwellCallback } from "./stepwell-callback.ts";
import { FORMS } from "./testing/forms.ts";
import { createMemoryRun } from "./testing/memory-run.ts";
import { createSmallProblem } from "./testing/small-model.ts";

test.each(FORMS)("over 1,000 batches with every option on no tensor is kept, %s", async (_form, form) => {
  const problem = createSmallProblem(20);
  const { model, xs, ys } = problem;
  const run = createMemoryRun();
  const counts = new Set<number>();
  const callbacks = stepwellCallback({
    run,
    model,
    watch: { log: "all", logFreq: 50 },
    saveModel: { keep: "last", every: 1 },
    validation: { data: xs, labels: ys, count: 4 },
    ...form,
  });
  // Epochs of ten batches; the first makes the optimizer's own tensors.
  const args = { verbose: 0, batchSize: 2, callbacks } as const;
  await model.fit(xs, ys, { ...args, epochs: 1 });
  for (let fit = 0; fit < 11; fit += 1) {
    counts.add(tf.memory().numTensors);
    await model.fit(xs, ys, { ...args, epochs: 9 });
  }
  counts.add(tf.memory().numTensors);

  expect([...counts]).toHaveLength(1);
  expect(run.rows.filter((row) => "batch/loss" in row)).toHaveLength(1000);
  expect(run.rows.filter((row) => "epoch/predictions" in row)).toHaveLength(100);
  // A newer model may overtake one that waits; each is counted.
  const { modelsSaved, dropped, failed } = callbacks.stats();
  expect([modelsSaved + dropped, failed]).toEqual([100, 0]);
  problem.dispose();
});
