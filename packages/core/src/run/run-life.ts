import { RunFinishedError } from "../errors/run-finished-error.ts";

/** Whether a run still takes something: calls and records, records alone while its last files are awaited, or nothing. */
export interface RunLife {
  /** False when the run file has its end. */
  readonly isOpen: boolean;
  /** Throws `RunFinishedError` when no more calls are taken; `what` completes "Failed to … the run". */
  checkOpen(what: string): void;
  /** Takes no calls while `work` lasts. */
  settle(work: Promise<void>): Promise<void>;
  end(): void;
}

export function createRunLife(runId: string): RunLife {
  let isOpen = true;
  let isSettling = false;
  return {
    get isOpen() {
      return isOpen;
    },
    checkOpen(what) {
      if (isOpen && !isSettling) return;
      throw new RunFinishedError(
        `[core] Failed to ${what} the run "${runId}": it has finished. Start another one with init().`,
        { runId },
      );
    },
    async settle(work) {
      isSettling = true;
      await work;
      isSettling = false;
    },
    end() {
      isOpen = false;
    },
  };
}
