const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** True when `value` fits a signed 64-bit integer. */
export function fitsInt64(value: bigint): boolean {
  return value >= INT64_MIN && value <= INT64_MAX;
}

/**
 * A number as W&B prints it: safe integers as plain digits, others in the shortest form that reads back the same,
 * with a signed exponent of at least two digits below 1e-4 and from 1e6 on. `-0`, `NaN` and infinities stay.
 * A bigint beyond 64 bits becomes a float.
 */
export function printNumber(value: number | bigint): string {
  if (typeof value === "bigint") return fitsInt64(value) ? String(value) : printNumber(Number(value));
  if (Number.isSafeInteger(value)) return Object.is(value, -0) ? "-0" : String(value);
  if (!Number.isFinite(value)) return String(value);
  return value < 0 ? "-" + printPositive(-value) : printPositive(value);
}

// Between 1e-4 and 1e6 the host's own form is already the wanted one.
function printPositive(value: number): string {
  const text = String(value);
  if (value >= 1e-4 && value < 1e6) return text;
  const [mantissa, exponent] = text.split("e") as [string, string | undefined];
  if (exponent !== undefined) return mantissa + "e" + printExponent(Number(exponent));
  const point = mantissa.indexOf(".");
  if (value >= 1) {
    const whole = point < 0 ? mantissa : mantissa.slice(0, point);
    const digits = (point < 0 ? mantissa : whole + mantissa.slice(point + 1)).replace(/0+$/, "");
    return withPoint(digits) + "e" + printExponent(whole.length - 1);
  }
  const digits = mantissa.slice(2).replace(/^0+/, "");
  return withPoint(digits) + "e" + printExponent(-(mantissa.length - 2 - digits.length) - 1);
}

function withPoint(digits: string): string {
  return digits.length === 1 ? digits : `${digits[0]}.${digits.slice(1)}`;
}

function printExponent(exponent: number): string {
  const size = String(Math.abs(exponent)).padStart(2, "0");
  return (exponent < 0 ? "-" : "+") + size;
}
