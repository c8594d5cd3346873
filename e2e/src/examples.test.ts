import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, type Client } from "@stepwell/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Server, startServer } from "./processes.ts";
import { type ExampleOptions, PROJECT, runExample, storedRun, valuesOf } from "./run-example.ts";

let folder: string;
let server: Server;
let client: Client;
let options: ExampleOptions;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stepwell-e2e-"));
  mkdirSync(join(folder, "data"));
  server = await startServer(join(folder, "data"));
  client = createClient({ baseUrl: server.url });
  options = { url: server.url, folder: join(folder, "runs") };
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it("plain-loop: twelve epochs of twenty batches, the best accuracy, and a chart", async () => {
  await runExample("plain-loop", options);
  const stored = await storedRun(client, "plain loop");
  expect(stored.rows.length).toBe(12 * 20 + 12 + 1);
  expect(valuesOf(stored, "epoch")).toEqual(Array.from({ length: 12 }, (_, epoch) => epoch + 1));
  expect(valuesOf(stored, "train/gradients")[7]).toMatchObject({ _type: "histogram" });
  const losses = valuesOf(stored, "train/loss") as number[];
  expect(mean(losses.slice(-20))).toBeLessThan(mean(losses.slice(0, 20)) / 2);
  const accuracies = valuesOf(stored, "val/accuracy") as number[];
  const best = { max: Math.max(...accuracies), last: accuracies.at(-1) };
  expect(stored.run.summary["val/accuracy"]).toMatchObject(best);
  expect(best.max).toBeGreaterThan(0.85);
  expect(stored.metrics).toContainEqual(expect.objectContaining({ name: "val/loss", stepMetric: "epoch" }));
  // Two true classes times two predicted ones.
  expect(valuesOf(stored, "confusion_table")[0]).toMatchObject({ _type: "table-file", nrows: 4 });
});

it("grid: twelve runs of one group, which the server sorts by what they reached", async () => {
  const printed = await runExample("grid", { folder: join(folder, "data"), args: ["6"] });
  const runs = [];
  const columns = ["config.learningRate", "config.units", "summary.epoch/val_acc.max"];
  const sort = ["-summary.epoch/val_acc.max"];
  await storedRun(client, "rate 0.01, units 32");
  for await (const run of client.queryRuns(PROJECT, { filter: { group: "grid" }, sort, columns }))
    runs.push(run);
  expect(
    new Set(
      runs.map((run) => JSON.stringify([run.columns["config.learningRate"], run.columns["config.units"]])),
    ).size,
  ).toBe(12);
  const reached = runs.map((run) => run.columns["summary.epoch/val_acc.max"] as number);
  expect(reached).toEqual(reached.toSorted((one, other) => other - one));
  expect(reached[0]).toBeGreaterThan(reached[11] as number);
  expect(printed).toContain(`${reached[0]}`);
  const best = await storedRun(client, runs[0]?.name ?? "");
  expect(valuesOf(best, "epoch/val_acc").length).toBe(6);
  expect(valuesOf(best, "batch/loss").length).toBe(0);
});

it("autoencoder: a picture for each epoch, 28 by 10 digits wide", async () => {
  await runExample("autoencoder", { ...options, args: ["2"] });
  const stored = await storedRun(client, "autoencoder");
  const pictures = valuesOf(stored, "rebuilt");
  const shape = { _type: "image-file", width: 280, height: 56 };
  expect(pictures).toMatchObject([
    { ...shape, caption: "epoch 1" },
    { ...shape, caption: "epoch 2" },
  ]);
  for (const { path } of pictures as { path: string }[]) {
    const reply = await fetch(client.fileUrl(PROJECT, stored.run.id, path));
    const bytes = new Uint8Array(await reply.arrayBuffer());
    expect(String.fromCharCode(...bytes.subarray(1, 4))).toBe("PNG");
  }
  const [first, last] = valuesOf(stored, "epoch/loss") as [number, number];
  expect(last).toBeLessThan(first);
});

it("iris: a loop of its own has the keys of the callback, and its variables are watched", async () => {
  await runExample("iris", options);
  const stored = await storedRun(client, "iris");
  // What is watched joins rows that are there anyway.
  expect(stored.rows.length).toBe(240 + 40 + 1);
  expect(valuesOf(stored, "batch/batch_step")).toEqual(Array.from({ length: 240 }, (_, batch) => batch));
  const losses = valuesOf(stored, "batch/loss") as number[];
  expect(losses.length).toBe(240);
  expect(mean(losses.slice(-6))).toBeLessThan(mean(losses.slice(0, 6)) / 2);
  expect(valuesOf(stored, "epoch/epoch")).toEqual(Array.from({ length: 40 }, (_, epoch) => epoch));
  expect(valuesOf(stored, "epoch/val_acc").at(-1)).toBeGreaterThan(0.85);
  for (const name of ["hidden", "hiddenBias", "output", "outputBias"]) {
    const histogram = { _type: "histogram" };
    const found = valuesOf(stored, `gradients/${name}`);
    expect(found).toMatchObject([histogram, histogram, histogram, histogram]);
    expect(valuesOf(stored, `parameters/${name}`).length).toBe(4);
  }
  const [norm, ...norms] = valuesOf(stored, "watch/gradient_norm") as number[];
  expect(norms.at(-1)).toBeLessThan(norm ?? 0);
  expect(valuesOf(stored, "confusion_table")[0]).toMatchObject({ _type: "table-file", nrows: 9 });
});

it("mnist: an epoch with histograms, pictures of guesses, the layers, and the best model", async () => {
  await runExample("mnist", { ...options, args: ["1"] });
  const stored = await storedRun(client, "dense-32", "mnist");
  const batches = Math.ceil(9000 / 64);
  expect(valuesOf(stored, "batch/loss").length).toBe(batches);
  expect(stored.rows.length).toBe(batches + 1);
  expect(valuesOf(stored, "epoch/val_acc")[0]).toBeGreaterThan(0.8);
  expect(valuesOf(stored, "gradients/hidden/kernel")).toMatchObject([{ _type: "histogram" }, {}]);
  expect(valuesOf(stored, "parameters/output/bias").length).toBe(2);
  expect(valuesOf(stored, "epoch/predictions")).toMatchObject([{ _type: "images/separated", count: 16 }]);
  expect(stored.run.summary).toMatchObject({
    graph_0: { _type: "graph-file" },
    "training/state": "finished",
    "training/best_epoch": 0,
  });
  const { files } = await client.artifacts.files("mnist", `run-${stored.run.id}-model`, "best");
  expect(files.map(({ path }) => path)).toEqual(["model.json", "weights.bin"]);
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
