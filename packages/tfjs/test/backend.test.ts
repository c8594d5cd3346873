import * as tf from "@tensorflow/tfjs";
import { expect, test } from "vitest";

test("these tests compute where STEPWELL_TFJS says: in JavaScript, or in TensorFlow", async () => {
  await tf.ready();
  expect(tf.getBackend()).toBe(process.env["STEPWELL_TFJS"] === "node" ? "tensorflow" : "cpu");
  const product = tf.matMul([[1, 2]], [[3], [4]]);
  expect([...product.dataSync()]).toEqual([11]);
  product.dispose();
});

test("whole numbers stay when they are rounded", () => {
  expect([...tf.round(tf.tensor1d([-7, 0, 5], "int32")).dataSync()]).toEqual([-7, 0, 5]);
  expect([...tf.round(tf.tensor1d([-6.7, 0.2, 4.9])).dataSync()]).toEqual([-7, 0, 5]);
});
