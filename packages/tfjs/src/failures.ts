import { messageOf } from "./message-of.ts";

/** Counts what went wrong beside a training, and keeps the first reason. */
export interface Failures {
  readonly count: number;
  readonly first: string | undefined;
  note(error: unknown): void;
  /** Does the work. What it throws is counted, and ends no training. */
  attempt(work: () => void): void;
}

export function createFailures(): Failures {
  let count = 0;
  let first: string | undefined;

  function note(error: unknown): void {
    count += 1;
    first ??= messageOf(error);
  }

  return {
    note,
    attempt(work) {
      try {
        work();
      } catch (error) {
        note(error);
      }
    },
    get count() {
      return count;
    },
    get first() {
      return first;
    },
  };
}
