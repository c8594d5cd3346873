import type { TypedArray } from "@stepwell/core";

/** The members of a model that are watched, whatever framework it comes from. */
export interface ModelLike {
  /** Its parameters, in the framework's order. */
  tensors(): Iterable<NamedTensor>;
}

/** A parameter of a model, and how to read it. */
export interface NamedTensor {
  /** As `dense/kernel`. */
  readonly name: string;
  /** The numbers, flat; asynchronous where they lie on another device. */
  read(): TypedArray | Promise<TypedArray>;
}
