import { expect, test } from "vitest";
import { graphContent } from "./graph-content.ts";

const file = (value: unknown): string => JSON.stringify(value);

test("reads layers with what is known of them, and edges", () => {
  const nodes = [
    { id: "conv", name: "conv", class_name: "Conv2D", output_shape: [null, 6, 6, 3], num_parameters: 30 },
    { id: "flat", name: null },
  ];
  expect(graphContent(file({ format: "keras", nodes, edges: [["conv", "flat"]] }))).toEqual({
    layers: [
      {
        id: "conv",
        name: "conv",
        facts: "Conv2D \u00b7 ? \u00d7 6 \u00d7 6 \u00d7 3 \u00b7 30 parameters",
        details: [
          ["Type", "Conv2D"],
          ["Output shape", "? \u00d7 6 \u00d7 6 \u00d7 3"],
          ["Parameters", "30"],
        ],
      },
      { id: "flat", name: "flat", facts: "", details: [] },
    ],
    edges: [["conv", "flat"]],
    more: 0,
  });
});

test("W&B's nodes have numbers for ids, and class names of several lines", () => {
  const nodes = [
    { id: 140234, name: "0", class_name: "Linear(\n  in_features=4)", parameters: [["w", [3, 4]]] },
  ];
  expect(graphContent(file({ format: "torch", nodes, edges: [] }))?.layers).toEqual([
    {
      id: "140234",
      name: "0",
      facts: "Linear( in_features=4)",
      details: [
        ["Type", "Linear( in_features=4)"],
        ["Weight w", "3 \u00d7 4"],
      ],
    },
  ]);
});

test.each(["", "{", "[]", "5", "null", file({}), file({ nodes: 5 })])("%j is no graph", (text) => {
  expect(graphContent(text)).toBeUndefined();
});

test("what makes no sense in a graph is left out", () => {
  const nodes = [null, 5, { id: "a" }, { id: "a", name: "again" }, { id: {}, name: 7, output_shape: "x" }];
  const edges = [5, [], ["a"], ["a", "none"], ["a", "a"], ["a", ""]];
  expect(graphContent(file({ nodes, edges }))).toEqual({
    layers: [
      { id: "a", name: "again", facts: "", details: [] },
      { id: "", name: "", facts: "", details: [] },
    ],
    edges: [["a", ""]],
    more: 0,
  });
});

test("a graph of very many layers is cut, and names are", () => {
  const nodes = Array.from({ length: 310 }, (_, index) => ({ id: String(index), name: "n".repeat(500) }));
  const content = graphContent(file({ nodes, edges: nodes.map(({ id }) => ["0", id]) }));
  expect([content?.layers.length, content?.more, content?.layers[0]?.name.length]).toEqual([300, 10, 60]);
});
