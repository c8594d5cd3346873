import type { Clock } from "@stepwell/effects";
import { delay } from "./retry-with-backoff.ts";
import type { RunStream } from "./run-stream.ts";

/** A server that hears nothing of a run for so long begins to doubt that it lives. */
export const HEARTBEAT_MS = 30_000;

/** Settles as `work` does, and says every 30 seconds until then that the run is alive. */
export async function withHeartbeats(
  { stream, clock }: { stream: RunStream; clock: Clock },
  work: Promise<void>,
): Promise<void> {
  const over = new AbortController();
  const watched = work.finally(() => over.abort());
  watched.catch(() => undefined);
  for (;;) {
    await delay(HEARTBEAT_MS, clock, over.signal);
    if (over.signal.aborted) return watched;
    await stream.post({});
  }
}
