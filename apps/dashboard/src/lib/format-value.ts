import { groupDigits } from "./group-digits.ts";

let usualDigits = 4;

/** Chooses how many significant digits `formatValue` gives when it is not told. */
export function setUsualDigits(digits: number): void {
  usualDigits = digits;
}

/** A logged value: four significant digits (or those chosen, or `digits`), integers below 1e9 in full, an exponent below 1e−4 and from 1e6 on. */
export function formatValue(value: number | bigint, digits = usualDigits): string {
  if (typeof value === "bigint") return groupDigits(value);
  if (!Number.isFinite(value)) return formatNonFinite(value);
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e9) return groupDigits(value);
  if (size < 1e-4 || size >= 1e6) return trueMinus(exponent(value));
  if (size >= (digits > 4 ? 9999.5 : 999.95)) return groupDigits(value);
  return trueMinus(value.toPrecision(digits));
}

/** `NaN`, `+∞` or `−∞`. */
export function formatNonFinite(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "+\u221e" : "\u2212\u221e";
}

/** Every hyphen as a minus sign. */
export function trueMinus(text: string): string {
  return text.replaceAll("-", "\u2212");
}

function exponent(value: number): string {
  const [mantissa = "", power = ""] = value.toExponential(2).split("e");
  const short = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  return `${short}e${power.replace("+", "")}`;
}
