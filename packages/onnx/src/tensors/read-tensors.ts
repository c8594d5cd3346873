import { asTensor } from "./as-tensor.ts";
import type { PlannedTensor } from "./plan-tensors.ts";
import { sampleTensor } from "./sample-tensor.ts";

export interface ReadTensorsOptions {
  readonly plan: readonly PlannedTensor[];
  /** Values of each tensor. */
  readonly limit: number;
  readonly random: () => number;
  /** Told of each tensor that can't be read. */
  readonly unread: () => void;
}

/** Numbers of each planned tensor, in the plan's order; undefined for one that is absent, text or can't be read. */
export function readTensors(
  values: unknown,
  { plan, limit, random, unread }: ReadTensorsOptions,
): (Float64Array | undefined)[] {
  return plan.map(({ name }) => {
    try {
      const value = (values as Readonly<Record<string, unknown>>)[name];
      if (value === undefined || value === null) return undefined;
      const tensor = asTensor(value);
      const read = tensor && sampleTensor(tensor, limit, random);
      if (read === undefined && tensor?.type !== "string") unread();
      return read;
    } catch {
      unread();
      return undefined;
    }
  });
}
