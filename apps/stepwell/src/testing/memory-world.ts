import {
  createMemoryFileSystem,
  createSeededRandom,
  createVirtualClock,
  createVirtualProcesses,
} from "@stepwell/effects/testing";
import type { MemoryFileSystem, VirtualClock } from "@stepwell/effects/testing";
import { createMemoryBlobStore, createMemoryMetricStore, createMemoryRunStore } from "@stepwell/storage";
import type { ListenOptions, StopSignal, World } from "../world.ts";
import { VERSION } from "../version.ts";
import { PortTaken } from "../world.ts";

/** A world in memory, and what was done to it. */
export interface MemoryWorld {
  readonly world: World;
  readonly clock: VirtualClock;
  readonly fileSystem: MemoryFileSystem;
  readonly printed: string[];
  readonly errors: string[];
  readonly drawn: string[];
  /** Bytes that were written to where lines are printed, as text. */
  written: string;
  readonly opened: string[];
  readonly synced: string[];
  /** What listens, by port. */
  readonly listening: Map<number, ListenOptions>;
  readonly storages: { folder: string; closed: boolean }[];
  stop(): void;
}

/** Makes a world with an empty `/home/ada`, in which `takenPorts` are taken. */
export function createMemoryWorld(takenPorts: readonly number[] = []): MemoryWorld {
  const clock = createVirtualClock();
  const fileSystem = createMemoryFileSystem({ clock });
  fileSystem.makeFolderSync("/home/ada");
  let stop = (): void => undefined;
  const stopped = new Promise<StopSignal>((resolve) => {
    stop = () => resolve("SIGINT");
  });
  const made: MemoryWorld = {
    clock,
    fileSystem,
    printed: [],
    errors: [],
    drawn: [],
    written: "",
    opened: [],
    synced: [],
    listening: new Map(),
    storages: [],
    stop: () => stop(),
    world: {
      folder: "/home/ada",
      resolve: (path) => (path.startsWith("/") ? path : path === "." ? "/home/ada" : `/home/ada/${path}`),
      clock,
      fileSystem,
      random: createSeededRandom(7),
      processes: createVirtualProcesses(),
      page: { read: async () => undefined },
      output: { width: 80, hasColor: false },
      doctorHost: {
        nodeVersion: "v22.12.0",
        platform: "linux x64",
        coreVersion: VERSION,
        environment: {},
        freeBytes: async () => 2 ** 40,
        firstLine: async (program) => `${program} 1.0`,
        inspectStorage: async () => ({ driver: "@photostructure/sqlite", file: undefined }),
      },
      print: (text) => made.printed.push(text),
      printError: (text) => made.errors.push(text),
      makePrivate: () => undefined,
      openStorage: async (folder) => {
        const kept = { folder, closed: false };
        made.storages.push(kept);
        return {
          runs: createMemoryRunStore(),
          metrics: createMemoryMetricStore(),
          blobs: createMemoryBlobStore(),
          close: async () => {
            kept.closed = true;
          },
        };
      },
      listen: async (options) => {
        const port = options.port === 0 ? 40_000 : options.port;
        if (takenPorts.includes(port)) throw new PortTaken();
        made.listening.set(port, options);
        return {
          port,
          drain: async () => undefined,
          close: async () => {
            made.listening.delete(port);
          },
        };
      },
      isTerminal: false,
      draw: (text) => made.drawn.push(text),
      write: async (bytes) => {
        made.written += new TextDecoder().decode(bytes);
        return true;
      },
      server: (to = "http://localhost:1") => ({ baseUrl: to, apiKey: "" }),
      sync: async (folder) => {
        made.synced.push(folder);
        return { status: "delivered", rows: 3, damage: [], problems: [], notes: [], url: "" };
      },
      fetch: async () => {
        throw new TypeError("fetch failed");
      },
      askSecret: async () => undefined,
      readInput: async () => "",
      loginFiles: { netrc: "/home/ada/.netrc", settings: "/home/ada/.config/stepwell/settings" },
      saveSecret(path, content) {
        fileSystem.makeFolderSync(path.replace(/\/[^/]*$/, ""));
        const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
        fileSystem.writeFileSync(path, bytes);
      },
      backUp: async () => ({ runs: 0, bytes: 0, blobs: { files: 0, bytes: 0 }, damage: undefined }),
      restore: async () => ({ runs: 0, bytes: 0, blobs: { files: 0, bytes: 0 }, damage: undefined }),
      openBrowser: (url) => made.opened.push(url),
      waitForStop: () => stopped,
    },
  };
  return made;
}
