import type { DriftReference, ReferenceValues } from "../drift/drift-reference.ts";
import { makeReference } from "../drift/make-reference.ts";
import type { ValueSummary } from "../tensors/summarize-values.ts";
import { LEAST_FOR_DRIFT } from "./value-row.ts";

/** What windows are held against: what was given, or the first whole window with enough numbers, tensor by tensor. */
export interface DriftBaseline {
  of(key: string): ReferenceValues | undefined;
  readonly classes: Readonly<Record<string, number>> | undefined;
  /** Takes over from a whole window what there is nothing of yet, unless all of it was given. */
  learn(summaries: ReadonlyMap<string, ValueSummary>, classes: ReadonlyMap<string, number>): void;
  /** Undefined when there is nothing yet. */
  readonly reference: DriftReference | undefined;
}

export function createDriftBaseline(given: DriftReference | undefined): DriftBaseline {
  const tensors = new Map(Object.entries(given?.tensors ?? {}));
  let classes = given?.classes;

  return {
    of: (key) => tensors.get(key),
    get classes() {
      return classes;
    },
    learn(summaries, counts) {
      if (given !== undefined) return;
      for (const [key, { sorted }] of summaries) {
        if (!tensors.has(key) && sorted.length >= LEAST_FOR_DRIFT) tensors.set(key, makeReference(sorted));
      }
      const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
      if (classes === undefined && total >= LEAST_FOR_DRIFT) classes = Object.fromEntries(counts);
    },
    get reference() {
      if (tensors.size === 0 && classes === undefined) return undefined;
      return { version: 1 as const, tensors: Object.fromEntries(tensors), ...(classes && { classes }) };
    },
  };
}
