import { countClasses } from "./classes/count-classes.ts";
import type { ClassRules } from "./classes/count-classes.ts";
import { createRunReservoir } from "./run-reservoir.ts";
import { asTensor } from "./tensors/as-tensor.ts";
import type { PlannedTensor } from "./tensors/plan-tensors.ts";
import { createTensorValues } from "./tensors/tensor-values.ts";

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

/** Chooses the calls that are looked at, and reads them. Nothing in it throws. */
export interface CallSampler {
  /** As of a `RunReservoir`. */
  pick(): number;
  readInputs(slot: number, feeds: unknown): void;
  readOutputs(slot: number, outputs: unknown): void;
  /** The sampled numbers of the window, by the key of their tensor. */
  values(): Map<string, Float64Array>;
  /** How often each class came in the window. */
  readonly classes: ReadonlyMap<string, number>;
  /** Begins another window. */
  clear(): void;
  readonly counts: { readonly sampled: number; readonly unread: number };
}

export function createCallSampler(options: CallSamplerOptions): CallSampler {
  const { runs, values: limit, random, classes: rules } = options;
  const reservoir = createRunReservoir(runs, random);
  const counts = { sampled: 0, unread: 0 };
  const classes = new Map<string, number>();
  const unread = (): void => {
    counts.unread += 1;
  };
  const inputs = createTensorValues({ plan: options.inputs, runs, limit, random, unread });
  const outputs = createTensorValues({ plan: options.outputs, runs, limit, random, unread });

  function readClasses(found: unknown): void {
    if (rules === undefined) return;
    try {
      const tensor = asTensor((found as Readonly<Record<string, unknown>>)[rules.output]);
      if (tensor !== undefined) countClasses(tensor, rules, classes);
    } catch {
      unread();
    }
  }

  return {
    pick: reservoir.pick,
    readInputs(slot, feeds) {
      counts.sampled += 1;
      outputs.clearSlot(slot);
      inputs.write(slot, feeds);
    },
    readOutputs(slot, found) {
      outputs.write(slot, found);
      readClasses(found);
    },
    values() {
      const all = [
        ...options.inputs.map(({ key }, index) => [key, inputs.of(index)] as const),
        ...options.outputs.map(({ key }, index) => [key, outputs.of(index)] as const),
      ];
      return new Map(all);
    },
    classes,
    clear() {
      reservoir.clear();
      inputs.clear();
      outputs.clear();
      classes.clear();
    },
    counts,
  };
}
