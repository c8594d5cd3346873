import { Hono } from "hono";
import { fileRoutes } from "./api/file-routes.ts";
import { liveRoutes } from "./api/live-routes.ts";
import { limitBody } from "./api/read-request.ts";
import { refusal, replyToError } from "./api/refusal.ts";
import { rowRoutes } from "./api/row-routes.ts";
import { runRoutes } from "./api/run-routes.ts";
import type { AppContext } from "./app-context.ts";
import type { AppPorts } from "./app-ports.ts";
import { createIngest } from "./ingest/create-ingest.ts";
import { createLiveHub } from "./live/live-hub.ts";
import { pageRoutes } from "./page-routes.ts";
import { createRunViews } from "./run-views.ts";
import { checkHost, checkOrigin } from "./safety/check-caller.ts";
import { apiHeaders } from "./safety/headers.ts";
import { createFolderWatch } from "./watch/folder-watch.ts";
import { wireRoutes } from "./wire/wire-routes.ts";

/** The Stepwell server: requests in, responses out, and a clock input for all that happens without a request. */
export interface App {
  fetch(request: Request): Promise<Response>;
  /** Reads on in the watched folder, judges silent runs, sends what viewers are due. Calls never overlap; call it often. */
  tick(): Promise<void>;
  /** Ends the event streams and waits for what is being stored. The ports stay open. */
  close(): Promise<void>;
}

const FIVE_MINUTES_MS = 5 * 60_000;

/** Puts the server together over its ports. It starts nothing by itself but timers of event streams that are open. */
export function createApp(ports: AppPorts): App {
  const { runs, metrics, clock, random, fileSystem, processes, watch } = ports;
  const live = createLiveHub({ clock, random, views: createRunViews(runs, metrics) });
  const silenceMs = ports.silenceMs ?? FIVE_MINUTES_MS;
  const ingest = createIngest({ runs, metrics, clock, silenceMs, listener: live });
  if (watch !== undefined && fileSystem === undefined) {
    throw new TypeError(
      `[server] Failed to create the app: "watch" is set without "fileSystem". Give both, or neither.`,
    );
  }
  const folder =
    watch === undefined || fileSystem === undefined
      ? undefined
      : createFolderWatch({ folder: watch.folder, fileSystem, processes, clock, ingest });

  const app = createDoors({ ports, ingest, live, problems: () => folder?.problems() ?? [] });
  let closed = false;

  async function work(): Promise<void> {
    const more = await folder?.tick();
    await ingest.review();
    await live.flush();
    if (more === true && !closed) watch?.wake?.();
  }

  const tick = coalesce(async () => {
    if (!closed) await work();
  });

  return {
    fetch: async (request) => app.fetch(request),
    tick,
    async close() {
      closed = true;
      live.close();
      await tick();
      await ingest.idle();
    },
  };
}

function createDoors(context: AppContext): Hono {
  const { ports } = context;
  const app = new Hono();
  app.onError(replyToError);
  app.use(checkHost(ports.allowedHosts ?? []));

  const api = new Hono();
  api.onError(replyToError);
  api.use(apiHeaders, checkOrigin, limitBody);
  for (const routes of [runRoutes, rowRoutes, fileRoutes, liveRoutes]) api.route("/", routes(context));
  api.all("*", (c) => {
    throw refusal(
      404,
      `[server] Failed to find "${c.req.method} ${c.req.path.slice(0, 200)}": the api has no such address. See the list of addresses in the docs.`,
    );
  });
  app.route("/api", api);

  // Before the page, which answers every other GET.
  app.route("/", wireRoutes(context));
  app.route("/", pageRoutes(ports.assets));
  return app;
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
