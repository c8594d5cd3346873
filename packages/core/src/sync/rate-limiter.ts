import type { Clock } from "@stepwell/effects";
import { delay } from "./retry-with-backoff.ts";

const BURST = 10;
const LOWEST_RATE = 0.1;
const HIGHEST_RATE = 65_536;

/** Spaces requests as a server asks for with `RateLimit-Remaining` and `RateLimit-Reset`. */
export interface RateLimiter {
  /** Resolves when the next request may go, or at once when `signal` fires. */
  turn(): Promise<void>;
  /** Takes what a reply said: requests that are left, for so many seconds. Seconds up to 1 say nothing. */
  learn(headers: { get(name: string): string | null }): void;
}

/** A bucket of 10 requests that fills at 0.1 to 65,536 a second; until a server says something it is always full. */
export function createRateLimiter({ clock, signal }: { clock: Clock; signal: AbortSignal }): RateLimiter {
  let rate = HIGHEST_RATE;
  let tokens = BURST;
  let filledAt = clock.monotonic();

  function fill(): void {
    const now = clock.monotonic();
    tokens = Math.min(BURST, tokens + ((now - filledAt) / 1000) * rate);
    filledAt = now;
  }

  return {
    async turn() {
      fill();
      tokens -= 1;
      if (tokens < 0) await delay((-tokens / rate) * 1000, clock, signal);
    },
    learn(headers) {
      const remaining = numberIn(headers.get("ratelimit-remaining"));
      const seconds = numberIn(headers.get("ratelimit-reset"));
      if (remaining === undefined || seconds === undefined || seconds <= 1) return;
      fill();
      rate = Math.min(HIGHEST_RATE, Math.max(LOWEST_RATE, remaining / seconds));
      tokens = Math.min(tokens, remaining);
    },
  };
}

function numberIn(header: string | null): number | undefined {
  return header !== null && /^\d{1,12}(\.\d{1,6})?$/.test(header) ? Number(header) : undefined;
}
