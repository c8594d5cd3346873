import { formatDuration } from "../../lib/format-duration.ts";

const staleAfterMs = 300_000;
const alive: ReadonlySet<string> = new Set(["running", "preempting"]);

/** How long nothing was heard of a run that goes on, ms; undefined for one that ended or was heard of in the last five minutes. */
export function silenceOf(status: string, updatedAt: number, now: number): number | undefined {
  const silent = now - updatedAt;
  return alive.has(status) && silent > staleAfterMs ? silent : undefined;
}

/** A silence in words. */
export function silenceText(silentMs: number): string {
  return `No sign of life for ${formatDuration(silentMs / 1_000)}`;
}
