/** An integer with commas and a true minus: `−16,384`. Never `-0`. */
export function groupDigits(value: number | bigint): string {
  const digits =
    typeof value === "bigint"
      ? (value < 0n ? -value : value).toString()
      : Math.abs(Math.round(value)).toFixed(0);
  const grouped = digits.replaceAll(/\B(?=(\d{3})+$)/g, ",");
  return value < 0 && digits !== "0" ? `\u2212${grouped}` : grouped;
}
