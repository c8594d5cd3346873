import { once } from "node:events";
import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import type { Clock } from "@stepwell/effects";
import { systemClock } from "@stepwell/effects";
import type { MockServer } from "../create-mock-server.ts";

/** Where a mock server listens. */
export interface ListenOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** A loopback address. Default "127.0.0.1". */
  readonly host?: string;
  readonly clock?: Clock;
}

/** A mock server that listens, and where. */
export interface Listening {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

const TICK_MS = 100;

/** Puts a mock server on a port of this machine. Rejects with the host's error (`EADDRINUSE`…) when it can't. */
export async function listen(server: MockServer, options: ListenOptions = {}): Promise<Listening> {
  const { port = 0, host = "127.0.0.1", clock = systemClock } = options;
  const http = createAdaptorServer({ fetch: (request) => server.fetch(request) }) as Server;
  http.listen(port, host);
  await once(http, "listening");
  const address = http.address();
  const bound = address === null || typeof address === "string" ? port : address.port;
  let cancel = clock.after(TICK_MS, turn);
  let closed = false;

  function turn(): void {
    void server.tick().finally(() => {
      if (!closed) cancel = clock.after(TICK_MS, turn);
    });
  }

  return {
    port: bound,
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    async close() {
      closed = true;
      cancel();
      const ended = once(http, "close");
      http.close();
      http.closeAllConnections();
      await ended;
      await server.close();
    },
  };
}
