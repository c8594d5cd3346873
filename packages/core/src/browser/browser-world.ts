import { systemClock, systemRandom } from "@stepwell/effects";
import type { HostFacts, World } from "../world.ts";
import { printPastCapture } from "./browser-console.ts";
import { browserFetch } from "./browser-fetch.ts";
import { browserGlobals } from "./browser-globals.ts";
import { processesOf } from "./browser-processes.ts";
import { emptyFileSystem } from "./empty-file-system.ts";
import { openPageRun } from "./open-page-run.ts";
import type { StorageChoice } from "./page-messages.ts";
import { startWorker } from "./start-worker.ts";

const FOLDER = "/browser-storage";

/** Where a page's runs are kept, and by which worker. */
export interface BrowserWorldOptions {
  /** Where the worker's program lies; default: where the bundler put it. */
  readonly workerUrl?: string | URL;
  /** Default `auto`: the private file system of the origin, else IndexedDB. */
  readonly storage?: StorageChoice;
}

/** The real world of a page or a web worker. */
export function createBrowserWorld(options: BrowserWorldOptions = {}): World {
  const { workerUrl, storage = "auto" } = options;
  const page = { host: hostFacts(), hostName: hostName(), workingFolder: FOLDER };
  const base: World = {
    clock: systemClock,
    random: systemRandom,
    fileSystem: emptyFileSystem(),
    processes: processesOf("", page.hostName),
    env: {},
    fetch: browserFetch,
    workingFolder: FOLDER,
    host: page.host,
    print: printPastCapture,
    keepAlive: () => () => undefined,
    sendsRest: "The next visit of this page that starts a run for that server sends it.",
    // A page that goes away may come back; whether a run is over is seen when its files are delivered.
    onExit: () => () => undefined,
  };
  if (browserGlobals.DedicatedWorkerGlobalScope === undefined)
    return {
      ...base,
      open: async (given) =>
        openPageRun({ options: given, base, page, storage, line: startWorker(workerUrl) }),
    };
  return {
    ...base,
    async openRun(settings) {
      // Most programs run in pages, which then need not load it.
      const { openWorkerRun } = await import("./open-elsewhere.ts");
      return openWorkerRun({ settings, base, storage });
    },
  };
}

function hostName(): string {
  return browserGlobals.location?.host ?? "browser";
}

/** Neither the query nor the fragment of the page's address: both may hold secrets. */
function hostFacts(): HostFacts {
  const { navigator, location } = browserGlobals;
  const { userAgent = "", language = "", hardwareConcurrency = 0, deviceMemory = 0 } = navigator ?? {};
  return {
    os: osOf(userAgent),
    runtime: language === "" ? userAgent : `${userAgent} (${language})`,
    platform: "browser",
    program: location === undefined ? "" : location.origin + location.pathname,
    executable: "",
    username: "",
    homeFolder: FOLDER,
    cpuCount: hardwareConcurrency,
    memoryTotal: deviceMemory * 1024 ** 3,
  };
}

/** The first parenthesis of a user agent says what it runs on. */
function osOf(userAgent: string): string {
  return /\(([^)]*)\)/.exec(userAgent)?.[1] ?? "";
}
