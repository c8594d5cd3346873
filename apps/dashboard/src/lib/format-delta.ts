import { formatNonFinite, formatValue, trueMinus } from "./format-value.ts";

/** A difference with its sign, and with its share of the base where there is one: `+0.0121 (+1.5 %)`. */
export function formatDelta(value: number, base: number): string {
  const share = formatShare(value, base);
  return share === "" ? formatDifference(value, base) : `${formatDifference(value, base)} (${share})`;
}

/** A difference with its sign and three digits: `+0.0121`, `−3`; `0` for none, an en dash where a side is no number. */
export function formatDifference(value: number, base: number): string {
  if (Number.isNaN(value) || Number.isNaN(base)) return "\u2013";
  if (value === base) return "0";
  const difference = value - base;
  if (!Number.isFinite(difference)) return formatNonFinite(difference);
  return `${difference > 0 ? "+" : ""}${formatValue(difference, 3)}`;
}

/** A difference in per cent of the base: `+1.5 %`; nothing where that says nothing. */
export function formatShare(value: number, base: number): string {
  const share = ((value - base) / Math.abs(base)) * 100;
  if (!Number.isFinite(share) || share === 0) return "";
  const size = Math.abs(share);
  if (size >= 9_999.5) return "";
  const digits = size >= 99.95 ? share.toFixed(0) : size >= 0.095 ? share.toFixed(1) : share.toPrecision(1);
  return `${share > 0 ? "+" : ""}${trueMinus(digits)}\u2009%`;
}
