import { groupDigits } from "./group-digits.ts";

/** A number before its noun: `1 run`, `24 runs`. */
export function formatPlural(count: number, noun: string, plural = `${noun}s`): string {
  return `${groupDigits(count)} ${count === 1 ? noun : plural}`;
}
