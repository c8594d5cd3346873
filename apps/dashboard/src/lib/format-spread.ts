import { formatValue } from "./format-value.ts";

/** How far values lie from their mean, with as many digits behind the point as the mean has: `0.0580` for 0.7726. */
export function formatSpread(by: number, mean: number): string {
  const [whole = "", digits] = formatValue(mean).split(".");
  if (digits === undefined || /[^\d]/.test(digits) || !/\d/.test(whole)) return formatValue(by);
  const text = by.toFixed(digits.length);
  // What these digits would make zero is written by its own.
  return Number(text) === 0 && by !== 0 ? formatValue(by, 2) : text;
}
