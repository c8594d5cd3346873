import { CoreError } from "../core-error.ts";
import type { MessageLine, PageMessage, WorkerMessage } from "./page-messages.ts";
import { workerFailure } from "./worker-failure.ts";

/** A dedicated worker, as the standard names it. */
interface BrowserWorker {
  postMessage(message: PageMessage): void;
  onmessage: ((event: { data: WorkerMessage }) => void) | null;
  onerror: ((event: { message?: string; preventDefault?(): void }) => void) | null;
  terminate(): void;
}

declare const Worker: new (url: string | URL, options: { type: "module"; name: string }) => BrowserWorker;

/** The line to a new worker that keeps one run. Throws `CoreError`. */
export function startWorker(workerUrl: string | URL | undefined): MessageLine<PageMessage, WorkerMessage> {
  const worker = createWorker(workerUrl);
  return {
    post: (message) => worker.postMessage(message),
    listen(listener) {
      worker.onmessage = (event) => listener(event.data);
      worker.onerror = (event) =>
        listener({ type: "refused", reason: workerFailure(workerUrl, event.message) });
    },
    close: () => worker.terminate(),
  };
}

function createWorker(workerUrl: string | URL | undefined): BrowserWorker {
  const name = "stepwell";
  try {
    // Bundlers look for exactly these words, and put the worker's program where it is found.
    if (workerUrl === undefined)
      return new Worker(new URL("./run-worker.js", import.meta.url), { type: "module", name: "stepwell" });
    return new Worker(workerUrl, { type: "module", name });
  } catch (cause) {
    throw new CoreError(`[core] Failed to start the run: ${workerFailure(workerUrl, String(cause))}`, {
      cause,
    });
  }
}
