import type { StoredRun } from "@stepwell/storage";

/** What is known of one source's writer. */
export interface SourceLife {
  readonly startedMs: number;
  /** Undefined while no exit record came. */
  readonly exitCode: number | undefined;
  /** Last sign of life, in milliseconds since the epoch. */
  readonly aliveMs: number;
  /** Its process is known to be gone. */
  readonly dead: boolean;
  /** Another source of the run says how the run ends. */
  readonly isSecondary: boolean;
  /** It says no end of its own, not even when it is over. */
  readonly hasNoEnd: boolean;
}

/**
 * Status of a run from its sources: running while any of them runs, otherwise what became of the one that started last,
 * secondary ones aside unless there is no other. What has no end of its own runs no longer than what says the run's end.
 * A source without an exit record has crashed once its process is gone or it was silent for `silenceMs`.
 */
export function runStatus(
  sources: readonly SourceLife[],
  nowMs: number,
  silenceMs: number,
): StoredRun["status"] {
  let last: SourceLife | undefined;
  const isEnded = sources.some(({ isSecondary, exitCode }) => !isSecondary && exitCode !== undefined);
  for (const source of sources) {
    if (isEnded && source.hasNoEnd) continue;
    if (sourceStatus(source, nowMs, silenceMs) === "running") return "running";
    if (last === undefined || isNewer(source, last)) last = source;
  }
  return last === undefined ? "running" : sourceStatus(last, nowMs, silenceMs);
}

function isNewer(source: SourceLife, last: SourceLife): boolean {
  if (source.isSecondary !== last.isSecondary) return last.isSecondary;
  return source.startedMs >= last.startedMs;
}

function sourceStatus(source: SourceLife, nowMs: number, silenceMs: number): StoredRun["status"] {
  if (source.exitCode !== undefined) return source.exitCode === 0 ? "finished" : "failed";
  return source.dead || nowMs - source.aliveMs >= silenceMs ? "crashed" : "running";
}
