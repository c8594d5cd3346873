import { groupDigits } from "./group-digits.ts";

/** A count in a badge: exact below 1,000, else two figures with k, M or G: `1.1 k`, `218 k`. */
export function formatCount(count: number): string {
  if (count < 1_000) return groupDigits(count);
  const [unit, name] = count < 999_500 ? [1e3, "k"] : count < 999_500_000 ? [1e6, "M"] : [1e9, "G"];
  const scaled = count / (unit as number);
  return `${scaled < 9.95 ? trim(scaled.toFixed(1)) : Math.round(scaled)}\u2009${name}`;
}

function trim(text: string): string {
  return text.endsWith(".0") ? text.slice(0, -2) : text;
}
