import { teamRunStore } from "@stepwell/storage";
import type { AppPorts } from "./app-ports.ts";
import { createGuard } from "./auth/guard.ts";
import { readConnection } from "./auth/connection.ts";
import type { Peer } from "./auth/connection.ts";
import { createTeam } from "./create-team.ts";
import { ENTITY } from "./wire/entity-name.ts";

/** The Stepwell server: requests in, responses out, and a clock input for all that happens without a request. */
export interface App {
  /** `peer` is who sent the request, as the listener knows it; without it all requests count as one sender's. */
  fetch(request: Request, peer?: Peer): Promise<Response>;
  /** Reads on in the watched folder, judges silent runs, sends what viewers are due. Calls never overlap; call it often. */
  tick(): Promise<void>;
  /** What is wrong with the watched folder, as sentences. */
  problems(): readonly string[];
  /** Ends the event streams and waits for what is being stored. The ports stay open. */
  close(): Promise<void>;
}

/** Puts the server together over its ports. It starts nothing by itself but timers of event streams that are open. */
export function createApp(ports: AppPorts): App {
  const { watch, fileSystem, auth, trustedProxies = [] } = ports;
  if (watch !== undefined && fileSystem === undefined) {
    throw new TypeError(
      `[server] Failed to create the app: "watch" is set without "fileSystem". Give both, or neither.`,
    );
  }
  // What other teams left in the store is nobody's business where nobody signs in.
  const open = { ...ports, runs: teamRunStore(ports.runs, undefined) };
  const server = auth === undefined ? createTeam(ENTITY, open) : createGuard(ports, auth);
  let closed = false;

  const tick = coalesce(async () => {
    if (closed) return;
    const more = await server.work();
    if (more && !closed) watch?.wake?.();
  });

  return {
    async fetch(request, peer) {
      const connection = readConnection(request, peer, trustedProxies);
      return server.fetch(request, connection);
    },
    tick,
    problems: () => server.problems(),
    async close() {
      closed = true;
      await server.close();
      await tick();
      await server.idle();
    },
  };
}

/** Calls made while one is under way share one more call after it. */
function coalesce(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  function call(): Promise<void> {
    if (running === undefined) {
      running = task().finally(() => {
        running = undefined;
      });
      return running;
    }
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return call();
      });
    return next;
  }
  return call;
}
