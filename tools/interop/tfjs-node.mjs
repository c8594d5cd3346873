import { createRequire } from "node:module";
import util from "node:util";

const BACKEND = "tensorflow";

/**
 * Loads `@tensorflow/tfjs-node`, which makes the TensorFlow library the backend of the one tfjs in this process.
 * Mends what else breaks on a TensorFlow newer than its own 2.9 and on Node from 23 on.
 * Throws when the addon is not built: `npm run interop` builds it.
 */
export function loadTfjsNode() {
  // Quiet before the library speaks; it reads both as it is loaded.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "2";
  process.env.TF_ENABLE_ONEDNN_OPTS ??= "0";
  // Node 23 removed both; tfjs-node calls the first in most kernels.
  util.isNullOrUndefined ??= (value) => value === null || value === undefined;
  util.isArray ??= Array.isArray;

  const require = createRequire(new URL("../../packages/tfjs/package.json", import.meta.url));
  const tf = require("@tensorflow/tfjs-node");
  if (tf.getBackend() !== BACKEND) throw new Error(`tfjs-node left "${tf.getBackend()}" as the backend.`);

  mendRound(tf);
  return tf;
}

/** TensorFlow 2.21 rounds every int32 to 0; a whole number is round as it is. */
function mendRound(tf) {
  const { kernelFunc: round, ...kernel } = tf.getKernel("Round", BACKEND);
  const { kernelFunc: identity } = tf.getKernel("Identity", BACKEND);
  tf.unregisterKernel("Round", BACKEND);
  tf.registerKernel({
    ...kernel,
    kernelFunc: (call) => (call.inputs.x.dtype === "int32" ? identity(call) : round(call)),
  });
}
