import type { Clock } from "@stepwell/effects";
import type { Moment } from "@stepwell/runlog";

/** Tells the time of a run that begins now and lasted `earlierSeconds` before. */
export function createRunClock(clock: Clock, earlierSeconds = 0): () => Moment {
  const startedMs = clock.monotonic();
  return () => {
    // Whole microseconds: more would only be noise, and would take three times as long to print.
    const microseconds = Math.round((clock.monotonic() - startedMs + earlierSeconds * 1000) * 1000);
    return { timestamp: clock.now() / 1000, runtime: microseconds / 1e6 };
  };
}
