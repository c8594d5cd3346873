import type { Clock, Random } from "@stepwell/effects";
import type { OriginStore, Volume } from "@stepwell/effects/browser";
import { openVolume } from "@stepwell/effects/browser";
import type { Fetch } from "../world.ts";
import type { StorageChoice, Tail } from "./page-messages.ts";

/** What whoever keeps the files of runs in a browser needs of it. */
export interface StorageHost {
  readonly clock: Clock;
  readonly random: Random;
  readonly fetch: Fetch;
  readonly locks: Locks;
  /** Opens the best store there is, or the one that is asked for. */
  openStore(storage: StorageChoice): Promise<OriginStore>;
}

/** Which storage is opened for a run, and what is done before it begins. */
export interface OpenRequest {
  /** The name of the new volume; nobody else has it. */
  readonly volume: string;
  /** What two pages may both want to be: the first writer of a run. Undefined for an id that was made up. */
  readonly runName: string | undefined;
  /** Earlier runs that were meant for this server are delivered to it. */
  readonly server: { readonly baseUrl: string; readonly apiKey: string } | undefined;
  /** For so long the run waits until earlier ones are delivered, since it goes on from one of them. Milliseconds; 0: it does not. */
  readonly earlierFirstMs: number;
  /** What pages could not hand over before they went away. */
  readonly tails: readonly Tail[];
  readonly storage: StorageChoice;
}

/** Names that one page or worker of the origin holds at a time. */
export interface Locks {
  /** True where a lock is known to be nobody else's; false where the browser has no locks. */
  readonly areReal: boolean;
  /** Takes a lock that is free; undefined when it is not. Returns its release. */
  take(name: string): Promise<(() => void) | undefined>;
}

/** The storage of one run. */
export interface RunStorage {
  readonly store: OriginStore;
  readonly volume: Volume;
  /** False when another page writes the same run: this one is a secondary writer. */
  readonly isOwner: boolean;
  /** Lets the volume go; the store stays open. */
  close(): void;
}

/** What a volume says of its run beside the run file. */
export const VOLUME_FACTS = "/stepwell.json";

/** Makes the volume of a new run, and asks for the run's name. Rejects with `FileSystemError`. */
export async function openRunStorage(host: StorageHost, request: OpenRequest): Promise<RunStorage> {
  const { clock, locks } = host;
  const store = await host.openStore(request.storage);
  const releaseVolume = await locks.take(volumeLock(request.volume));
  const releaseRun =
    request.runName === undefined ? undefined : await locks.take(`stepwell.run.${request.runName}`);
  const volume = await openVolume({ store, name: request.volume, clock });
  const facts = JSON.stringify({ baseUrl: request.server?.baseUrl ?? null });
  volume.fileSystem.writeFileSync(VOLUME_FACTS, new TextEncoder().encode(facts));
  return {
    store,
    volume,
    isOwner: request.runName === undefined || releaseRun !== undefined,
    close() {
      volume.close();
      releaseRun?.();
      releaseVolume?.();
    },
  };
}

export function volumeLock(volume: string): string {
  return `stepwell.volume.${volume}`;
}
