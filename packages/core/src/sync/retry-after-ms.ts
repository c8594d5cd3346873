const SHORTEST_MS = 100;
const LONGEST_MS = 24 * 3_600_000;

/**
 * How long a `Retry-After` header asks to wait: seconds, also a fraction, or a date. Undefined when it says neither; a
 * server can't ask for more than a day, nor to be asked without a pause.
 */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  const isSeconds = /^\s*\d{1,15}(\.\d{1,9})?\s*$/.test(header);
  const ms = isSeconds ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isNaN(ms) ? undefined : Math.min(LONGEST_MS, Math.max(SHORTEST_MS, ms));
}
