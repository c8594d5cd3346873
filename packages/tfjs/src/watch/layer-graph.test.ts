import * as tf from "@tensorflow/tfjs";
import { afterEach, describe, expect, test } from "vitest";
import { layerGraph } from "./layer-graph.ts";
import { reluUnits } from "./relu-units.ts";

afterEach(() => {
  tf.disposeVariables();
});

function functionalModel(): tf.LayersModel {
  const image = tf.input({ shape: [8, 8, 1], name: "image" });
  const size = tf.input({ shape: [2], name: "size" });
  const conv = tf.layers.conv2d({ filters: 3, kernelSize: 3, activation: "relu", name: "conv" }).apply(image);
  const flat = tf.layers.flatten({ name: "flat" }).apply(conv) as tf.SymbolicTensor;
  const joined = tf.layers.concatenate({ name: "joined" }).apply([flat, size]);
  const dense = tf.layers.dense({ units: 4, name: "dense" }).apply(joined);
  const relu = tf.layers.reLU({ name: "relu" }).apply(dense) as tf.SymbolicTensor;
  const score = tf.layers.dense({ units: 1, name: "score" }).apply(relu) as tf.SymbolicTensor;
  return tf.model({ inputs: [image, size], outputs: score });
}

describe("layerGraph", () => {
  test("has the layers of a functional model and what flows between them", () => {
    const { format, nodes, edges } = layerGraph(functionalModel()) ?? {};
    expect(format).toBe("keras");
    expect(nodes?.find(({ id }) => id === "conv")).toEqual({
      id: "conv",
      name: "conv",
      className: "Conv2D",
      outputShape: [null, 6, 6, 3],
      numParameters: 30,
      isOutput: false,
    });
    expect(nodes?.filter(({ isOutput }) => isOutput).map(({ id }) => id)).toEqual(["score"]);
    expect(edges?.map((edge) => edge.join(" > ")).sort()).toEqual([
      "conv > flat",
      "dense > relu",
      "flat > joined",
      "image > conv",
      "joined > dense",
      "relu > score",
      "size > joined",
    ]);
  });

  test("a layer that is used twice is one node with both ways in", () => {
    const inputs = ["a", "b"].map((name) => tf.input({ shape: [2], name }));
    const shared = tf.layers.dense({ units: 2, name: "shared" });
    const outputs = inputs.map((input) => shared.apply(input) as tf.SymbolicTensor);
    const { nodes, edges } = layerGraph(tf.model({ inputs, outputs })) ?? {};
    expect(nodes?.map(({ id }) => id).sort()).toEqual(["a", "b", "shared"]);
    expect(edges).toEqual([
      ["a", "shared"],
      ["b", "shared"],
    ]);
  });

  test("a sequence is a chain, once it has layers", () => {
    const model = tf.sequential();
    expect(layerGraph(model)).toBeUndefined();
    const built = tf.sequential({
      layers: [
        tf.layers.dense({ units: 2, inputShape: [1], name: "one" }),
        tf.layers.dense({ units: 1, name: "two" }),
      ],
    });
    expect(layerGraph(built)?.edges).toContainEqual(["one", "two"]);
  });
});

describe("reluUnits", () => {
  test("are those of kernels with the activation, and of kernels before a ReLU", () => {
    const units = [...reluUnits(functionalModel().layers).values()];
    expect(units).toEqual([
      { layer: "conv", count: 3 },
      { layer: "dense", count: 4 },
    ]);
  });

  test("are found in a model inside the model, and in no layer of another kind", () => {
    const inner = tf.sequential({
      layers: [
        tf.layers.dense({ units: 5, inputShape: [2], activation: "relu6", name: "inner" }),
        tf.layers.dense({ units: 3, activation: "tanh", name: "tanh" }),
        tf.layers.reshape({ targetShape: [3, 1, 1] }),
        tf.layers.conv2dTranspose({ filters: 2, kernelSize: 1, activation: "relu", name: "back" }),
      ],
    });
    const outer = tf.sequential({ layers: [inner] });
    expect([...reluUnits(outer.layers).values()]).toEqual([{ layer: "inner", count: 5 }]);
  });
});
