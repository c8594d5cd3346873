import assert from "node:assert/strict";
import { init } from "@stepwell/core";
import { createMockServer } from "@stepwell/mock";
import { listen } from "@stepwell/mock/node";
import { stepwellCallback } from "@stepwell/tfjs";
import * as tf from "@tensorflow/tfjs";

// Fits a small network and looks at what a server has of it.
const mock = createMockServer();
const { url, close } = await listen(mock);
const run = await init({ project: "tfjs", baseUrl: url, apiKey: "local".repeat(8) });
const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [2], units: 1 })] });
model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
const xs = tf.randomUniform([64, 2], 0, 1, "float32", 1);
const ys = xs.sum(1, true);
const watch = { log: "all", logFreq: 2 };
await model.fit(xs, ys, {
  epochs: 3,
  batchSize: 16,
  verbose: 0,
  callbacks: stepwellCallback({ run, tf, watch }),
});
await run.finish();

const { history, config, summary, status } = await mock.run(run.id);
assert.equal(status, "finished");
assert.equal(history.filter((row) => typeof row["batch/loss"] === "number").length, 12);
assert.equal(history.filter((row) => typeof row["epoch/loss"] === "number").length, 3);
assert.ok(history.some((row) => Object.keys(row).some((key) => key.startsWith("gradients/"))));
assert.ok("tfjs" in config);
assert.equal(summary["training/state"], "finished");
await close();
await mock.close();
