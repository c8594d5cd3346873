import type { Clock, Random } from "@stepwell/effects";
import type { ClassOptions } from "./classes/class-options.ts";
import type { DriftReference } from "./drift/drift-reference.ts";
import type { RunLike } from "./run-like.ts";
import type { SessionOptionsLike } from "./session-options-like.ts";

/** How a session is tracked, and where it is logged. */
export interface TrackOptions {
  /** The run to log into. Default: the current run. */
  readonly run?: RunLike;
  /** What its keys are under: `onnx/<name>/…`. Default: the file name of `model` without its ending, else `session`. */
  readonly name?: string;
  /** The file that the session was made from, its address in a browser, or its bytes. Read once, for the config. */
  readonly model?: string | Uint8Array | ArrayBuffer;
  /** The options that the session was created with, for the config. */
  readonly sessionOptions?: SessionOptionsLike;
  /** Milliseconds that one row sums up. Default 10,000. */
  readonly windowMs?: number;
  /** The first so many calls are counted apart. Default 1. */
  readonly warmUp?: number;
  /** How much of the tensors is looked at; false for nothing. */
  readonly sample?: SampleOptions | false;
  /** What is counted as classes: labels for the first output, or more about it. Default: nothing. */
  readonly classes?: readonly string[] | ClassOptions;
  /** What drift is measured against, from an earlier `tracking.reference`. Default: the first whole window. */
  readonly reference?: DriftReference;
  /** Logs the layers of the model once, under `onnx/<name>/graph`; needs `model`. Default true. */
  readonly logGraph?: boolean;
  /**
   * Saves ONNX Runtime's profile, with a table of its operators, when it ends: at `endProfiling` or `release`. Needs a
   * session made with `enableProfiling`, its `profileFilePrefix` in `sessionOptions`, and Node. Default false.
   */
  readonly profiling?: boolean;
  /** Default: the host's clock. */
  readonly clock?: Clock;
  /** Chooses what is sampled. Default: the host's. */
  readonly random?: Random;
}

/** How much of the tensors of a window is looked at. Memory is bounded by `runs` × `values` × tensors. */
export interface SampleOptions {
  /** Calls of a window, chosen evenly. Default 256. */
  readonly runs?: number;
  /** Values of each tensor of such a call, spread over all of it. Default 16. */
  readonly values?: number;
  /** Bins of each histogram, at most 512. Default 32. */
  readonly bins?: number;
  /** Inputs by name. Default: the first 16. */
  readonly inputs?: readonly string[];
  /** Outputs by name. Default: the first 16. */
  readonly outputs?: readonly string[];
}
