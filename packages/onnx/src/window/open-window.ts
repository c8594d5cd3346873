import type { ErrorKind } from "../error-kind.ts";
import { createQuantileSketch } from "../quantile-sketch.ts";
import type { QuantileSketch } from "../quantile-sketch.ts";

/** What is known of the window that is open. One object lives as long as the tracking; its size is bounded. */
export interface OpenWindow {
  /** Monotonic milliseconds. */
  begunAt: number;
  endsAt: number;
  /** Milliseconds of the calls that gave results, those of the warm-up apart. */
  readonly latency: QuantileSketch;
  readonly warmUp: QuantileSketch;
  /** Sum of the first dimensions of the calls that gave results. */
  items: number;
  smallestBatch: number;
  largestBatch: number;
  /** Calls that began, and how many were under way at each. */
  starts: number;
  queueSum: number;
  queueMax: number;
  /** Holds 0 for kinds of earlier windows. */
  readonly errors: Map<ErrorKind, number>;
}

export function openWindow(): OpenWindow {
  return {
    ...emptyCounts(),
    latency: createQuantileSketch(),
    warmUp: createQuantileSketch(),
    errors: new Map(),
  };
}

/** Makes the window empty; when it begins and ends is for the caller to say. */
export function clearWindow(window: OpenWindow): void {
  window.latency.clear();
  window.warmUp.clear();
  for (const kind of window.errors.keys()) window.errors.set(kind, 0);
  Object.assign(window, emptyCounts());
}

type Counts = { [Name in keyof OpenWindow as OpenWindow[Name] extends number ? Name : never]: number };

function emptyCounts(): Counts {
  return {
    begunAt: 0,
    endsAt: 0,
    items: 0,
    smallestBatch: Infinity,
    largestBatch: 0,
    starts: 0,
    queueSum: 0,
    queueMax: 0,
  };
}
