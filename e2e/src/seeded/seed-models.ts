import { Graph, Histogram, init, Molecule, Object3D, plot, Table, Vega } from "@stepwell/core";
import { helixPdb, PYRAMID_OBJ, TETRAHEDRON_STL, triangleGltf } from "./model-files.ts";
import { quietOptions } from "./quiet-options.ts";
import { createRandom, normal } from "./random.ts";

const layers = ["input", "conv_1", "conv_2", "conv_3", "flatten", "dense", "output"] as const;
const weighted = layers.filter((name) => name !== "input" && name !== "flatten");

/** A run of a watched model, with models, a molecule and charts as files of every type that is drawn. */
export async function seedModels(dir: string): Promise<void> {
  const random = createRandom(900);
  const run = await init({
    ...quietOptions(dir),
    project: "harbor-models",
    id: "models-0",
    name: "still-basin",
    config: { lr: 0.001 },
  });
  run.summary["graph_0"] = layerGraph();
  for (let step = 0; step < 40; step++) {
    const row: Record<string, unknown> = { loss: 1 / (step + 1) };
    for (const [at, layer] of weighted.entries()) {
      const width = (1 + at) / (1 + step / 8);
      const values = Float32Array.from({ length: 1_000 }, () => normal(random) * width);
      // Nothing finite: a watched model logs no histogram then.
      const isGone = layer === "conv_2" && step >= 16 && step < 24;
      if (!isGone) row[`gradients/${layer}/kernel`] = new Histogram(values, { bins: 32 });
      row[`gradient_norm/${layer}/kernel`] = isGone ? Number.NaN : width * 30;
      row[`gradient_norm/${layer}/bias`] = width;
      if (layer.startsWith("conv")) row[`dead_units/${layer}`] = Math.min(1, (at * step) / 90);
    }
    run.log(row);
  }
  const { text, binary } = triangleGltf();
  run.log({
    "models/obj": new Object3D(PYRAMID_OBJ, { fileType: "obj", caption: "pyramid" }),
    "models/stl": new Object3D(TETRAHEDRON_STL, { fileType: "stl", caption: "tetrahedron" }),
    "models/gltf": new Object3D(text, { fileType: "gltf", caption: "triangle" }),
    "models/glb": new Object3D(binary, { fileType: "glb", caption: "binary triangle" }),
    "models/babylon": new Object3D("{}", { fileType: "babylon", caption: "not drawn" }),
    "molecules/helix": new Molecule(helixPdb(18), { fileType: "pdb", caption: "helix" }),
    "figures/expression": new Vega({
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      mark: { type: "line", point: true },
      data: { values: layers.map((_, x) => ({ x })) },
      transform: [{ calculate: "datum.x * datum.x", as: "y" }],
      encoding: { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } },
    }),
    "figures/elsewhere": new Vega({
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      mark: "bar",
      data: { url: "https://example.com/a.json" },
      encoding: { x: { field: "x", type: "quantitative" } },
    }),
    "charts/empty": plot.line(new Table({ columns: ["x", "y"] }), "x", "y", { title: "nothing yet" }),
  });
  await run.finish();
}

function layerGraph(): Graph {
  const graph = new Graph();
  for (const [at, id] of layers.entries()) {
    graph.addNode({
      id,
      name: id,
      className: id.startsWith("conv") ? "Conv2D" : id === "flatten" ? "Flatten" : "Dense",
      outputShape: id === "flatten" ? [null, 4_096] : [null, 64 >> at || 4, 32],
      numParameters: id === "input" || id === "flatten" ? 0 : 9_248 * at,
    });
  }
  for (let at = 1; at < layers.length; at++) graph.addEdge(layers[at - 1] as string, layers[at] as string);
  graph.addEdge("conv_1", "conv_3");
  return graph;
}
