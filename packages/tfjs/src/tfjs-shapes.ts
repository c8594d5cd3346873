import type { TypedArray } from "@stepwell/core";

/** A tensor as far as we read one: `data` resolves to its values without blocking, `clone` shares them. */
export interface TensorLike {
  data(): Promise<TypedArray>;
  clone(): TensorLike;
  dispose(): void;
}

/** Logs of a callback: numbers, and scalar tensors where tfjs has not read them yet. */
export type LogsLike = Readonly<Record<string, unknown>>;

/** What tfjs tells a callback about a `fit`; absent facts are null. */
export type ParamsLike = Readonly<Record<string, unknown>>;

export interface LayerLike {
  readonly name: string;
  readonly outputShape: unknown;
  getClassName(): string;
  countParams(): number;
}

export interface WeightLike {
  readonly originalName: string;
  read(): TensorLike;
}

export interface OptimizerLike {
  getClassName(): string;
  getConfig(): object;
}

/** The members of a `tf.LayersModel` that we touch. */
export interface LayersModelLike {
  readonly name: string;
  readonly layers: readonly LayerLike[];
  readonly weights: readonly WeightLike[];
  readonly optimizer: OptimizerLike;
  countParams(): number;
  summary(
    lineLength?: number,
    positions?: number[],
    printFn?: (message?: unknown, ...rest: unknown[]) => void,
  ): void;
}

/** When tfjs gives the event loop a turn during training; as in `model.fit`. */
export type YieldEvery = "auto" | "batch" | "epoch" | "never" | number;

/** The one member of the `tf` namespace that we use: its class for callbacks made from plain objects. */
export interface TfLike<C extends object = object> {
  readonly CustomCallback: new (args: object, yieldEvery?: YieldEvery) => C;
}

/** True for a scalar tensor among logs. */
export function isTensor(value: unknown): value is TensorLike {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof Reflect.get(value, "data") === "function" &&
    typeof Reflect.get(value, "clone") === "function"
  );
}
