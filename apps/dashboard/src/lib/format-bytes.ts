/** From bytes up, each 1,024 of the one before. */
export const byteUnits: readonly string[] = ["B", "KiB", "MiB", "GiB", "TiB"];

/** A size: `731 B`, `9.2 KiB`, `214 MiB`; one decimal below 10. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1_023.5 && unit < byteUnits.length - 1) {
    value /= 1_024;
    unit += 1;
  }
  const digits = unit > 0 && value < 9.95 ? value.toFixed(1) : String(Math.round(value));
  return `${digits} ${byteUnits[unit]}`;
}
