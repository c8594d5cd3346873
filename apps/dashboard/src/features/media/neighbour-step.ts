import { lastAtOrBefore } from "../../lib/binary-search.ts";

/** The logged step `by` places from the one at or before `step`, and never beyond the first and the last. */
export function neighbourStep(
  steps: readonly number[],
  step: number | undefined,
  by: number,
): number | undefined {
  const last = steps.length - 1;
  const at = step === undefined ? last : Math.max(0, lastAtOrBefore(steps, step));
  return steps[Math.min(last, Math.max(0, at + by))];
}
