import type { SampledTensor } from "./sample-row.ts";
import type { WatchedRun } from "./watched-run.ts";

/** Where a sample was taken. */
export interface SamplePlace {
  readonly prefix: string;
  /** The number of the training step, from 1. */
  readonly step: number;
}

/** Alerts of the first sample that has values that are not finite, and of no later one. */
export function createNonFiniteAlert(): (
  run: WatchedRun,
  sampled: readonly SampledTensor[],
  place: SamplePlace,
) => void {
  let isDone = false;
  return (run, sampled, { prefix, step }) => {
    if (isDone) return;
    const bad = sampled.filter(({ digest }) => digest.nan + digest.infinite > 0);
    const [first] = bad;
    if (first === undefined) return;
    isDone = true;
    const { kind, tensor, digest } = first;
    const more = bad.length === 1 ? "" : ` ${String(bad.length)} tensors of the sample have such values.`;
    const row = run.step === undefined ? "" : `, row ${String(run.step)} of the run`;
    run.alert?.(
      `A ${kind} is not finite`,
      `The ${kind} "${prefix}${tensor.name}" has ${amounts(digest)} among ${String(digest.size)} values at training step ${String(step)}${row}.${more}`,
      { level: "WARN" },
    );
  };
}

function amounts({ nan, infinite }: { nan: number; infinite: number }): string {
  if (infinite === 0) return `${String(nan)} NaN`;
  if (nan === 0) return `${String(infinite)} infinite`;
  return `${String(nan)} NaN and ${String(infinite)} infinite`;
}
