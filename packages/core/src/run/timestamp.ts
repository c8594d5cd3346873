import type { Timestamp } from "@stepwell/protocol";

/** Milliseconds since the epoch, as records hold them. */
export function timestampOf(ms: number): Timestamp {
  const seconds = Math.floor(ms / 1000);
  return { seconds, nanos: Math.round((ms - seconds * 1000) * 1_000_000) };
}
