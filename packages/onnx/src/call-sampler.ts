import { countClasses } from "./classes/count-classes.ts";
import type { ClassRules } from "./classes/count-classes.ts";
import { createRunReservoir } from "./run-reservoir.ts";
import { asTensor } from "./tensors/as-tensor.ts";
import type { PlannedTensor } from "./tensors/plan-tensors.ts";
import { readTensors } from "./tensors/read-tensors.ts";
import type { SampledCall } from "./window/open-window.ts";

export interface CallSamplerOptions {
  /** Calls of a window; 0 for none. */
  readonly runs: number;
  /** Values of each tensor. */
  readonly values: number;
  readonly inputs: readonly PlannedTensor[];
  readonly outputs: readonly PlannedTensor[];
  readonly classes: (ClassRules & { readonly output: string }) | undefined;
  readonly random: () => number;
}

/** Chooses the calls that are looked at, and reads them. */
export interface CallSampler {
  /** As of a `RunReservoir`. */
  pick(): number;
  readInputs(feeds: unknown): SampledCall;
  /** Adds the classes of the outputs to `classes`. */
  readOutputs(outputs: unknown, classes: Map<string, number>): SampledCall;
  /** Begins another window. */
  clear(): void;
  readonly counts: { readonly sampled: number; readonly unread: number };
}

export function createCallSampler(options: CallSamplerOptions): CallSampler {
  const { values: limit, random, classes: rules } = options;
  const reservoir = createRunReservoir(options.runs, random);
  const counts = { sampled: 0, unread: 0 };
  const unread = (): void => {
    counts.unread += 1;
  };

  function readClasses(outputs: unknown, found: Map<string, number>): void {
    if (rules === undefined) return;
    try {
      const tensor = asTensor((outputs as Readonly<Record<string, unknown>>)[rules.output]);
      if (tensor !== undefined) countClasses(tensor, rules, found);
    } catch {
      unread();
    }
  }

  return {
    pick: reservoir.pick,
    clear: reservoir.clear,
    readInputs(feeds) {
      counts.sampled += 1;
      return readTensors(feeds, { plan: options.inputs, limit, random, unread });
    },
    readOutputs(outputs, classes) {
      readClasses(outputs, classes);
      return readTensors(outputs, { plan: options.outputs, limit, random, unread });
    },
    counts,
  };
}
