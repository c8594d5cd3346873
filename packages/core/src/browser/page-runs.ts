import { systemClock } from "@stepwell/effects";
import type { Run } from "../run/run.ts";
import { browserGlobals } from "./browser-globals.ts";
import type { BeginRequest, MessageLine, PageMessage, WorkerMessage } from "./page-messages.ts";
import { openPageStorage } from "./page-storage.ts";
import type { PageStorage } from "./page-storage.ts";
import { loadTails, removeTail, saveTail } from "./unload-tails.ts";

/** A run of this page. */
interface PageRun {
  readonly storage: PageStorage;
  run: Pick<Run, "stats"> | undefined;
}

const runs = new Map<string, PageRun>();

/**
 * Has the worker begin a run, and hands over what the page has when it goes away. Rejects with `CoreError`, and with
 * `UsageError` for a run that can't begin so.
 */
export async function keepPageRun(
  line: MessageLine<PageMessage, WorkerMessage>,
  request: Omit<BeginRequest, "tails">,
): Promise<PageStorage> {
  const store = keyStore();
  const storage = await openPageStorage({
    line,
    request: { ...request, tails: loadTails(store) },
    clock: systemClock,
    tailKept: (volume) => removeTail(store, volume),
  });
  runs.set(request.volume, { storage, run: undefined });
  listenForUnload();
  return {
    ...storage,
    async close() {
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
  for (const entry of runs.values()) if (entry.storage.begun.folder.path === folder) return entry;
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
  for (const [volume, { storage, run }] of runs) {
    const tail = storage.tail();
    if (tail !== undefined) saveTail(keyStore(), volume, { ...tail, rows: run?.stats().rowsWritten ?? 0 });
  }
}

/** Some pages may not even look at `localStorage`. */
function keyStore(): typeof browserGlobals.localStorage {
  try {
    return browserGlobals.localStorage;
  } catch {
    // Forbidden, as in a sandboxed frame.
    return undefined;
  }
}
