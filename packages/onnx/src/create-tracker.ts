import type { Clock } from "@stepwell/effects";
import { errorKind } from "./error-kind.ts";
import { batchSize } from "./tensors/batch-size.ts";
import type { CallSampler } from "./call-sampler.ts";
import type { TrackingStats } from "./tracking-stats.ts";
import { clearWindow, openWindow } from "./window/open-window.ts";
import type { OpenWindow } from "./window/open-window.ts";

export interface TrackerOptions {
  readonly clock: Clock;
  readonly windowMs: number;
  readonly warmUp: number;
  /** The input whose first dimension is the size of a batch. */
  readonly batchInput: string | undefined;
  readonly sampler: CallSampler;
  /** Logs a window; what it throws is counted. `isWhole` is false for one that was cut short. */
  readonly log: (window: OpenWindow, how: { now: number; isWhole: boolean }) => void;
}

/** A call that is under way. */
interface TrackedCall {
  readonly begunAt: number;
  readonly batch: number;
  readonly isWarmUp: boolean;
  readonly slot: number;
}

/** Counts calls into windows. No method throws. */
export interface Tracker {
  begin(feeds: unknown): TrackedCall | undefined;
  end(call: TrackedCall | undefined, outputs: unknown): void;
  fail(call: TrackedCall | undefined, error: unknown): void;
  flush(): void;
  stop(): void;
  /** False when calls go past it. */
  readonly isOn: boolean;
  /** Does something else of the tracking; what it throws is counted. */
  guard(work: () => void): void;
  /** Counts what failed elsewhere in the tracking. */
  countFailure(): void;
  stats(): TrackingStats;
}

/** A window is open from a call until it is logged, and then while calls go on: without them no timer runs. */
export function createTracker(options: TrackerOptions): Tracker {
  const { clock, windowMs, warmUp, batchInput, sampler, log } = options;
  const window = openWindow();
  const counts = { runs: 0, errors: 0, rows: 0, rowsFailed: 0, failures: 0 };
  let begun = 0;
  let underWay = 0;
  let isOn = true;
  let cancelTimer: (() => void) | undefined;

  function open(now: number): void {
    window.begunAt = now;
    waitUntil(now + windowMs);
  }

  function waitUntil(end: number): void {
    stopTimer();
    window.endsAt = end;
    cancelTimer = clock.after(windowMs, () => guard(() => close(clock.monotonic(), true)));
  }

  function stopTimer(): void {
    cancelTimer?.();
    cancelTimer = undefined;
  }

  function close(now: number, isWhole: boolean): void {
    const hasResults = hasCalls(window);
    // Calls that take longer than a window make it longer, and what was sampled of them stays.
    if (!hasResults && isOn && underWay > 0) return isWhole ? waitUntil(now + windowMs) : undefined;
    if (hasResults) {
      try {
        log(window, { now, isWhole });
        counts.rows += 1;
      } catch {
        counts.rowsFailed += 1;
      }
    }
    clearWindow(window);
    sampler.clear();
    if (isOn && hasResults) open(now);
    else stopTimer();
  }

  function guard(work: () => void): void {
    try {
      work();
    } catch {
      counts.failures += 1;
    }
  }

  /** False for a call that nobody wants to know of any more. */
  function leave(call: TrackedCall | undefined, now: number): call is TrackedCall {
    if (call === undefined) return false;
    underWay -= 1;
    if (!isOn) return false;
    // A timer comes late where the thread is never idle.
    if (cancelTimer !== undefined && now >= window.endsAt) close(now, true);
    if (cancelTimer === undefined) open(now);
    return true;
  }

  return {
    begin(feeds) {
      try {
        const slot = sampler.pick();
        if (slot >= 0) sampler.readInputs(slot, feeds);
        const batch =
          batchInput === undefined
            ? 1
            : batchSize((feeds as Readonly<Record<string, unknown>> | null | undefined)?.[batchInput]);
        const begunAt = clock.monotonic();
        if (cancelTimer === undefined) open(begunAt);
        begun += 1;
        underWay += 1;
        window.starts += 1;
        window.queueSum += underWay;
        if (underWay > window.queueMax) window.queueMax = underWay;
        return { begunAt, batch, slot, isWarmUp: begun <= warmUp };
      } catch {
        counts.failures += 1;
        return undefined;
      }
    },
    end(call, outputs) {
      const now = clock.monotonic();
      // As in `guard`, without a function for each call.
      try {
        if (!leave(call, now)) return;
        counts.runs += 1;
        (call.isWarmUp ? window.warmUp : window.latency).add(now - call.begunAt);
        const { batch } = call;
        window.items += batch;
        if (batch < window.smallestBatch) window.smallestBatch = batch;
        if (batch > window.largestBatch) window.largestBatch = batch;
        if (call.slot >= 0) sampler.readOutputs(call.slot, outputs);
      } catch {
        counts.failures += 1;
      }
    },
    fail(call, error) {
      const now = clock.monotonic();
      guard(() => {
        if (!leave(call, now)) return;
        counts.errors += 1;
        const kind = errorKind(error);
        window.errors.set(kind, (window.errors.get(kind) ?? 0) + 1);
      });
    },
    flush() {
      guard(() => {
        if (cancelTimer !== undefined) close(clock.monotonic(), false);
      });
    },
    stop() {
      isOn = false;
      this.flush();
    },
    get isOn() {
      return isOn;
    },
    guard,
    countFailure() {
      counts.failures += 1;
    },
    stats: () => ({ ...counts, ...sampler.counts }),
  };
}

function hasCalls({ latency, warmUp, errors }: OpenWindow): boolean {
  if (latency.count + warmUp.count > 0) return true;
  for (const count of errors.values()) if (count > 0) return true;
  return false;
}
