import type { TypedArray } from "@stepwell/core";

/** A tensor as far as we read one: `data` resolves to its values without blocking, `clone` shares them. */
export interface TensorLike {
  data(): Promise<TypedArray>;
  dataSync(): TypedArray;
  clone(): TensorLike;
  dispose(): void;
}

/** A tensor whose first axis counts examples. */
export interface ExamplesLike extends TensorLike {
  readonly shape: readonly number[];
  slice(begin: number[], size: number[]): TensorLike;
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

interface WeightLike {
  readonly originalName: string;
  read(): TensorLike;
}

export interface OptimizerLike {
  getClassName(): string;
  getConfig(): object;
}

/** What tfjs gives a save handler: the model as JSON, and the values of its weights. */
export interface ModelArtifactsLike {
  readonly modelTopology?: unknown;
  readonly format?: unknown;
  readonly generatedBy?: unknown;
  readonly convertedBy?: unknown;
  readonly weightSpecs?: unknown;
  readonly weightData?: unknown;
  readonly signature?: unknown;
  readonly userDefinedMetadata?: unknown;
  readonly trainingConfig?: unknown;
}

/** A save handler of tfjs. */
interface SaveHandlerLike {
  save(artifacts: ModelArtifactsLike): Promise<{
    modelArtifactsInfo: { dateSaved: Date; modelTopologyType: "JSON" };
  }>;
}

/** A model that maps examples to outputs. */
export interface PredictorLike {
  predict(inputs: TensorLike | TensorLike[]): unknown;
}

/** The members of a `tf.LayersModel` that we touch. */
export interface LayersModelLike extends PredictorLike {
  readonly name: string;
  readonly layers: readonly LayerLike[];
  readonly weights: readonly WeightLike[];
  /** None before `compile`. */
  readonly optimizer?: OptimizerLike;
  countParams(): number;
  save(handler: SaveHandlerLike): Promise<unknown>;
  summary(
    lineLength?: number,
    positions?: number[],
    printFn?: (message?: unknown, ...rest: unknown[]) => void,
  ): void;
}

/** When tfjs gives the event loop a turn during training; as in `model.fit`. */
export type YieldEvery = "auto" | "batch" | "epoch" | "never" | number;

/** What tfjs counts of its tensors; `numBytesInGPU` on the webgl backend. */
interface MemoryLike {
  readonly numTensors: number;
  readonly numBytes: number;
}

/** The members of the `tf` namespace that say what the tensors lie on. */
export interface TfRuntimeLike {
  memory(): MemoryLike;
  getBackend(): string;
}

/** The members of the `tf` namespace that we use, of `@tensorflow/tfjs` and `@tensorflow/tfjs-node` alike. */
export interface TfLike<C extends object = object> extends TfRuntimeLike {
  /** Its class for callbacks made from plain objects. */
  readonly CustomCallback: new (args: object, yieldEvery?: YieldEvery) => C;
}

/** True for a tensor, of a log or of an output. */
export function isTensor(value: unknown): value is TensorLike {
  if (typeof value !== "object" || value === null) return false;
  const { data, clone } = value as { readonly data?: unknown; readonly clone?: unknown };
  return typeof data === "function" && typeof clone === "function";
}
