import type { Ingest } from "./ingest/create-ingest.ts";
import type { LiveHub } from "./live/live-hub.ts";
import type { AppPorts } from "./app-ports.ts";

/** What every door of the server gets: the ports, the way in, and the way out to viewers. */
export interface AppContext {
  readonly ports: AppPorts;
  readonly ingest: Ingest;
  readonly live: LiveHub;
  /** What is wrong with the watched folder, as sentences. */
  problems(): readonly string[];
}
