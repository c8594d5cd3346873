import type { ProcessIdentity, Processes } from "../processes.ts";

/** The host that virtual processes run on. */
export interface VirtualProcessesOptions {
  /** Default "test-host". */
  readonly host?: string;
}

/** Processes that start and end when told to. `self` runs from the beginning. */
export interface VirtualProcesses extends Processes {
  /** Starts another process; with `pid`, one that takes a number again. */
  start(pid?: number): ProcessIdentity;
  /** Ends a process, as kill -9 would. */
  end(identity: ProcessIdentity): void;
}

/** A host of which a test decides what lives. */
export function createVirtualProcesses(options: VirtualProcessesOptions = {}): VirtualProcesses {
  const alive = new Map<number, string>();
  let started = 0;
  const self = start(1000);

  return {
    host: options.host ?? "test-host",
    self,
    start,
    end(identity) {
      if (alive.get(identity.pid) === identity.startTime) alive.delete(identity.pid);
    },
    isAlive(identity) {
      const startTime = alive.get(identity.pid);
      return startTime !== undefined && (identity.startTime === "" || identity.startTime === startTime);
    },
  };

  function start(pid?: number): ProcessIdentity {
    started += 1;
    const identity = { pid: pid ?? 1000 + started, startTime: String(started * 100) };
    alive.set(identity.pid, identity.startTime);
    return identity;
  }
}
