import type { AlertOptions, TypedArray } from "@stepwell/core";
import type { ModelLike, NamedTensor, StepListener } from "../model-like.ts";
import type { WatchedRun } from "../watched-run.ts";

/** A model without a framework, for the tests of this package. */
export interface MemoryModel extends ModelLike {
  readonly source: object;
  /** Tells of one training step. */
  train(gradients?: readonly NamedTensor[]): void;
  readonly listeners: ReadonlySet<StepListener>;
}

/** Creates a model with these parameters. */
export function createMemoryModel(parameters: Readonly<Record<string, TypedArray>>): MemoryModel {
  const listeners = new Set<StepListener>();
  return {
    source: {},
    listeners,
    tensors: () => Object.entries(parameters).map(([name, data]) => ({ name, read: () => data })),
    onStep(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    train(gradients = []) {
      for (const listener of listeners) listener(() => gradients);
    },
  };
}

/** A run that keeps what it is told. */
export interface MemoryWatchedRun extends WatchedRun {
  readonly rows: Record<string, unknown>[];
  readonly commits: (boolean | undefined)[];
  readonly alerts: [title: string, text: string, options: AlertOptions | undefined][];
  readonly summary: Record<string, unknown>;
}

/** Creates a run that keeps what it is told. */
export function createMemoryRun(): MemoryWatchedRun {
  const run: MemoryWatchedRun = {
    rows: [],
    commits: [],
    alerts: [],
    summary: {},
    step: 7,
    log(row, options) {
      run.rows.push(row);
      run.commits.push(options?.commit);
    },
    alert: (title, text, options) => void run.alerts.push([title, text, options]),
  };
  return run;
}
