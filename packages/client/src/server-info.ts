import type { Transport } from "./transport.ts";

/** What a server says of itself. */
export interface ServerInfo {
  readonly version: string;
  /** The folder that the server watches, or null when it watches none. */
  readonly folder: string | null;
}

/** Asks which server this is. */
export function serverInfo(transport: Transport, signal?: AbortSignal): Promise<ServerInfo> {
  return transport.json("read what the server is", "/api/server", { signal });
}
