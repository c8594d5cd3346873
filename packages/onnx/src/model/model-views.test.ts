import { parameterHistograms } from "@stepwell/watch";
import { expect, test } from "vitest";
import { message } from "../testing/protobuf.ts";
import type { FieldToWrite } from "../testing/protobuf.ts";
import { layerGraph } from "./layer-graph.ts";
import { modelFacts } from "./model-facts.ts";
import { onnxModelLike } from "./onnx-model-like.ts";
import { readOnnxModel } from "./read-onnx-model.ts";

const floats = (name: string, ...values: number[]): FieldToWrite[] => [
  [8, name],
  [1, values.length],
  [2, 1],
  [9, new Uint8Array(Float32Array.from(values).buffer)],
];
const constant = (output: string, tensor: FieldToWrite[]): FieldToWrite => [
  1,
  [
    [2, output],
    [4, "Constant"],
    [
      5,
      [
        [1, "value"],
        [5, tensor],
      ],
    ],
  ],
];
const input = (name: string): FieldToWrite => [
  11,
  [
    [1, name],
    [
      2,
      [
        [
          1,
          [
            [1, 1],
            [
              2,
              [
                [1, [[2, "n"]]],
                [1, [[1, 4]]],
              ],
            ],
          ],
        ],
      ],
    ],
  ],
];

/** x → Gemm (weights, a constant) → If (a graph with weights) → y, and a shape that nobody learned. */
const BYTES = message([
  7,
  [
    [2, "g"],
    input("x"),
    input("w"),
    [12, [[1, "y"]]],
    [5, floats("w", 1, 2, 3, 4)],
    [
      5,
      [
        [8, "shape"],
        [1, 2],
        [2, 7],
        [9, new Uint8Array(16)],
      ],
    ],
    [
      5,
      [
        [8, "far"],
        [1, 8],
        [2, 1],
        [14, 1],
      ],
    ],
    constant("bias", floats("", 0, 0)),
    [
      1,
      [
        [1, "x"],
        [1, "w"],
        [1, "bias"],
        [2, "h"],
        [4, "Gemm"],
      ],
    ],
    [
      1,
      [
        [1, "h"],
        [1, "h"],
        [2, "y"],
        [3, "If_0"],
        [4, "If"],
        [
          5,
          [
            [1, "then_branch"],
            [6, [[5, floats("w", 5)]]],
          ],
        ],
      ],
    ],
  ],
]);

test("its parameters are initializers and constants, with those of inner graphs, by names of their own", async () => {
  const found = await parameterHistograms(onnxModelLike(BYTES), { bins: 2 });
  expect(Object.keys(found)).toEqual(["parameters/w", "parameters/bias", "parameters/If_0/then_branch/w"]);
  expect(found["parameters/w"]).toMatchObject({ counts: [2, 2] });
});

test("its facts count nodes and parameters; values in other files are said to be there", () => {
  expect(modelFacts(readOnnxModel(BYTES))).toMatchObject({
    graphName: "g",
    nodeCount: 3,
    operators: { Constant: 1, Gemm: 1, If: 1 },
    parameterTensors: 4,
    parameterCount: 4 + 8 + 2 + 1,
    externalTensors: 1,
  });
});

test("its layers are nodes with what flows between them; weights are counted and not drawn", () => {
  const graph = onnxModelLike(BYTES).graph?.();
  expect(graph?.nodes).toEqual([
    { id: "input x", name: "x", className: "Input", outputShape: [null, 4] },
    { id: "0", name: "Gemm_0", className: "Gemm", numParameters: 6 },
    { id: "1", name: "If_0", className: "If", numParameters: 1, isOutput: true },
  ]);
  expect(graph?.edges).toEqual([
    ["input x", "0"],
    ["0", "1"],
  ]);
});

test("a model that nobody could look at has no layers", () => {
  const nodes = Array.from({ length: 2001 }, (): FieldToWrite => [1, [[4, "Relu"]]]);
  expect(layerGraph(readOnnxModel(message([7, nodes])).graph)).toBeUndefined();
  expect(layerGraph(readOnnxModel(message([7, []])).graph)).toBeUndefined();
});
