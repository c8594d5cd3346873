import type { RunStream } from "./run-stream.ts";
import type { ServerConnection } from "./server-connection.ts";
import type { SyncPosition } from "./sync-position.ts";

/** What is known of a run once it exists at the server. */
export interface SyncSession {
  readonly connection: ServerConnection;
  readonly stream: RunStream;
  /** The server's names for the run. */
  readonly run: RunNames;
  /** Where people see the run. */
  readonly url: string;
  readonly features: ReadonlySet<string>;
  /** The server has lost what earlier deliveries brought. */
  readonly isForgotten: boolean;
  readonly position: SyncPosition;
  /** Changes the position and saves it. Throws `FileSystemError` where losing it could double rows. */
  remember(change: Partial<SyncPosition>): Promise<void>;
}

export interface RunNames {
  readonly entity: string;
  readonly project: string;
  readonly run: string;
}
