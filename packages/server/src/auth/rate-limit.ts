import type { Clock } from "@stepwell/effects";

/** Counts what senders do, each for itself, and says when one must wait. */
export interface RateLimit {
  /** Counts one. Gives 0, or the milliseconds until the next one is allowed; then nothing is counted. */
  take(sender: string): number;
  /** As `take`, without counting. */
  peek(sender: string): number;
}

/** Senders that are remembered; the one that was quiet for longest is forgotten first. */
const MAX_SENDERS = 10_000;

interface Bucket {
  level: number;
  atMs: number;
}

/** Allows `burst` at once and then one every `everyMs`. */
export function createRateLimit(options: {
  readonly clock: Clock;
  readonly burst: number;
  readonly everyMs: number;
}): RateLimit {
  const { clock, burst, everyMs } = options;
  const buckets = new Map<string, Bucket>();

  function filled(sender: string): Bucket {
    const nowMs = clock.monotonic();
    const { level, atMs } = buckets.get(sender) ?? { level: burst, atMs: nowMs };
    return { level: Math.min(burst, level + (nowMs - atMs) / everyMs), atMs: nowMs };
  }
  const waitOf = ({ level }: Bucket): number => (level >= 1 ? 0 : Math.ceil((1 - level) * everyMs));

  return {
    take(sender) {
      const bucket = filled(sender);
      const wait = waitOf(bucket);
      buckets.delete(sender);
      buckets.set(sender, wait === 0 ? { ...bucket, level: bucket.level - 1 } : bucket);
      const [oldest] = buckets.keys();
      if (buckets.size > MAX_SENDERS && oldest !== undefined) buckets.delete(oldest);
      return wait;
    },
    peek: (sender) => waitOf(filled(sender)),
  };
}
