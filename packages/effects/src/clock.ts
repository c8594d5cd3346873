/** Time as a port. Nothing in Stepwell reads the wall clock or sets a timer in any other way. */
export interface Clock {
  /** Wall-clock time in milliseconds since the Unix epoch, with sub-millisecond digits where the host has them. */
  now(): number;
  /** Monotonic milliseconds from an arbitrary start; differences are durations. */
  monotonic(): number;
  /** Calls `run` once after `delayMs`. The timer never keeps the process alive. Returns its cancel. */
  after(delayMs: number, run: () => void): () => void;
}

const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** The host's clock. Its timers wait for 24 days at most. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(delayMs, run) {
    // A longer delay would overflow, and the timer would fire at once.
    const timer: unknown = setTimeout(run, Math.min(delayMs, LONGEST_DELAY_MS));
    // Node's timers hold the process open unless told otherwise; a browser's are plain numbers.
    if (typeof timer === "object" && timer !== null && "unref" in timer) {
      (timer as { unref(): void }).unref();
    }
    return () => {
      clearTimeout(timer as number);
    };
  },
};
