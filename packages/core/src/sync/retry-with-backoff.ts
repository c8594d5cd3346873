import type { Clock, Random } from "@stepwell/effects";
import type { DeliveryError } from "../core-error.ts";

const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 60_000;
const JITTER = 0.25;

/** When to try again and how often. */
export interface RetryPolicy {
  /** Tries after the first. */
  readonly retries: number;
  /** A try that takes longer has failed. */
  readonly timeoutMs: number;
  /** True for an HTTP status that trying again can't help. */
  isFinal(status: number): boolean;
}

const FINAL: readonly number[] = [400, 401, 403, 404, 409, 410, 413, 422, 501];
const isFinal = (status: number): boolean => FINAL.includes(status);

/** W&B's policies: an upsert also survives a conflict, a stream is tried for about a week. Only files have more time there. */
export const RETRY_POLICIES = {
  graphql: { retries: 20, timeoutMs: 30_000, isFinal },
  upsert: { retries: 20, timeoutMs: 30_000, isFinal: (status) => status !== 409 && isFinal(status) },
  fileStream: { retries: 10_085, timeoutMs: 180_000, isFinal },
  file: {
    retries: 20,
    timeoutMs: 1_800_000,
    isFinal: (status) => status !== 429 && status > 0 && (status < 500 || status === 501),
  },
} satisfies Record<string, RetryPolicy>;

export interface RetryOptions {
  readonly policy: RetryPolicy;
  readonly clock: Clock;
  readonly random: Random;
  readonly signal: AbortSignal;
  /** Told why an attempt failed that is made again. */
  readonly onRetry?: (error: DeliveryError) => void;
}

/** An attempt that failed, and how long the server asks to wait. */
export interface Failure {
  readonly error: DeliveryError;
  readonly retryAfterMs: number | undefined;
}

/**
 * Runs `attempt` until it brings a result, waiting 2 to 60 seconds, doubled each time with up to a quarter more, or
 * exactly as long as the server asks. Throws the last `DeliveryError` when the policy gives up or `signal` fires.
 */
export async function retryWithBackoff<Result>(
  options: RetryOptions,
  attempt: () => Promise<{ result: Result } | Failure>,
): Promise<Result> {
  const { policy, clock, random, signal } = options;
  let wait = FIRST_WAIT_MS;
  for (let retry = 0; ; retry++) {
    const outcome = await attempt();
    if ("result" in outcome) return outcome.result;
    if (signal.aborted || retry >= policy.retries || policy.isFinal(outcome.error.status))
      throw outcome.error;
    options.onRetry?.(outcome.error);
    const jitter = 1 + (JITTER * (random.bytes(1)[0] as number)) / 255;
    await delay(outcome.retryAfterMs ?? wait * jitter, clock, signal);
    if (signal.aborted) throw outcome.error;
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}

/** Resolves after `ms` on `clock`, or at once when `signal` fires. */
export function delay(ms: number, clock: Clock, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const end = (): void => {
      cancel();
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const cancel = clock.after(ms, end);
    signal?.addEventListener("abort", end, { once: true });
  });
}
