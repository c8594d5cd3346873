import { groupDigits } from "./group-digits.ts";

/** A step in full: `14,260`; an en dash for none. */
export function formatStep(step: number | null): string {
  if (step === null) return "\u2013";
  return Number.isInteger(step) ? groupDigits(step) : String(step);
}
