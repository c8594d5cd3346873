import * as yaml from "yaml";
import { browserGlobals } from "./browser-globals.ts";
import { createBrowserStorageHost } from "./browser-storage-host.ts";
import { provideYamlLibrary } from "./library-yaml.ts";
import type { PageMessage, WorkerMessage } from "./page-messages.ts";
import { keepRun } from "./run-keeper.ts";

/** The globals of a dedicated worker, as the standard names them. */
interface WorkerScope {
  postMessage(message: WorkerMessage): void;
  onmessage: ((event: { data: PageMessage }) => void) | null;
  close(): void;
}

// The program of the worker that a page starts: it keeps the files of one run.
const scope = globalThis as unknown as WorkerScope;
provideYamlLibrary(yaml);
keepRun(
  {
    post: (message) => scope.postMessage(message),
    listen(listener) {
      scope.onmessage = (event) => listener(event.data);
    },
    close: () => scope.close(),
  },
  createBrowserStorageHost(browserGlobals),
);
