import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { init } from "@stepwell/core";
import { stepwellCallback } from "@stepwell/tfjs";
import * as tf from "@tensorflow/tfjs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Server, startServer } from "./processes.ts";

let folder: string;
let server: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stepwell-e2e-"));
  mkdirSync(join(folder, "data"));
  server = await startServer(join(folder, "data"));
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it("the best model of a run is downloaded from the server, and predicts what the model did", async () => {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 8, inputShape: [3], activation: "relu" }),
      tf.layers.dense({ units: 2, activation: "softmax" }),
    ],
  });
  model.compile({ optimizer: "adam", loss: "categoricalCrossentropy" });
  const xs = tf.randomUniform([64, 3], 0, 1, "float32", 1);
  const ys = tf.oneHot(tf.ones([64], "int32"), 2);

  const run = await init({
    project: "models",
    id: "trained",
    dir: join(folder, "runs"),
    baseUrl: server.url,
  });
  const callbacks = stepwellCallback({ run, tf, model, saveModel: "best" });
  // The loss falls all the time, so the best model is the last one.
  await model.fit(xs, ys, { epochs: 3, verbose: 0, callbacks });
  expect(callbacks.stats()).toMatchObject({ failed: 0, firstFailure: undefined });
  await run.finish();

  const user = await init({
    project: "models",
    dir: join(folder, "runs"),
    baseUrl: server.url,
    silent: true,
  });
  const artifact = await user.useArtifact("run-trained-model:best", { type: "model" });
  expect(artifact.aliases).toEqual(expect.arrayContaining(["latest", "best", "epoch_2"]));
  expect(artifact.metadata).toMatchObject({ epoch: 2, loss: run.summary.get("training/best_loss") });
  const downloaded = await artifact.download({ folder: join(folder, "downloaded") });
  await user.finish();

  expect(readdirSync(downloaded).toSorted()).toEqual(["model.json", "weights.bin"]);
  const fetchFunc = async (path: unknown): Promise<Response> =>
    new Response(await readFile(join(downloaded, basename(String(path)))));
  const loaded = await tf.loadLayersModel(tf.io.http("http://models/model.json", { fetchFunc }));
  const [expected, predicted] = [model, loaded].map((each) => (each.predict(xs) as tf.Tensor).dataSync());
  expect(predicted).toEqual(expected);
});
