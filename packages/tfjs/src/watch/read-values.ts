import type { TypedArray } from "@stepwell/core";
import type { WatchedTensor, WatchTfLike } from "./watched-shapes.ts";

/** Backends whose memory is the program's own: their values are there at once, and JavaScript bins them fastest. */
const AT_HAND: ReadonlySet<string> = new Set(["cpu", "wasm", "tensorflow"]);

/** Where the tensors are: at hand, on a device of their own, or nobody says. */
export type TensorPlace = "here" | "device" | "unknown";

/** Where the tensors are now; the backend may change between trainings. */
export function tensorPlace(tf: WatchTfLike | undefined): TensorPlace {
  const backend = tf === undefined ? registeredBackend() : tf.getBackend();
  if (typeof backend !== "string" || backend === "") return "unknown";
  return AT_HAND.has(backend) ? "here" : "device";
}

/** All copies of tfjs in a process share one engine, which they find under this name. */
function registeredBackend(): unknown {
  const engine: unknown = Reflect.get(globalThis, "_tfengine");
  return typeof engine === "object" && engine !== null ? Reflect.get(engine, "backendName") : undefined;
}

/** The values of a tensor as they are now, though it be disposed of or assigned to meanwhile. */
export function readValues(tensor: WatchedTensor, place: TensorPlace): TypedArray | Promise<TypedArray> {
  return place === "here" ? tensor.dataSync() : readLater(tensor);
}

async function readLater(tensor: WatchedTensor): Promise<TypedArray> {
  const copy = tensor.clone();
  // Made inside a training step, whose end disposes of what is not kept.
  Reflect.set(copy, "kept", true);
  try {
    return await copy.data();
  } finally {
    copy.dispose();
  }
}
