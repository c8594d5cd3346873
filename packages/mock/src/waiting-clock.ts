import { systemClock } from "@stepwell/effects";
import type { Clock } from "@stepwell/effects";

/** The host's clock, whose timers hold the process open: a client waits for what they end, and nothing else may be left. */
export const waitingClock: Clock = {
  ...systemClock,
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
