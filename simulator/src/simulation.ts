import type { SeededRandom } from "@stepwell/effects/testing";
import type { Ledger } from "./judge/ledger.ts";
import type { PlantedBug } from "./bugs/planted-bug.ts";
import type { Owner } from "./schedule/owner.ts";
import type { Schedule } from "./schedule/schedule.ts";
import type { SimServer } from "./server/sim-server.ts";
import type { Host } from "./world/host.ts";
import type { Network } from "./world/network.ts";

/** What the actors of one simulation share. */
export interface Simulation {
  readonly schedule: Schedule;
  /** For what is decided while it goes on. */
  readonly random: SeededRandom;
  readonly ledger: Ledger;
  readonly network: Network;
  readonly server: SimServer;
  readonly hosts: readonly Host[];
  /** Shares of writes to run files for which a host has no room. */
  readonly fullShares: readonly number[];
  /** Lives for ever: who waits between processes. */
  readonly stage: Owner;
  readonly bug: PlantedBug | undefined;
}

/** Where every host finds the server. */
export const SERVER_URL = "http://localhost:7733";
export const PROJECT = "p";
