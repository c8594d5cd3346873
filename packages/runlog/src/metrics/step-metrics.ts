import type { KeyNode, KeyTree } from "../keys/key-tree.ts";
import type { PendingRow } from "../keys/pending-row.ts";

/** The newest value of every metric that another one uses as its step. */
export interface StepMetrics {
  /** Follows a step metric from now on, beginning at 0 whatever was logged before. */
  follow(name: string): void;
  /** Notes the values of the row. */
  update(row: PendingRow): void;
  /** Adds the newest value of the step metric to a row without one, where it replaces what is above or below it, as at W&B. */
  insert(row: PendingRow, name: string): void;
}

interface StepMetric {
  readonly node: KeyNode;
  latest: number;
}

/** Follows nothing yet. */
export function createStepMetrics(keys: KeyTree): StepMetrics {
  const steps = new Map<string, StepMetric>();
  return {
    follow(name) {
      // Step names are split at every dot, without the escapes that metric names know.
      if (!steps.has(name)) steps.set(name, { node: keys.resolve(name.split(".")), latest: 0 });
    },
    update(row) {
      for (const step of steps.values()) {
        const value = row.valueAt(step.node);
        if (typeof value === "number") step.latest = value;
        else if (typeof value === "bigint") step.latest = Number(value);
      }
    },
    insert(row, name) {
      const step = steps.get(name);
      if (step !== undefined && row.valueAt(step.node) === undefined) row.set(step.node, step.latest);
    },
  };
}
