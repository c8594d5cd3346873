import * as tf from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { describeModel } from "./describe-model.ts";

test("a layer that is used for inputs of several shapes is described with the others", () => {
  const shared = tf.layers.conv1d({ filters: 2, kernelSize: 1, name: "shared" });
  const inputs = [tf.input({ shape: [4, 3] }), tf.input({ shape: [6, 3] })];
  const pooled = inputs.map((input) =>
    tf.layers.globalAveragePooling1d({}).apply(shared.apply(input) as tf.SymbolicTensor),
  );
  const outputs = tf.layers.concatenate().apply(pooled as tf.SymbolicTensor[]) as tf.SymbolicTensor;
  const model = tf.model({ inputs, outputs });
  expect(() => shared.outputShape).toThrow();

  const { layers, params } = describeModel(model) as { layers: Record<string, unknown>[]; params: number };
  expect(layers.find(({ name }) => name === "shared")).toMatchObject({
    outputShape: "multiple",
    params: 8,
  });
  expect([layers.length, params]).toEqual([4, 8]);
  model.dispose();
});
