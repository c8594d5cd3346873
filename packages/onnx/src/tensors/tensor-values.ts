import { asTensor } from "./as-tensor.ts";
import type { PlannedTensor } from "./plan-tensors.ts";
import { sampleTensor } from "./sample-tensor.ts";

export interface TensorValuesOptions {
  readonly plan: readonly PlannedTensor[];
  /** Slots, as of a `RunReservoir`. */
  readonly runs: number;
  /** Numbers of one tensor in one slot. */
  readonly limit: number;
  readonly random: () => number;
  /** Told of each tensor that can't be read. */
  readonly unread: () => void;
}

/** The sampled numbers of some tensors, by slot. Their memory is taken once. */
export interface TensorValues {
  /** Samples the planned tensors among `found` into a slot, over what was in it. Never throws. */
  write(slot: number, found: unknown): void;
  /** Forgets what is in a slot. */
  clearSlot(slot: number): void;
  clear(): void;
  /** What is in all slots, of one tensor of the plan; a copy. */
  of(index: number): Float64Array;
}

export function createTensorValues(options: TensorValuesOptions): TensorValues {
  const { plan, runs, limit, random, unread } = options;
  const columns = plan.map(() => ({
    counts: new Uint16Array(runs),
    // Most models have tensors that never come, or are text.
    values: new Float64Array(0),
  }));

  function write(index: number, slot: number, value: unknown): number {
    if (value === undefined || value === null) return 0;
    const column = columns[index] as (typeof columns)[number];
    const tensor = asTensor(value);
    if (tensor?.type === "string") return 0;
    if (tensor === undefined) return -1;
    if (column.values.length === 0) column.values = new Float64Array(runs * limit);
    return sampleTensor(tensor, { values: column.values, from: slot * limit, limit }, random);
  }

  return {
    write(slot, found) {
      for (let index = 0; index < plan.length; index++) {
        let count = -1;
        try {
          const { name } = plan[index] as PlannedTensor;
          count = write(index, slot, (found as Readonly<Record<string, unknown>>)[name]);
        } catch {
          // A tensor that was disposed of, or whose device is gone: it is counted below.
        }
        if (count < 0) unread();
        (columns[index] as (typeof columns)[number]).counts[slot] = Math.max(0, count);
      }
    },
    clearSlot(slot) {
      for (const { counts } of columns) counts[slot] = 0;
    },
    clear() {
      for (const { counts } of columns) counts.fill(0);
    },
    of(index) {
      const { counts, values } = columns[index] as (typeof columns)[number];
      const found = new Float64Array(counts.reduce((sum, count) => sum + count, 0));
      let place = 0;
      for (let slot = 0; slot < runs; slot++) {
        const count = counts[slot] as number;
        if (count === 0) continue;
        found.set(values.subarray(slot * limit, slot * limit + count), place);
        place += count;
      }
      return found;
    },
  };
}
