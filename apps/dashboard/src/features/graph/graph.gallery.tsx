import type { GalleryEntry } from "../gallery/gallery-entry.ts";
import { graphContent, type GraphContent } from "./graph-content.ts";
import { GraphView } from "./graph-view.tsx";
import { ShadeLegend } from "./shade-legend.tsx";

const names = ["input", "conv_1", "conv_2", "flatten", "dense", "output"];

function graph(layers: readonly string[], edges: readonly (readonly [string, string])[]): GraphContent {
  const nodes = layers.map((id, at) => ({
    id,
    name: id,
    class_name: id.startsWith("conv") ? "Conv2D" : "Dense",
    output_shape: [null, 64 >> at, 32],
    num_parameters: at * 9_248,
  }));
  return graphContent(JSON.stringify({ nodes, edges })) as GraphContent;
}

function chain(layers: readonly string[]): (readonly [string, string])[] {
  return layers.slice(1).map((to, at) => [layers[at] as string, to] as const);
}

const long = ["a_layer_with_a_name_of_more_than_sixty_characters_that_has_to_be_cut/kernel", "b"];
const deep = Array.from({ length: 120 }, (_, at) => `block_${at}`);
const norms = new Map([
  ["conv_1", { shade: 0, text: "0.0021" }],
  ["conv_2", { shade: 3, text: "0.0310" }],
  ["dense", { shade: 8, text: "4.812" }],
  ["output", { shade: undefined, text: "NaN" }],
]);

/** The layers of models in their states. */
export const entries: readonly GalleryEntry[] = [
  {
    name: "Layer graph",
    states: [
      {
        name: "a chain with a way around",
        width: 420,
        height: 540,
        render: () => (
          <GraphView content={graph(names, [...chain(names), ["conv_1", "dense"]])} label="model" />
        ),
      },
      {
        name: "coloured by gradient norms",
        width: 420,
        height: 540,
        render: () => <GraphView content={graph(names, chain(names))} label="model" shades={norms} />,
      },
      {
        name: "120 layers",
        width: 420,
        height: 580,
        render: () => <GraphView content={graph(deep, chain(deep))} label="model" />,
      },
      {
        name: "wide",
        width: 420,
        height: 240,
        render: () => (
          <GraphView
            content={graph(
              ["a", "b", "c", "d", "e"],
              [
                ["a", "b"],
                ["a", "c"],
                ["a", "d"],
                ["a", "e"],
              ],
            )}
            label="model"
          />
        ),
      },
      {
        name: "long names",
        width: 420,
        height: 200,
        render: () => <GraphView content={graph(long, chain(long))} label="model" />,
      },
    ],
  },
  {
    name: "Layer colours",
    states: [
      {
        name: "norms",
        width: 300,
        height: 40,
        render: () => <ShadeLegend range={[1e-9, 1e6]} kind="norm" />,
      },
      {
        name: "dead units",
        width: 300,
        height: 40,
        render: () => <ShadeLegend range={[0, 1]} kind="dead" />,
      },
      {
        name: "nothing finite",
        width: 300,
        height: 40,
        render: () => <ShadeLegend range={undefined} kind="norm" />,
      },
    ],
  },
];
