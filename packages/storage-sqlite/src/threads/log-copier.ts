import { Worker } from "node:worker_threads";
import type { ThreadData, ToCopyThread } from "./thread-messages.ts";

/** Copies SQLite's log into the file in a thread of its own, which is started when it is first needed. */
export interface LogCopier {
  /** Copies once, unless it is doing so. `done` is called afterwards, not when the thread could not. */
  start(done: () => void): void;
  /** Resolves when the thread has closed the file. */
  close(): Promise<void>;
}

export function createLogCopier(data: ThreadData): LogCopier {
  let worker: Worker | undefined;
  let whenDone: (() => void) | undefined;
  let isOver = false;

  const open = (): Worker => {
    const opened = new Worker(new URL("copy-thread.js", import.meta.url), { workerData: data });
    opened.on("message", () => {
      const done = whenDone;
      whenDone = undefined;
      done?.();
    });
    // Without it the writer copies the log itself when it has grown too long.
    opened.on("error", () => {
      isOver = true;
    });
    opened.unref();
    return opened;
  };

  return {
    start(done) {
      if (isOver || whenDone !== undefined) return;
      whenDone = done;
      worker ??= open();
      worker.postMessage("copy" satisfies ToCopyThread);
    },
    async close() {
      whenDone = undefined;
      if (worker === undefined || isOver) return;
      isOver = true;
      const exited = new Promise((resolve) => worker?.once("exit", resolve));
      worker.postMessage("close" satisfies ToCopyThread);
      await exited;
    },
  };
}
