import { currentRun } from "@stepwell/core";
import type { AlertOptions } from "@stepwell/core";

/** The members of a run that a watch needs; `Run` and `AttachedRun` of `@stepwell/core` have them all. */
export interface WatchedRun {
  log(data: Record<string, unknown>, options?: { commit?: boolean }): void;
  alert?(title: string, text: string, options?: AlertOptions): void;
  readonly summary?: object;
  /** Nothing is sampled for a run that keeps nothing. */
  readonly disabled?: boolean;
  /** The step of the next row. */
  readonly step?: number;
}

/** The current run, or undefined when there is none. */
export function runNow(): WatchedRun | undefined {
  try {
    return currentRun();
  } catch {
    return undefined;
  }
}
