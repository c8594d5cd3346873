import { Hono } from "hono";
import { artifactEditRoutes } from "./api/artifact-edit-routes.ts";
import { artifactRoutes } from "./api/artifact-routes.ts";
import { bulkRoutes } from "./api/bulk-routes.ts";
import { consoleRoutes } from "./api/console-routes.ts";
import { fileRoutes } from "./api/file-routes.ts";
import { liveRoutes } from "./api/live-routes.ts";
import { projectRoutes } from "./api/project-routes.ts";
import { limitBody } from "./api/read-request.ts";
import { refusal, reply, replyToError } from "./api/refusal.ts";
import { rowRoutes } from "./api/row-routes.ts";
import { runQueryRoutes } from "./api/run-query-routes.ts";
import { runRoutes } from "./api/run-routes.ts";
import { viewRoutes } from "./api/view-routes.ts";
import type { AppContext } from "./app-context.ts";
import type { AppPorts } from "./app-ports.ts";
import type { Door } from "./auth/door.ts";
import { exportRoutes } from "./export/export-routes.ts";
import { createIngest } from "./ingest/create-ingest.ts";
import { createLiveHub } from "./live/live-hub.ts";
import { createBlobSweep } from "./files/sweep-blobs.ts";
import { createUploadSweep } from "./files/sweep-uploads.ts";
import { documentRoutes } from "./openapi/document-routes.ts";
import { pageRoutes } from "./page-routes.ts";
import { createRunViews } from "./run-views.ts";
import { createFaults } from "./safety/faults.ts";
import { checkHost, checkOrigin } from "./safety/check-caller.ts";
import { apiHeaders } from "./safety/headers.ts";
import { createFolderWatch } from "./watch/folder-watch.ts";
import { wireRoutes } from "./wire/wire-routes.ts";

/** The whole server as one team sees it; an open server has one team, and knows of no other. */
export interface Team {
  fetch(request: Request, door: Door): Promise<Response>;
  /** Does what is due without a request. True when there is more to do at once. */
  work(): Promise<boolean>;
  problems(): readonly string[];
  close(): Promise<void>;
  /** Resolves when nothing is being stored. */
  idle(): Promise<void>;
}

const FIVE_MINUTES_MS = 5 * 60_000;

/** Puts a team together over its ports. `name` is what clients call it: the entity. */
export function createTeam(name: string, ports: AppPorts): Team {
  const { runs, metrics, clock, random, fileSystem, processes, watch } = ports;
  const live = createLiveHub({ clock, random, views: createRunViews(runs, metrics) });
  const silenceMs = ports.silenceMs ?? FIVE_MINUTES_MS;
  const ingest = createIngest({ runs, metrics, clock, silenceMs, listener: live });
  const folder =
    watch === undefined || fileSystem === undefined
      ? undefined
      : createFolderWatch({ folder: watch.folder, fileSystem, processes, clock, ingest });
  const problems = (): readonly string[] => [...(ports.problems?.() ?? []), ...(folder?.problems() ?? [])];
  const faults = createFaults(ports);
  const doors = createDoors({ team: name, ports, ingest, live, faults, problems });

  const sweep = createUploadSweep(ports);
  const sweepBlobs = createBlobSweep(ports);

  return {
    fetch: async (request, door) => doors.fetch(request, { door }),
    async work() {
      const more = await folder?.tick();
      await ingest.review();
      await sweep();
      await sweepBlobs();
      await live.flush();
      return more === true;
    },
    problems,
    close: async () => live.close(),
    idle: () => ingest.idle(),
  };
}

const API_ROUTES = [
  runQueryRoutes,
  runRoutes,
  rowRoutes,
  consoleRoutes,
  fileRoutes,
  liveRoutes,
  exportRoutes,
  bulkRoutes,
  projectRoutes,
  viewRoutes,
  artifactRoutes,
  artifactEditRoutes,
  documentRoutes,
];

function createDoors(context: AppContext): Hono {
  const { ports, faults } = context;
  const app = new Hono();
  app.onError(replyToError(faults));
  app.use(checkHost(ports.allowedHosts ?? [], { isGuarded: ports.auth !== undefined }));

  const api = new Hono();
  api.onError(replyToError(faults));
  api.use(apiHeaders, checkOrigin, limitBody);
  for (const routes of API_ROUTES) api.route("/", routes(context));
  // A server that asks for keys answers this one before its teams do.
  api.get("/session", (c) => reply(c, { auth: "open", user: null }));
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
