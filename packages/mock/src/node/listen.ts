import { once } from "node:events";
import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Clock } from "@stepwell/effects";
import { systemClock } from "@stepwell/effects";
import type { MockServer } from "../create-mock-server.ts";
import { ConnectionCut } from "../faults/connection-cut.ts";
import { isCutBody } from "../faults/limit-body.ts";

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
export async function listen(mock: MockServer, options: ListenOptions = {}): Promise<Listening> {
  const { port = 0, host = "127.0.0.1", clock = systemClock } = options;
  const http = createAdaptorServer({
    fetch: (request, { outgoing }) => answer(mock, request, outgoing as HttpBindings["outgoing"]),
  }) as Server;
  http.listen(port, host);
  await once(http, "listening");
  const address = http.address();
  const bound = address === null || typeof address === "string" ? port : address.port;
  let cancel = clock.after(TICK_MS, turn);
  let closed = false;

  function turn(): void {
    void mock.tick().finally(() => {
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
      await mock.close();
    },
  };
}

async function answer(
  mock: MockServer,
  request: Request,
  outgoing: HttpBindings["outgoing"],
): Promise<Response> {
  try {
    const reply = await mock.fetch(request);
    if (!isCutBody(reply)) return reply;
    await sendUntilCut(reply, outgoing);
  } catch (error) {
    if (!ConnectionCut.isInstance(error)) throw error;
  }
  outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** The adapter would end the reply with the words of the error, as if it was whole. */
async function sendUntilCut(reply: Response, outgoing: HttpBindings["outgoing"]): Promise<void> {
  outgoing.writeHead(reply.status, Object.fromEntries(reply.headers));
  for await (const chunk of (reply.body ?? []) as AsyncIterable<Uint8Array>) {
    await new Promise((sent) => outgoing.write(chunk, sent));
  }
}
