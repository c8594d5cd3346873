import type { Ingest } from "./ingest/create-ingest.ts";
import type { LiveHub } from "./live/live-hub.ts";
import type { AppPorts } from "./app-ports.ts";
import type { Faults } from "./safety/faults.ts";

/** What every door of the server gets: the ports, the way in, and the way out to viewers. */
export interface AppContext {
  /** What clients call the team whose server this is. */
  readonly team: string;
  readonly ports: AppPorts;
  readonly ingest: Ingest;
  readonly live: LiveHub;
  readonly faults: Faults;
  /** What is wrong with the watched folder, as sentences. */
  problems(): readonly string[];
}
