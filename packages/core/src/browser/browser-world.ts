import { randomId, systemClock, systemRandom } from "@stepwell/effects";
import { createOperationFileSystem } from "@stepwell/effects/browser";
import type { Settings } from "../settings/resolve-settings.ts";
import type { HostFacts, World } from "../world.ts";
import { secondarySettings } from "../writers/secondary-settings.ts";
import { writerLabel } from "../writers/writer-label.ts";
import { printPastCapture } from "./browser-console.ts";
import { browserFetch } from "./browser-fetch.ts";
import { browserGlobals } from "./browser-globals.ts";
import { processesOf } from "./browser-processes.ts";
import { openPageRun } from "./open-page-run.ts";
import type { OpenRequest } from "./page-messages.ts";

const FOLDER = "/browser-storage";

/** Where a page's runs are kept, and by which worker. */
export interface BrowserWorldOptions {
  /** Where the worker's program lies; default: where the bundler put it. */
  readonly workerUrl?: string | URL;
  /** Default `auto`: the private file system of the origin, else IndexedDB. */
  readonly storage?: OpenRequest["storage"];
}

/** What `openRun` adds to a browser's world: the storage of one run. */
export type OpenedRun = Required<Pick<World, "fileSystem" | "startEngine" | "closeRun">> & {
  /** False when another page writes the same run. */
  readonly isOwner: boolean;
};

/** The real world of a page or a web worker. */
export function createBrowserWorld(options: BrowserWorldOptions = {}): World {
  const base: World = {
    clock: systemClock,
    random: systemRandom,
    fileSystem: emptyFileSystem(),
    processes: processesOf("", hostName()),
    env: {},
    fetch: browserFetch,
    workingFolder: FOLDER,
    host: hostFacts(),
    print: printPastCapture,
    keepAlive: () => () => undefined,
    sendsRest: "The next visit of this page that starts a run for that server sends it.",
    // A page that goes away may come back; whether a run is over is seen when its files are delivered.
    onExit: () => () => undefined,
  };
  return {
    ...base,
    async openRun(settings) {
      const volume = randomId(systemRandom, 16);
      const request = requestOf(settings, volume, options);
      const { isOwner, ...opened } = await openHere(request, options);
      const world = { ...base, ...opened, processes: processesOf(volume, hostName()) };
      return { world, settings: isOwner ? settings : asSecondary(settings) };
    },
  };
}

async function openHere(request: OpenRequest, { workerUrl }: BrowserWorldOptions): Promise<OpenedRun> {
  if (browserGlobals.DedicatedWorkerGlobalScope === undefined) return openPageRun(request, workerUrl);
  // Most programs run in pages, which then need not load it.
  const { openWorkerRun } = await import("./open-worker-run.ts");
  return openWorkerRun(request);
}

function requestOf(
  settings: Settings,
  volume: string,
  { storage = "auto" }: BrowserWorldOptions,
): OpenRequest {
  const { entity, project, runId, isIdGiven, server, resume, initTimeoutMs } = settings;
  const runName = isIdGiven ? [entity, project, runId].map(encodeURIComponent).join("/") : undefined;
  const earlierFirstMs = resume.kind === "none" || server === undefined ? 0 : initTimeoutMs;
  return { volume, runName, server, storage, earlierFirstMs, tails: [] };
}

function asSecondary(settings: Settings): Settings {
  return secondarySettings(settings, settings.shared?.label ?? writerLabel(hostName(), systemRandom));
}

function emptyFileSystem(): World["fileSystem"] {
  const nothing = { write: () => undefined, sync: () => Promise.resolve() };
  const read = () => new Uint8Array();
  return createOperationFileSystem({
    clock: systemClock,
    ids: "odd",
    sink: { ...nothing, read: async () => read(), readSync: read },
  });
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
