import type { TypedArray } from "@stepwell/core";

/** A variable or a gradient of tfjs, as far as it is read. */
export interface WatchedTensor {
  readonly shape: readonly number[];
  readonly size: number;
  readonly dtype: string;
  data(): Promise<TypedArray>;
  dataSync(): TypedArray;
  clone(): WatchedTensor;
  dispose(): void;
}

/** A `tf.Variable`. */
export interface WatchedVariable extends WatchedTensor {
  readonly name: string;
}

/** A weight of a layer. */
export interface WatchedWeight {
  readonly originalName: string;
  /** Its `tf.Variable`. */
  read(): object;
}

/** The members of a `tf.LayersModel` that `watch` touches. It may be compiled later. */
export interface WatchedLayersModel {
  readonly weights: readonly WatchedWeight[];
  readonly layers: readonly object[];
  readonly optimizer?: object | undefined;
}

/** What a loop of one's own trains, and what with. Names may be given, because tfjs gives variables numbers. */
export interface WatchedVariables {
  readonly variables: readonly WatchedVariable[] | Readonly<Record<string, WatchedVariable>>;
  readonly optimizer?: object | undefined;
}

/** The members of the `tf` namespace that `watch` touches. */
export interface WatchTfLike {
  getBackend(): string;
}
