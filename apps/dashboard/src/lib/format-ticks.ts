import { formatDuration } from "./format-duration.ts";
import { formatClock, formatDay } from "./format-time.ts";
import { formatValue, trueMinus } from "./format-value.ts";
import { groupDigits } from "./group-digits.ts";

const units = [
  [1e9, "G"],
  [1e6, "M"],
  [1e3, "k"],
] as const;

/** Ticks of one axis with one unit and one number of decimals, so that none prints twice. `step` 0: a log axis. */
export function formatTicks(values: readonly number[], step: number): string[] {
  const largest = Math.max(0, ...values.map(Math.abs));
  if (step === 0) return values.map(formatLogTick);
  if (largest > 0 && (largest < 1e-4 || step < 1e-7)) return values.map((value) => exponentTick(value, step));
  const unit = units.find(([size]) =>
    size === 1e3 ? largest >= 2_000 && step >= 100 : largest >= size && step >= size / 10,
  );
  if (unit === undefined) return values.map((value) => decimalTick(value, decimalsFor(step)));
  const [size, name] = unit;
  const decimals = decimalsFor(step / size);
  return values.map((value) => (value === 0 ? "0" : `${decimalTick(value / size, decimals)}\u2009${name}`));
}

/** Ticks of an axis of seconds. */
export function formatDurationTicks(values: readonly number[]): string[] {
  return values.map((value) => (value === 0 ? "0" : formatDuration(value)));
}

/**
 * Ticks of an axis of wall time in seconds since the epoch: the clock, and the day once, in bold, where it begins; on an axis
 * of days the year so.
 */
export function formatWallTicks(
  values: readonly number[],
  step: number,
): { readonly labels: string[]; readonly bold: number[] } {
  const days = values.map((value) => formatDay(value * 1_000));
  if (step >= 86_400) {
    const years = values.map((value) => new Date(value * 1_000).getFullYear());
    const first = years.flatMap((year, at) => (year === years[at - 1] ? [] : [at]));
    return { labels: days.map((day, at) => (first.includes(at) ? `${day} ${years[at]}` : day)), bold: first };
  }
  const bold = days.flatMap((day, at) => (at === 0 || day !== days[at - 1] ? [at] : []));
  const labels = values.map((value, at) => {
    if (bold.includes(at)) return days[at] as string;
    const clock = formatClock(value * 1_000);
    return step >= 60 ? clock.slice(0, 5) : clock;
  });
  // A single day that begins before the axis does is named at its first tick; the others tell the time.
  return { labels, bold };
}

function formatLogTick(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  const unit = units.find(([limit]) => size >= limit);
  if (unit !== undefined && size < 1e12) return `${formatValue(value / unit[0])}\u2009${unit[1]}`;
  return size >= 1e-4 && size < 1e3 ? trueMinus(String(Number(value.toPrecision(3)))) : formatValue(value);
}

function exponentTick(value: number, step: number): string {
  if (value === 0) return "0";
  const power = Math.floor(Math.log10(Math.abs(value)));
  const decimals = Math.min(20, Math.max(0, power - Math.floor(Math.log10(step) + 1e-9)));
  return trueMinus(value.toExponential(decimals).replace("e+", "e"));
}

function decimalTick(value: number, decimals: number): string {
  if (decimals === 0) return groupDigits(value);
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `\u2212${text}` : text;
}

function decimalsFor(step: number): number {
  return Math.min(20, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
}
