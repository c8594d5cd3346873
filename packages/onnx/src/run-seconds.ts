import type { Clock } from "@stepwell/effects";
import type { RunLike } from "./run-like.ts";

/**
 * A clock of the run's seconds, so that a session that takes the place of another goes on where that one was. It begins
 * now where nobody knows when the run began.
 */
export function runSeconds({ startTime }: RunLike, clock: Clock): () => number {
  const isKnown = startTime !== undefined && startTime > 0 && startTime <= clock.now();
  const begunAt = clock.monotonic() - (isKnown ? clock.now() - startTime : 0);
  return () => (clock.monotonic() - begunAt) / 1000;
}
