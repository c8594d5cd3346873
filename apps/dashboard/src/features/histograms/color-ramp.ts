import { chartTheme } from "../charts/chart-theme.ts";

/** The sequential scale as 256 CSS colours, from weak to strong, in the theme in force. */
export function colorRamp(): readonly string[] {
  const theme = chartTheme();
  const stops = Array.from({ length: 9 }, (_, at) => channels(theme.color(`--seq-${at}`)));
  return Array.from({ length: 256 }, (_, at) => {
    const place = (at / 255) * 8;
    const low = Math.min(7, Math.floor(place));
    const [from, to] = [stops[low] as number[], stops[low + 1] as number[]];
    const mixed = from.map((value, channel) =>
      Math.round(value + ((to[channel] as number) - value) * (place - low)),
    );
    return `rgb(${mixed.join(",")})`;
  });
}

function channels(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) || 0);
}
