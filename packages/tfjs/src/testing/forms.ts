import * as tf from "@tensorflow/tfjs";

/** tfjs as it is where the tensors lie on a GPU: values are read later, though these tests have none. */
export const gpuTf: Pick<typeof tf, "CustomCallback" | "memory" | "getBackend"> = {
  CustomCallback: tf.CustomCallback,
  memory: tf.memory,
  getBackend: () => "webgl",
};

/** The ways in which a callback may stand in a fit; what is logged must be the same. */
export const FORMS: readonly [string, { readonly tf?: typeof gpuTf }][] = [
  ["as an instance of tfjs's class", { tf }],
  ["as an instance that reads values later", { tf: gpuTf }],
  ["as a plain object", {}],
];
