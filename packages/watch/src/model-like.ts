import type { Graph, TypedArray } from "@stepwell/core";
import type { TensorDigest } from "./tensor-digest.ts";

/** The members of a model that are watched, whatever framework it comes from. Only `tensors` is needed. */
export interface ModelLike {
  /** Its parameters, in the framework's order. */
  tensors(): Iterable<NamedTensor>;
  /** Calls `listener` at each training step, before the parameters change. Returns what ends that. */
  onStep?(listener: StepListener): () => void;
  /** Digests made where the tensors lie and read back all at once; undefined where it is cheaper to read the values. */
  digest?(tensors: readonly NamedTensor[], bins: number): Promise<readonly TensorDigest[]> | undefined;
  /** Its layers; undefined while they are not known. */
  graph?(): Graph | undefined;
  /** The framework's own object, which `unwatch` is given. Default: this one. */
  readonly source?: object;
}

/** Is told of a training step; the gradients are made into a list only when they are asked for, and only now. */
export type StepListener = (gradients: () => Iterable<NamedTensor>) => void;

/** A parameter of a model or its gradient, and how to read it. */
export interface NamedTensor {
  /** As `dense/kernel`. */
  readonly name: string;
  /** The numbers, flat; asynchronous where they lie on another device. */
  read(): TypedArray | Promise<TypedArray>;
  /** For the weights of ReLU units: their layer, and how many they are along the last axis. */
  readonly units?: { readonly layer: string; readonly count: number };
}
