/** The members of an ONNX Runtime session that are touched; those of onnxruntime-node and onnxruntime-web fit. */
export interface SessionLike {
  readonly inputNames?: readonly string[];
  readonly outputNames?: readonly string[];
  readonly inputMetadata?: readonly ValueMetadataLike[];
  readonly outputMetadata?: readonly ValueMetadataLike[];
  run(feeds: never, ...rest: never[]): PromiseLike<object>;
  release?(): Promise<void>;
  endProfiling?(): void;
}

/** What a session says of one of its inputs or outputs. */
export type ValueMetadataLike =
  | { readonly name: string; readonly isTensor: false }
  | {
      readonly name: string;
      readonly isTensor: true;
      readonly type: string;
      /** A name, which may be empty, where an axis has any length. */
      readonly shape: readonly (number | string)[];
    };

/** The members of a tensor that are read. */
export interface TensorLike {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: ArrayLike<number | bigint | string>;
  /** Where the data are; absent is the processor's memory. */
  readonly location?: string;
}
