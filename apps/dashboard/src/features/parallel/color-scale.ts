import { chartTheme } from "../charts/chart-theme.ts";

/** A colour of the upper half of the sequential scale, which stands out on the page: `share` from 0 to 1. */
export function strongColor(share: number): string {
  const place = 4 + 4 * Math.min(1, Math.max(0, share));
  const low = Math.min(7, Math.floor(place));
  const [a, b] = [channels(low), channels(low + 1)];
  const mixed = a.map((from, at) => Math.round(from + ((b[at] as number) - from) * (place - low)));
  return `rgb(${mixed.join(" ")})`;
}

function channels(step: number): number[] {
  const value = Number.parseInt(chartTheme().color(`--seq-${step}`).slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
