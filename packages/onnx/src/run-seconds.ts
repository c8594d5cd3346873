import type { Clock } from "@stepwell/effects";
import type { RunLike } from "./run-like.ts";

/** A clock of the run's seconds, of those since now where nobody knows when it began, so that a session that takes the place of another goes on where that one was. */
export function runSeconds({ startTime }: RunLike, clock: Clock): () => number {
  const isKnown = startTime !== undefined && startTime > 0 && startTime <= clock.now();
  const begunAt = clock.monotonic() - (isKnown ? clock.now() - startTime : 0);
  return () => (clock.monotonic() - begunAt) / 1000;
}
