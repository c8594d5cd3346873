import type { Clock } from "@stepwell/effects";

/** Runs `work` with a signal that fires after `ms` on `clock`, and together with `signal`. Settles as `work` does. */
export async function withDeadline<Result>(
  { ms, clock, signal }: { ms: number; clock: Clock; signal: AbortSignal },
  work: (ended: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort);
  const cancel = clock.after(ms, abort);
  try {
    return await work(controller.signal);
  } finally {
    cancel();
    signal.removeEventListener("abort", abort);
  }
}
