import type { Clock } from "@stepwell/effects";

/** Waits; shorter where the signal ends it, without an error. */
export function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      cancel();
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const cancel = clock.after(ms, end);
    if (signal?.aborted === true) end();
    else signal?.addEventListener("abort", end);
  });
}
