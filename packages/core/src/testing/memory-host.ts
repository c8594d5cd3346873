import type { ProcessIdentity } from "@stepwell/effects";
import {
  createMemoryFileSystem,
  createVirtualClock,
  createVirtualProcesses,
} from "@stepwell/effects/testing";
import type { MemoryFileSystem, VirtualClock } from "@stepwell/effects/testing";
import type { Fetch, World } from "../world.ts";
import { createMemoryWorld } from "./memory-world.ts";

/** One host with a disk and a clock, on which several processes live. */
export interface MemoryHost {
  readonly fileSystem: MemoryFileSystem;
  readonly clock: VirtualClock;
  /** Starts a process and returns its world. */
  start(): MemoryProcess;
  /** Ends a process as kill -9 would: nothing of it runs any more, and its locks stay. */
  kill(process: MemoryProcess): void;
}

export interface MemoryProcess extends World {
  readonly printed: readonly string[];
}

export function createMemoryHost(options: { fetch?: Fetch } = {}): MemoryHost {
  const clock = createVirtualClock();
  const fileSystem = createMemoryFileSystem({ clock });
  const processes = createVirtualProcesses();
  const identities = new Map<MemoryProcess, ProcessIdentity>();
  return {
    fileSystem,
    clock,
    start() {
      const self = processes.start();
      const world = createMemoryWorld({ ...options, clock, fileSystem, seed: self.pid });
      const { host } = processes;
      const process = { ...world, processes: { host, self, isAlive: processes.isAlive } };
      identities.set(process, self);
      return process;
    },
    kill(process) {
      const identity = identities.get(process);
      if (identity !== undefined) processes.end(identity);
    },
  };
}
