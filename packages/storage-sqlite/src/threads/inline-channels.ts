import type { Clock } from "@stepwell/effects";
import { closedError } from "./call-channel.ts";
import type { CallChannel } from "./call-channel.ts";
import type { ReaderCall, ReaderCore } from "./reader-core.ts";
import { QUIET_CHECK_MS } from "./writer-core.ts";
import type { Outcome, WriterCall, WriterCore } from "./writer-core.ts";

/** Runs the writer in this thread: calls of one turn share a commit, and all tidying is done after it. */
export function createInlineWriter(core: WriterCore, clock: Clock): CallChannel<WriterCall> {
  let waiting: { call: WriterCall; settle: (outcome: Outcome) => void }[] = [];
  let closed = false;
  let stopTimer = (): void => undefined;

  const tidyAll = (): void => {
    while (core.untidy) core.tidy();
  };
  const commitWaiting = (): void => {
    const group = waiting;
    waiting = [];
    if (group.length === 0) return;
    const outcomes = core.commit(group.map(({ call }) => call));
    group.forEach(({ settle }, index) => settle(outcomes[index] as Outcome));
    tidyAll();
  };
  const checkQuiet = (): void => {
    stopTimer = clock.after(QUIET_CHECK_MS, () => {
      core.noticeQuiet();
      tidyAll();
      checkQuiet();
    });
  };
  checkQuiet();

  return {
    call(call) {
      if (closed) return Promise.reject(closedError());
      return new Promise((resolve, reject) => {
        waiting.push({ call, settle: (outcome) => settleWith(outcome, resolve, reject) });
        if (waiting.length === 1) queueMicrotask(commitWaiting);
      });
    },
    async close() {
      if (closed) return;
      closed = true;
      stopTimer();
      commitWaiting();
      core.close();
    },
  };
}

/** Runs a reader in this thread. */
export function createInlineReader(core: ReaderCore): CallChannel<ReaderCall> {
  let closed = false;
  return {
    call(call) {
      if (closed) return Promise.reject(closedError());
      return new Promise((resolve, reject) => settleWith(core.perform(call), resolve, reject));
    },
    async close() {
      if (!closed) core.close();
      closed = true;
    },
  };
}

/** Hands an outcome to a promise. */
export function settleWith(
  outcome: Outcome,
  resolve: (value: unknown) => void,
  reject: (error: unknown) => void,
): void {
  if ("error" in outcome) reject(outcome.error);
  else resolve(outcome.value);
}
