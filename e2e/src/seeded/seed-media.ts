import {
  Artifact,
  Audio,
  box3d,
  Graph,
  Histogram,
  Html,
  Image,
  init,
  Markdown,
  Molecule,
  Object3D,
  Plotly,
  plot,
  type Run,
  Table,
  Vega,
  Video,
} from "@stepwell/core";
import { harborMask, harborPixels, PICTURE, vesselAt } from "./pictures.ts";
import { quietOptions } from "./quiet-options.ts";
import { createRandom, normal } from "./random.ts";

/** Steps at which the run logs media. */
const MEDIA_STEPS = 14;
const classLabels = { 0: "sky", 1: "water", 2: "vessel", 3: "quay" };
const classNames = Object.values(classLabels);
const shape = [PICTURE.height, PICTURE.width] as const;

/** Two runs with every kind of media over fourteen steps, console output, alerts and artifacts. */
export async function seedMedia(dir: string): Promise<void> {
  for (const index of [0, 1]) await record(dir, index);
}

async function record(dir: string, index: number): Promise<void> {
  const random = createRandom(500 + index);
  const run = await init({
    ...quietOptions(dir),
    project: "harbor-media",
    id: `media-${index}`,
    name: ["clear-tide", "misty-tide"][index] as string,
    tags: ["media"],
    config: { lr: 0.001 * (index + 1), classes: classNames, optimizer: "adamw" },
  });
  for (let step = 0; step < MEDIA_STEPS; step++) {
    run.log({
      "train/loss": 1 / (step + 1) + 0.05 * random(),
      "samples/segmentation": pictures(step, index),
      "gradients/encoder/kernel": spread(random, 1 / (step + 1)),
      "gradients/decoder/kernel": spread(random, 2 / (step + 1)),
      "gradients/decoder/bias": step === 5 ? new Histogram([0, 0, 0]) : spread(random, 0.3),
      "predictions/table": predictions(step, random),
    });
    if (step % 4 === 0) await logSlowMedia(run, step, index, random);
  }
  run.log({ model: layers(), ...charts(random) });
  run.alert("Loss is low", "train/loss fell below 0.1.", { level: "INFO" });
  run.alert("GPU is hot", "83 °C for 10 minutes", { level: "WARN" });
  await logDataset(run, random);
  await run.finish();
}

function pictures(step: number, index: number): Image[] {
  return [0, 1, 2, 3].map(
    (at) =>
      new Image(harborPixels(step, at + index), {
        shape: [...shape, 3],
        caption: `berth ${at + 1}, IoU ${(0.5 + step / 40 + at / 50).toFixed(2)}`,
        masks: {
          ground_truth: { data: harborMask(step, at + index), shape, classLabels },
          prediction: { data: harborMask(step, at + index, Math.max(0, 6 - step)), shape, classLabels },
        },
        boxes: {
          prediction: {
            boxes: [
              {
                position: vesselAt(step, at + index),
                domain: "pixel",
                classId: 2,
                caption: "vessel",
                scores: { confidence: 0.5 + step / 30 },
              },
              {
                position: { middle: [0.9, 0.7], width: 0.18, height: 0.5 },
                classId: 3,
                scores: { confidence: 0.42 },
              },
            ],
            classLabels,
          },
        },
      }),
  );
}

function spread(random: () => number, width: number): Histogram {
  return new Histogram(
    Float32Array.from({ length: 2_000 }, () => normal(random) * width),
    { bins: 48 },
  );
}

function predictions(step: number, random: () => number): Table {
  const table = new Table({ columns: ["picture", "truth", "guess", "score", "right"] });
  for (let row = 0; row < 12; row++) {
    const truth = classNames[row % 4] as string;
    const guess = random() < 0.4 + step / 30 ? truth : (classNames[(row + 1) % 4] as string);
    const picture = new Image(harborPixels(row, row % 3), { shape: [...shape, 3] });
    table.addData(picture, truth, guess, random(), truth === guess);
  }
  return table;
}

async function logSlowMedia(run: Run, step: number, index: number, random: () => number): Promise<void> {
  const frames = Array.from({ length: 12 }, (_, at) => planes(harborPixels(step + at, index)));
  run.log(
    {
      "films/rollout": new Video(Uint8Array.from(frames.flatMap((frame) => [...frame])), {
        shape: [12, 3, PICTURE.height, PICTURE.width],
        fps: 6,
        caption: `step ${step}`,
      }),
      "sounds/horn": new Audio(
        Float32Array.from({ length: 8_000 }, (_, at) => Math.sin(at * 0.09) * Math.exp(-at / 3_000) * 0.8),
        { sampleRate: 8_000, caption: "horn" },
      ),
      "pages/report": new Html(
        `<h1>Step ${step}</h1><p>IoU <b>0.7</b></p><script>document.title = "no"</script>`,
      ),
      "pages/notes": new Markdown(
        "**Better** than `baseline`.\n\n| class | IoU |\n| - | - |\n| quay | 0.71 |",
      ),
      "space/cloud": new Object3D(
        Float32Array.from({ length: 3_000 * 6 }, (_, at) => (at % 6 < 3 ? normal(random) : random() * 255)),
        { shape: [3_000, 6], caption: "coloured points" },
      ),
      "space/scene": new Object3D({
        type: "lidar/beta",
        points: Array.from({ length: 800 }, () => [
          normal(random) * 4,
          normal(random) * 4,
          random(),
          (random() * 3) | 0,
        ]),
        boxes: [
          box3d({ center: [0, 0, 1], size: [2, 4, 2], color: [255, 0, 0], label: "vessel" }),
          box3d({ center: [5, 2, 0.5], size: [1, 1, 1], color: [0, 160, 255], label: "buoy" }),
        ],
        vectors: [{ start: [0, 0, 0], end: [2, 2, 2] }],
      }),
      "space/water": new Molecule(WATER, { fileType: "sdf", caption: "water" }),
      "figures/plotly": new Plotly({
        data: [{ type: "bar", x: classNames, y: [4, 3, 2, 1].map((value) => value + step) }],
        layout: { title: { text: "Pixels by class" } },
      }),
      "figures/vega": new Vega({
        mark: "bar",
        data: { values: classNames.map((name, at) => ({ name, value: at + step })) },
        encoding: { x: { field: "name", type: "nominal" }, y: { field: "value", type: "quantitative" } },
      }),
    },
    { commit: true },
  );
  await run.flush();
}

/** Pixels by channel, as films want them. */
function planes(pixels: Uint8Array): Uint8Array {
  const count = pixels.length / 3;
  return Uint8Array.from(
    { length: pixels.length },
    (_, at) => pixels[(at % count) * 3 + Math.floor(at / count)] as number,
  );
}

function charts(random: () => number): Record<string, unknown> {
  const labels = Array.from({ length: 300 }, (_, at) => at % 4);
  const scores = labels.map((label) => {
    const raw = classNames.map((_, at) => Math.exp(normal(random) + (at === label ? 1.6 : 0)));
    const sum = raw.reduce((total, one) => total + one, 0);
    return raw.map((one) => one / sum);
  });
  const points = new Table({
    columns: ["x", "y", "kind"],
    data: Array.from({ length: 60 }, (_, at) => [
      at,
      Math.sin(at / 9) + 0.1 * normal(random),
      at % 2 === 0 ? "a" : "b",
    ]),
  });
  const rising = Array.from({ length: 20 }, (_, at) => at);
  return {
    "charts/line": plot.line(points, "x", "y", { title: "y over x", stroke: "kind" }),
    "charts/scatter": plot.scatter(points, "x", "y", { title: "points" }),
    "charts/bar": plot.bar(points, "kind", "y", { title: "by kind" }),
    "charts/histogram": plot.histogram(points, "y", { title: "spread of y" }),
    "charts/series": plot.lineSeries(
      rising,
      [rising.map((x) => 1 / (x + 1)), rising.map((x) => 1.3 / (x + 1))],
      {
        keys: ["train", "val"],
        title: "losses",
        xname: "epoch",
      },
    ),
    "charts/pr": plot.prCurve(labels, scores, { labels: classNames }),
    "charts/roc": plot.rocCurve(labels, scores, { labels: classNames }),
    "charts/confusion": plot.confusionMatrix({ yTrue: labels, probs: scores, classNames }),
  };
}

function layers(): Graph {
  const graph = new Graph();
  const names = ["input", "conv_1", "pool_1", "conv_2", "pool_2", "flatten", "dense_1", "output"];
  for (const [at, id] of names.entries()) {
    graph.addNode({
      id,
      name: id,
      className: id.startsWith("conv") ? "Conv2D" : id.startsWith("pool") ? "MaxPooling2D" : "Dense",
      outputShape: [null, 64 >> at || 4, 32],
      numParameters: at * 1_000,
    });
  }
  for (let at = 1; at < names.length; at++) graph.addEdge(names[at - 1] as string, names[at] as string);
  return graph;
}

async function logDataset(run: Run, random: () => number): Promise<void> {
  const artifact = new Artifact({
    name: "berths",
    type: "dataset",
    description: "Labelled berths",
    metadata: { split: "train" },
  });
  const rows = Array.from({ length: 936 }, (_, id) => [
    id,
    classNames[id % 4] as string,
    random() * 100,
    random() < 0.5,
  ]);
  artifact.add(new Table({ columns: ["id", "class", "area", "night"], data: rows }), "berths");
  await run.logArtifact(artifact);
}

const WATER = `water
  by hand

  3  2  0  0  0  0  0  0  0  0999 V2000
    0.0000    0.0000    0.1173 O   0  0
    0.0000    0.7572   -0.4692 H   0  0
    0.0000   -0.7572   -0.4692 H   0  0
  1  2  1  0
  1  3  1  0
M  END
`;
