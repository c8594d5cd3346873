import { createMemoryWorld } from "@stepwell/core/testing";
import type { World } from "@stepwell/core/testing";
import { createOwner } from "../schedule/owner.ts";
import type { Owner } from "../schedule/owner.ts";
import type { Simulation } from "../simulation.ts";
import { createDisk } from "./disk.ts";

/** A process on a host. */
export interface SimProcess {
  readonly owner: Owner;
  readonly world: World;
  /** Never, while it lives. */
  readonly death: Promise<void>;
  /** It ends by itself. */
  exit(exitCode: number): void;
}

/** Starts a process, which dies at so many effects. */
export function startProcess(
  sim: Simulation,
  { name, host: number, effects = Infinity }: { name: string; host: number; effects?: number },
): SimProcess {
  const { schedule, network, ledger } = sim;
  const host = sim.hosts[number] ?? sim.hosts[0];
  if (host === undefined) throw new RangeError("[simulator] Failed to start a process: there is no host.");
  const owner = createOwner(name);
  owner.dieAfter(effects);
  host.add(owner);
  const self = host.processes.start();
  const death = new Promise<void>((resolve) => {
    owner.onDeath(() => {
      host.processes.end(self);
      resolve();
    });
  });
  const memory = createMemoryWorld({
    seed: sim.random.integer(2 ** 31),
    fetch: network.fetch(owner, host.name),
  });
  const world: World = {
    ...memory,
    clock: host.clock(owner),
    processes: { host: host.name, self, isAlive: (one) => host.processes.isAlive(one) },
    fileSystem: createDisk({
      inner: host.disk,
      owner,
      schedule,
      fullShare: sim.fullShares[number] ?? 0,
      losesSyncs: sim.bug === "lost-fsync",
      onFull(path) {
        const session = ledger.sessionAt(host.name, path) ?? ledger.sessionBeginning(name, path);
        if (session !== undefined) session.lacksRoom = true;
      },
      onSync(path) {
        const session = path.endsWith(".wandb") ? ledger.sessionAt(host.name, path) : undefined;
        const rows = session?.kept.length ?? 0;
        return () => {
          if (session !== undefined) session.durable = Math.max(session.durable, rows);
        };
      },
    }),
  };
  schedule.note(name, `starts on ${host.name}`);
  return {
    owner,
    world,
    death,
    exit(exitCode) {
      memory.exit(exitCode);
      schedule.note(name, `exits with ${exitCode}`);
      owner.die();
    },
  };
}
