import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Artifact, init, type Run } from "@stepwell/core";
import { quietOptions } from "./quiet-options.ts";

// Runs that hand a dataset and models on to each other, logged to a server: <url>. Folders that are watched have no artifacts.
const [baseUrl = ""] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "stepwell-artifacts-"));
await prepare();
await train(0);
await train(1);
await score();
rmSync(folder, { recursive: true, force: true });

function start(id: string, jobType: string, config: object): Promise<Run> {
  return init({
    ...quietOptions(folder),
    mode: "online",
    baseUrl,
    apiKey: "0".repeat(40),
    project: "harbor-models",
    id,
    name: id,
    jobType,
    config,
  });
}

async function prepare(): Promise<void> {
  const run = await start("prepare", "prepare", { crop: 512, night: true });
  for (const [version, lines] of [400, 936].entries()) {
    const berths = new Artifact({
      name: "berths",
      type: "dataset",
      description: version === 0 ? "By day only" : "With night pictures",
      metadata: { split: "train", images: lines, source: { camera: "north quay", fps: 2 } },
      ...(version === 0 ? {} : { aliases: ["reviewed"] }),
    });
    const rows = Array.from({ length: lines }, (_, at) => `${at},berth-${at % 4},${at * 7}`);
    berths.addBytes(`id,class,area\n${rows.join("\n")}\n`, { name: "labels/train.csv" });
    berths.addBytes(JSON.stringify({ classes: ["water", "vessel", "quay", "sky"] }), {
      name: "classes.json",
    });
    berths.addBytes(`# Berths\n\n${lines} labelled pictures.\n`, { name: "README.md" });
    berths.addReference("s3://harbor/pictures/north.tar", { name: "pictures.tar", checksum: "abc" });
    await (await run.logArtifact(berths)).wait();
  }
  await run.finish();
}

async function train(index: number): Promise<void> {
  const run = await start(`train-${index}`, "train", { lr: index === 0 ? 1e-3 : 3e-4, epochs: 4 });
  run.defineMetric("val/miou", { summary: "max", goal: "maximize" });
  await run.useArtifact(index === 0 ? "berths:v0" : "berths:latest");
  const source = join(folder, `code-${index}`);
  mkdirSync(source, { recursive: true });
  writeFileSync(join(source, "train.js"), code(index));
  writeFileSync(join(source, "model.js"), "export const width = 64;\n");
  await (await run.logCode(source, { name: "source" }))?.wait();
  for (let epoch = 0; epoch < 4; epoch++) {
    run.log({ "train/loss": 1 / (epoch + 1 + index), "val/miou": 0.5 + 0.07 * epoch + 0.03 * index });
    const model = new Artifact({
      name: "segmenter",
      type: "model",
      metadata: { epoch, val_miou: 0.5 + 0.07 * epoch },
    });
    model.addBytes(new Uint8Array(40_000 + index * 1_000 + epoch).fill(epoch + 1), { name: "weights.bin" });
    model.addBytes(JSON.stringify({ layers: 12, epoch, index }), { name: "model.json" });
    if (epoch % 3 === 0)
      await (await run.logArtifact(model, { aliases: epoch === 3 ? ["best"] : [] })).wait();
  }
  await run.finish();
}

async function score(): Promise<void> {
  const run = await start("score", "evaluate", { batch: 32 });
  await run.useArtifact("segmenter:best");
  await run.useArtifact("berths:v1");
  run.log({ "test/miou": 0.7431 });
  const report = new Artifact({ name: "report", type: "result" });
  report.addBytes("class,iou\nvessel,0.71\nquay,0.77\n", { name: "scores.csv" });
  await (await run.logArtifact(report)).wait();
  await run.finish();
}

/** The second version of the program is another one in a few lines. */
function code(index: number): string {
  const lines = Array.from({ length: 30 }, (_, at) => `  step(${at});`);
  return [
    `const lr = ${index === 0 ? "1e-3" : "3e-4"};`,
    "for (const epoch of [0, 1, 2, 3]) {",
    ...lines,
    ...(index === 0 ? [] : ["  warmUp(epoch);"]),
    "}",
    "",
  ].join("\n");
}
