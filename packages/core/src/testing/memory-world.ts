import {
  createMemoryFileSystem,
  createSeededRandom,
  createVirtualClock,
  createVirtualProcesses,
} from "@stepwell/effects/testing";
import type { MemoryFileSystem, VirtualClock, VirtualProcesses } from "@stepwell/effects/testing";
import { startDeliveryEngine } from "../sync/delivery-engine.ts";
import type { Fetch, World } from "../world.ts";

/** What a memory world starts with. Default: nothing in it, and a virtual clock. */
export interface MemoryWorldOptions {
  /** For ids and jitter. Default 1. */
  readonly seed?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Default: a network that reaches nobody. */
  readonly fetch?: Fetch;
  readonly clock?: VirtualClock;
  readonly fileSystem?: MemoryFileSystem;
}

/** A world in memory, with what it was told to print and a way to end its process. */
export interface MemoryWorld extends World {
  readonly clock: VirtualClock;
  readonly fileSystem: MemoryFileSystem;
  readonly processes: VirtualProcesses;
  readonly printed: readonly string[];
  /** Ends the process as the host would: exit listeners run, timers do not. */
  exit(exitCode: number): void;
}

/** Nothing in it touches the host; the same seed and calls give the same bytes. */
export function createMemoryWorld(options: MemoryWorldOptions = {}): MemoryWorld {
  const clock = options.clock ?? createVirtualClock();
  const fileSystem = options.fileSystem ?? createMemoryFileSystem({ clock });
  const printed: string[] = [];
  const listeners = new Set<(exitCode: number) => void>();
  fileSystem.makeFolderSync("/home/ada");
  return {
    clock,
    fileSystem,
    printed,
    random: createSeededRandom(options.seed ?? 1),
    processes: createVirtualProcesses(),
    env: options.env ?? {},
    fetch: options.fetch ?? (() => Promise.reject(new Error("there is no network"))),
    workingFolder: "/home/ada",
    host: {
      os: "Test-1.0-x64",
      runtime: "Test 1.0",
      platform: "test-x64",
      program: "/home/ada/train.js",
      executable: "/bin/test",
      username: "tester",
      homeFolder: "/home/ada",
      cpuCount: 2,
      memoryTotal: 8 * 1024 ** 3,
    },
    startEngine: startDeliveryEngine,
    print: (text) => void printed.push(text),
    keepAlive: () => () => undefined,
    onExit(run) {
      listeners.add(run);
      return () => void listeners.delete(run);
    },
    exit(exitCode) {
      for (const run of listeners) run(exitCode);
    },
  };
}
