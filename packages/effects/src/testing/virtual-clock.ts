import type { Clock } from "../clock.ts";

/** Where virtual time begins. */
export interface VirtualClockOptions {
  /** Milliseconds since the epoch at the start. Default 2026-01-01T00:00:00Z. */
  readonly now?: number;
}

/** A clock that moves only when told to. */
export interface VirtualClock extends Clock {
  /** Moves on, and runs every timer that comes due on the way, in order; also those that the timers set. */
  advance(ms: number): void;
  /** As `advance`, but after each timer waits until what it started has come to rest: promises and host callbacks. */
  advanceAsync(ms: number): Promise<void>;
  /** Timers that wait. */
  readonly pending: number;
}

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly run: () => void;
}

/** Virtual time for tests: deterministic, and no test has to wait. */
export function createVirtualClock(options: VirtualClockOptions = {}): VirtualClock {
  const start = options.now ?? Date.UTC(2026, 0, 1);
  let elapsed = 0;
  let timersSet = 0;
  const timers = new Set<Timer>();

  return {
    now: () => start + elapsed,
    monotonic: () => elapsed,
    after(delayMs, run) {
      timersSet += 1;
      const timer = { due: elapsed + Math.max(0, delayMs), order: timersSet, run };
      timers.add(timer);
      return () => {
        timers.delete(timer);
      };
    },
    advance(ms) {
      const end = elapsed + ms;
      while (runNext(end));
      elapsed = end;
    },
    async advanceAsync(ms) {
      const end = elapsed + ms;
      await rest();
      while (runNext(end)) await rest();
      elapsed = end;
    },
    get pending() {
      return timers.size;
    },
  };

  function runNext(end: number): boolean {
    let next: Timer | undefined;
    for (const timer of timers) {
      if (timer.due > end) continue;
      if (next === undefined || timer.due < next.due || (timer.due === next.due && timer.order < next.order))
        next = timer;
    }
    if (next === undefined) return false;
    timers.delete(next);
    elapsed = next.due;
    next.run();
    return true;
  }
}

// A turn of the host's event loop runs every promise that is ready, and those that they make ready.
function rest(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
