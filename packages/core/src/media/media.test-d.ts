import {
  Artifact,
  Audio,
  box3d,
  Classes,
  Graph,
  Histogram,
  Html,
  Image,
  init,
  Markdown,
  Molecule,
  Object3D,
  plot,
  Plotly,
  Table,
  Vega,
  Video,
} from "../node/index.ts";
import type { Chart } from "../node/index.ts";

const pixels = new Uint8Array(4);
const table = new Table({ columns: ["x", "y"], data: [[1, 2]] });

/** What every kind of media takes, and that a row takes all of them. */
export async function media(): Promise<void> {
  const run = await init();
  run.log({
    image: new Image(pixels, { shape: [2, 2], caption: "c", boxes: {}, masks: {} }),
    images: [new Image("a.png"), new Image(pixels)],
    video: new Video("a.mp4", { fps: 8 }),
    audio: new Audio(new Float32Array(8), { sampleRate: 44_100 }),
    html: new Html("<p>", { inject: false }),
    markdown: new Markdown("# a"),
    molecule: new Molecule("a.pdb"),
    histogram: new Histogram([1, 2], { bins: 8 }),
    object: new Object3D({
      type: "lidar/beta",
      points: [[0, 0, 0]],
      boxes: [box3d({ center: [0, 0, 0], size: [1, 1, 1], color: [0, 0, 0] })],
    }),
    plotly: new Plotly({ data: [{}] }),
    vega: new Vega({ mark: "bar" }),
    graph: new Graph(),
    table,
    nested: { table, deeper: { image: new Image("a.png") } },
  });
  // @ts-expect-error the option is misspelt
  new Image("a.png", { captoin: "c" });
  // @ts-expect-error a shape is a list
  new Image(pixels, { shape: 2 });
  // @ts-expect-error no picture can be made of a number
  new Image(5);
  // @ts-expect-error there is no such format
  new Video("a.mp4", { format: "avi" });
  // @ts-expect-error columns are a list
  new Table({ columns: "x" });
  // @ts-expect-error there is no such way to log a table
  new Table({ logMode: "immutable" });
  // @ts-expect-error a box needs its size
  box3d({ center: [0, 0, 0], color: [0, 0, 0] });
  // @ts-expect-error a centre has three numbers
  box3d({ center: [0, 0], size: [1, 1, 1], color: [0, 0, 0] });
  // @ts-expect-error there is no such molecule
  new Molecule("x", { fileType: "exe" });
  // @ts-expect-error markup is text
  new Html(5);
  // @ts-expect-error a class needs its name
  new Classes([{ id: 1 }]);
}

/** Keys may be declared with what media they hold; a chart is no table. */
export async function typedMedia(): Promise<void> {
  const run = await init<{ loss: number; preview: Image; examples: Table; curve: Chart }>();
  run.log({ loss: 1, preview: new Image("a.png"), examples: table });
  run.log({ curve: plot.line(table, "x", "y", { stroke: "z", title: "t" }) });
  // @ts-expect-error the key holds pictures
  run.log({ preview: table });
  // @ts-expect-error the key holds tables
  run.log({ examples: plot.line(table, "x", "y") });
}

/** Charts are made of tables, lines and predictions, and all of them can be logged. */
export async function charts(): Promise<void> {
  const run = await init();
  const scores = [
    [0.1, 0.9],
    [0.8, 0.2],
  ];
  const made: Chart[] = [
    plot.scatter(table, "x", "y", { splitTable: true }),
    plot.bar(table, "x", "y"),
    plot.histogram(table, "x"),
    plot.lineSeries([1, 2], [[1, 2], new Float32Array(2)], { keys: ["a", "b"], xname: "t" }),
    plot.prCurve([0, 1], scores, { labels: ["a", "b"], interpSize: 5 }),
    plot.rocCurve(["a", "b"], scores, { classesToPlot: ["a"] }),
    plot.confusionMatrix({ yTrue: [0, 1], preds: [1, 1] }),
    plot.plotTable("ada/mine", table, { x: "x" }, { strings: { title: "t" } }),
  ];
  run.log({ line: plot.line(table, "x", "y"), all: made[0] });
  // @ts-expect-error a chart of a table needs its columns
  plot.line(table);
  // @ts-expect-error the first argument is the table
  plot.scatter("x", "y", table);
  // @ts-expect-error the true classes are needed
  plot.confusionMatrix({ preds: [1] });
  // @ts-expect-error the option is misspelt
  plot.histogram(table, "x", { titel: "t" });
}

/** Artifacts are made and used by names, paths and objects. */
export async function artifacts(): Promise<void> {
  const run = await init<{ loss: number }>();
  const artifact = new Artifact({ name: "mnist", type: "dataset", metadata: { rows: 1 }, aliases: ["best"] });
  artifact.addBytes("x", { name: "x.txt" });
  const logged: Artifact = await run.logArtifact(artifact, { aliases: ["a"] });
  await run.logArtifact("model.bin", { name: "m", type: "model" });
  const used = await run.useArtifact("mnist:latest", { type: "dataset" });
  const folder: string = await used.download({ folder: "data" });
  const path: string = await run.useModel("m:latest");
  await run.logModel(path, { aliases: [folder] });
  await logged.wait({ timeout: 1000 });
  // @ts-expect-error an artifact needs its type
  new Artifact({ name: "mnist" });
  // @ts-expect-error the option is misspelt
  await run.logArtifact("model.bin", { alias: "best" });
  // @ts-expect-error a number is no artifact
  await run.useArtifact(5);
  // @ts-expect-error aliases are a list
  new Artifact({ name: "a", type: "t", aliases: "best" });
}
