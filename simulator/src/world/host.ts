import type { Clock } from "@stepwell/effects";
import { createMemoryFileSystem, createVirtualProcesses } from "@stepwell/effects/testing";
import type { MemoryFileSystem, VirtualProcesses } from "@stepwell/effects/testing";
import type { Owner } from "../schedule/owner.ts";
import type { Schedule } from "../schedule/schedule.ts";

/** A machine: a disk, a clock of its own, and the processes on it. */
export interface Host {
  readonly name: string;
  readonly disk: MemoryFileSystem;
  readonly processes: VirtualProcesses;
  /** Its clock, with timers that end with `owner`. */
  clock(owner: Owner): Clock;
  /** Sets the clock forward, or back. */
  skew(ms: number): void;
  /** Lets `owner` end with the machine. */
  add(owner: Owner): void;
  /** Cuts the power: all processes die, and of what was not synced a random part is left. */
  crash(): void;
}

const BEGIN_MS = Date.UTC(2026, 0, 1);

export function createHost(options: { name: string; schedule: Schedule; skewMs: number }): Host {
  const { name, schedule } = options;
  let skewMs = options.skewMs;
  let owners: Owner[] = [];
  const now = (): number => BEGIN_MS + schedule.nowMs + skewMs;
  const time = { now, monotonic: () => schedule.nowMs, after: () => () => undefined };
  const disk = createMemoryFileSystem({ clock: time });
  disk.makeFolderSync("/home/ada/wandb");
  return {
    name,
    disk,
    processes: createVirtualProcesses({ host: name }),
    clock: (owner) => ({ ...time, after: (delayMs, run) => schedule.after(owner, delayMs, run) }),
    skew(ms) {
      skewMs += ms;
      schedule.note(name, `the clock jumps by ${ms} ms`);
    },
    add(owner) {
      owners = [...owners.filter((one) => !one.isDead), owner];
    },
    crash() {
      schedule.note(name, "the power is cut");
      disk.crash((unsynced) => schedule.random.integer(unsynced + 1));
      for (const owner of owners) owner.die();
      owners = [];
    },
  };
}
