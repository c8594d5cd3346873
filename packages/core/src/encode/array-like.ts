/** A typed array, or numbers with a shape: a tfjs tensor (`dataSync`) or an onnxruntime one (`dims`, `data`). */
export interface NumberArray {
  readonly data: TypedArray;
  readonly shape: readonly number[];
  /** The elements are truth values: 0 and 1 stand for false and true. */
  readonly boolean: boolean;
  /** What it is called in statistics, as `Float32Array` or `Tensor`. */
  readonly name: string;
}

/** Every kind of typed array that can be logged. */
export type TypedArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

/** The members of a tfjs tensor that are read. */
export interface TensorLike {
  readonly shape: readonly number[];
  readonly dtype: string;
  dataSync(): unknown;
}

/** The members of an onnxruntime tensor that are read. */
export interface OrtTensorLike {
  readonly dims: readonly number[];
  readonly type: string;
  readonly data: unknown;
}

/** Recognises an array of numbers by its members; undefined for anything else. */
export function asNumberArray(value: object): NumberArray | undefined {
  if (isTypedArray(value)) {
    return { data: value, shape: [value.length], boolean: false, name: value.constructor.name };
  }
  if (isTensor(value)) return shaped(value.dataSync(), value.shape, value.dtype);
  if (isOrtTensor(value)) return shaped(value.data, value.dims, value.type);
  return undefined;
}

/** True for every typed array of numbers, not for `DataView`. */
export function isTypedArray(value: unknown): value is TypedArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function shaped(data: unknown, shape: readonly number[], dtype: string): NumberArray | undefined {
  if (!isTypedArray(data)) return undefined;
  return { data, shape, boolean: dtype === "bool", name: "Tensor" };
}

function isTensor(value: object): value is TensorLike {
  return (
    "dataSync" in value &&
    typeof value.dataSync === "function" &&
    "shape" in value &&
    Array.isArray(value.shape)
  );
}

function isOrtTensor(value: object): value is OrtTensorLike {
  return "dims" in value && Array.isArray(value.dims) && "data" in value && "type" in value;
}
