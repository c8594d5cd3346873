import assert from "node:assert/strict";
import { loadTfjsNode } from "../interop/tfjs-node.mjs";

// Computes a little in TensorFlow, and says which it is.
const tf = loadTfjsNode();
assert.deepEqual(
  [
    ...tf
      .matMul(
        [
          [1, 2],
          [3, 4],
        ],
        [
          [5, 6],
          [7, 8],
        ],
      )
      .dataSync(),
  ],
  [19, 22, 43, 50],
);
const long = "long enough to lie elsewhere".repeat(4);
assert.deepEqual(tf.stack([tf.tensor1d([long]), tf.tensor1d(["short"])]).dataSync(), [long, "short"]);
const variable = tf.variable(tf.scalar(3));
for (let step = 0; step < 50; step += 1)
  tf.train.sgd(0.1).minimize(() => variable.square(), false, [variable]);
assert.ok(Math.abs(variable.dataSync()[0]) < 0.01);
console.log(`TensorFlow ${tf.backend().binding.TF_Version}`);
