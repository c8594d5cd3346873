import { systemClock } from "@stepwell/effects";
import { CoreError } from "../core-error.ts";
import type { Run } from "../run/run.ts";
import { browserGlobals } from "./browser-globals.ts";
import type { OpenedRun } from "./browser-world.ts";
import type { MessageLine, OpenRequest, PageMessage, WorkerMessage } from "./page-messages.ts";
import { openPageStorage } from "./page-storage.ts";
import type { PageStorage } from "./page-storage.ts";
import { loadTails, removeTail, saveTail } from "./unload-tails.ts";
import { workerFailure } from "./worker-failure.ts";

/** A dedicated worker, as the standard names it. */
interface BrowserWorker {
  postMessage(message: PageMessage): void;
  onmessage: ((event: { data: WorkerMessage }) => void) | null;
  onerror: ((event: { message?: string; preventDefault?(): void }) => void) | null;
  terminate(): void;
}

declare const Worker: new (url: string | URL, options: { type: "module"; name: string }) => BrowserWorker;

/** A run of this page. */
interface PageRun {
  readonly storage: PageStorage;
  run: Pick<Run, "stats"> | undefined;
}

const runs = new Map<string, PageRun>();

/** Starts a worker that keeps the run, and hands over what the page has when it goes away. Rejects with `CoreError`. */
export async function openPageRun(
  request: OpenRequest,
  workerUrl: string | URL | undefined,
): Promise<OpenedRun> {
  const { localStorage } = safely(browserGlobals);
  const line = startWorker(workerUrl);
  const storage = await openPageStorage({
    line,
    request: { ...request, tails: loadTails(localStorage) },
    clock: systemClock,
    tailKept: (volume) => removeTail(localStorage, volume),
  });
  const entry: PageRun = { storage, run: undefined };
  runs.set(request.volume, entry);
  listenForUnload();
  return {
    fileSystem: storage.fileSystem,
    isOwner: storage.isOwner,
    startEngine: storage.startEngine,
    async closeRun() {
      await storage.close();
      runs.delete(request.volume);
    },
  };
}

/** Lets the page say how many rows a run has when it goes away. */
export function watchPageRun(run: Pick<Run, "folder" | "stats">): void {
  const entry = entryOf(run);
  if (entry !== undefined) entry.run = run;
}

/** The storage of a run of this page; undefined when it is over, or is no page's. */
export function storageOf(run: Pick<Run, "folder">): PageStorage | undefined {
  return entryOf(run)?.storage;
}

function entryOf({ folder }: Pick<Run, "folder">): PageRun | undefined {
  for (const entry of runs.values())
    if (entry.storage.runFile()?.startsWith(`${folder}/`) === true) return entry;
  return undefined;
}

let isListening = false;

function listenForUnload(): void {
  if (isListening) return;
  isListening = true;
  browserGlobals.document?.addEventListener("visibilitychange", postAll);
  browserGlobals.addEventListener?.("pagehide", () => {
    postAll();
    saveTails();
  });
}

function postAll(): void {
  for (const { storage } of runs.values()) storage.post();
}

function saveTails(): void {
  for (const { storage, run } of runs.values()) {
    const tail = storage.tail();
    if (tail !== undefined)
      saveTail(safely(browserGlobals).localStorage, { ...tail, rows: run?.stats().rowsWritten ?? 0 });
  }
}

/** Some pages may not even look at `localStorage`. */
function safely(globals: typeof browserGlobals): Pick<typeof browserGlobals, "localStorage"> {
  try {
    return globals.localStorage === undefined ? {} : { localStorage: globals.localStorage };
  } catch {
    // Forbidden, as in a sandboxed frame.
    return {};
  }
}

function startWorker(workerUrl: string | URL | undefined): MessageLine<PageMessage, WorkerMessage> {
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
