import type { Transport } from "./transport.ts";

/** What a server says of itself. */
export interface ServerInfo {
  readonly version: string;
  /** The folder that the server watches, or null when it watches none. */
  readonly folder: string | null;
  /** What could not be read in the folder, as sentences. */
  readonly problems: readonly string[];
  /** Event streams that are read: one for each browser. */
  readonly viewers: number;
}

/** Asks which server this is. */
export function serverInfo(transport: Transport, signal?: AbortSignal): Promise<ServerInfo> {
  return transport.json("read what the server is", "/api/server", { signal });
}
