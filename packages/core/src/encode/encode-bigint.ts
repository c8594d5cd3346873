const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** A bigint as JSON: a number where that is exact or where 64 bits are exceeded, else itself. */
export function encodeBigint(value: bigint): number | bigint {
  const number = Number(value);
  if (Number.isSafeInteger(number) || value > INT64_MAX || value < INT64_MIN) return number;
  return value;
}
