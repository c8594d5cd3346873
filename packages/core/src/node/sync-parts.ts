import { systemClock, systemRandom } from "@stepwell/effects";
import { nodeFileSystem } from "@stepwell/effects/node";
import type { SyncWorld } from "../sync/sync-world.ts";
import { fetchFromHost } from "./fetch-from-host.ts";

/** The host's own parts that delivery needs, in whichever thread it runs. */
export const nodeSyncParts: SyncWorld = {
  clock: systemClock,
  random: systemRandom,
  fileSystem: nodeFileSystem,
  fetch: fetchFromHost,
};
