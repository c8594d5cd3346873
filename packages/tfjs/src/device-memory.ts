import type { TfRuntimeLike } from "./tfjs-shapes.ts";

/** What tfjs's tensors take up now, for the row of an epoch: how many, their bytes, and those on the GPU where it knows. */
export function deviceMemory(tf: TfRuntimeLike): Record<string, number> {
  const memory = tf.memory();
  const gpuBytes: unknown = Reflect.get(memory, "numBytesInGPU");
  return {
    "epoch/memory_tensors": memory.numTensors,
    "epoch/memory_bytes": memory.numBytes,
    ...(typeof gpuBytes === "number" ? { "epoch/memory_gpu_bytes": gpuBytes } : {}),
  };
}
