import { formatNonFinite, formatValue, trueMinus } from "./format-value.ts";
import { groupDigits } from "./group-digits.ts";

/** How numbers of one column are written: with one number of digits, chosen from all that it holds. */
export interface ColumnFormat {
  readonly kind: "whole" | "fixed" | "exponent" | "own";
  /** Digits behind the point, or of the mantissa. */
  readonly digits: number;
}

/** Chooses the format of a column. Metrics get four digits behind the point; whole numbers none; sizes far apart an exponent. */
export function columnFormat(values: readonly number[], isMetric: boolean): ColumnFormat {
  const finite = values.filter((value) => Number.isFinite(value));
  if (finite.every(Number.isInteger) && finite.every((value) => Math.abs(value) < 1e9))
    return { kind: "whole", digits: 0 };
  const sizes = finite.filter((value) => value !== 0).map(Math.abs);
  // A table may have more rows than a call takes arguments.
  const most = sizes.reduce((one, other) => Math.max(one, other), 0);
  const least = sizes.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
  if (most >= 1e6 || most < 1e-3 || (!isMetric && most / least >= 1e3))
    return { kind: "exponent", digits: mostDigits(finite, 1, 3, mantissaDecimals) };
  if (isMetric) return { kind: "fixed", digits: Math.max(0, 4 - Math.max(0, Math.floor(Math.log10(most)))) };
  return { kind: "fixed", digits: mostDigits(finite, 0, 4, decimals) };
}

/** A number as its column writes it. */
export function formatInColumn(value: number, { kind, digits }: ColumnFormat): string {
  if (!Number.isFinite(value)) return formatNonFinite(value);
  if (kind === "whole" && Number.isInteger(value)) return groupDigits(value);
  if (kind === "exponent" && value === 0) return "0";
  if (kind === "exponent") return trueMinus(value.toExponential(digits).replace("e+", "e"));
  if (kind === "fixed") {
    const text = value.toFixed(digits);
    // A value that the column's digits would make zero is written by its own.
    return Number(text) === 0 && value !== 0
      ? formatValue(value, 2)
      : trueMinus(text.replace(/^-(0(?:\.0*)?)$/, "$1"));
  }
  return formatValue(value);
}

function mostDigits(
  values: readonly number[],
  least: number,
  most: number,
  of: (value: number) => number,
): number {
  let digits = least;
  for (const value of values) {
    digits = Math.max(digits, Math.min(most, of(value)));
    if (digits === most) break;
  }
  return digits;
}

/** Digits behind the point of the mantissa that four significant ones need. */
function mantissaDecimals(value: number): number {
  return Number(value.toPrecision(4)).toExponential().split("e")[0]?.split(".")[1]?.length ?? 0;
}

function decimals(value: number): number {
  return Number(value.toPrecision(4)).toString().split(".")[1]?.length ?? 0;
}
