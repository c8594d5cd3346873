import { Hono } from "hono";
import { cors } from "hono/cors";
import type { MiddlewareHandler } from "hono";
import { EVENTS_MARK_HEADER, MARK_HEADER } from "@stepwell/protocol";
import type { AppContext } from "../app-context.ts";
import { doorOf } from "../auth/door.ts";
import { createArtifactContent } from "../artifacts/artifact-content.ts";
import { downloadRoutes } from "../files/download-routes.ts";
import { createRunFileFinder } from "../files/find-run-file.ts";
import { isAllowedOrigin } from "../safety/page-origin.ts";
import { applyFileStream, readFileStreamBody } from "./file-stream.ts";
import { answerGraphql } from "./graphql-request.ts";
import { readText } from "./read-bytes.ts";
import { createSignedLinks } from "./signed-links.ts";
import { takeUpload } from "./take-upload.ts";
import { readCaller } from "./wire-caller.ts";
import { replyToWireError, WireError, wireReply } from "./wire-error.ts";
import { checkProject, checkRunId } from "./wire-name.ts";
import { createWireResolvers } from "./wire-resolvers.ts";
import { createWireSources } from "./wire-sources.ts";

/** Clients send at most about 10 MiB of lines at a time, which escaping may double. */
const MAX_STREAM_BYTES = 64 * 1024 * 1024;
const MAX_GRAPHQL_BYTES = 32 * 1024 * 1024;

/** The wire door: W&B's protocol as far as logging and `wandb sync` use it. Everything else on it is 404. */
export function wireRoutes(context: AppContext): Hono {
  const { ports } = context;
  const sources = createWireSources(context);
  const links = createSignedLinks(ports, context.team);
  const content = createArtifactContent(ports);
  const files = createRunFileFinder(ports.runs, ports.fileSystem);
  const root = createWireResolvers(context, sources, links, content, files);
  const app = new Hono();
  app.onError(replyToWireError(context.faults));

  const pages = allowPages(ports.allowedOrigins ?? []);
  app.use("/graphql", pages);
  app.use("/files/*", pages);
  app.use("/wire/*", pages);

  app.post("/graphql", async (c) => {
    const text = await readText(c.req.raw, MAX_GRAPHQL_BYTES);
    const door = doorOf(c);
    const request = { caller: readCaller(c.req.raw.headers), origin: door.origin, door };
    const answer = await answerGraphql(text, root, request, { faults: context.faults });
    return wireReply(c, answer, door.status ?? 200);
  });

  app.post("/files/:entity/:project/:run/file_stream", async (c) => {
    const caller = readCaller(c.req.raw.headers);
    const name = { project: checkProject(c.req.param("project")), runId: checkRunId(c.req.param("run")) };
    const body = readFileStreamBody(await readText(c.req.raw, MAX_STREAM_BYTES));
    const { marks, stopped } = await sources.with(name, caller, async (account) => {
      await applyFileStream(context, sources, account, body, caller);
      return {
        marks: account.numbering === "source" ? { ...account.marks } : undefined,
        stopped: account.stopping,
      };
    });
    if (marks !== undefined) {
      c.header(MARK_HEADER, String(marks.history));
      c.header(EVENTS_MARK_HEADER, String(marks.events));
    }
    return wireReply(c, stopped ? { stopped } : {});
  });

  app.put("/wire/uploads/:token", async (c) => {
    const target = await links.verify(c.req.param("token"));
    if (target === undefined || target.kind === "blob" || target.kind === "run-file-read") {
      throw new WireError(
        403,
        "[server] Failed to take the file: its address is not valid any more. Ask for a new one.",
      );
    }
    return c.body(null, 200, await takeUpload(context, sources, content, target, c.req.raw));
  });

  app.route("/", downloadRoutes(ports, links, files));

  app.on(["POST", "PUT", "PATCH", "DELETE"], "*", (c) => {
    throw new WireError(
      404,
      `[server] Failed to find "${c.req.path.slice(0, 200)}": this server has no such address.`,
    );
  });
  return app;
}

/** Pages of this machine may log from their script, and those of allowed origins; pages of other sites are refused. */
function allowPages(allowed: readonly string[]): MiddlewareHandler {
  const answer = cors({
    origin: (origin) => (isAllowedOrigin(origin, allowed) ? origin : null),
    allowMethods: ["POST", "PUT"],
    exposeHeaders: [MARK_HEADER, EVENTS_MARK_HEADER, "etag"],
  });
  return async (c, next) => {
    const origin = c.req.header("origin");
    // No page, so nobody who asks whether it may read the reply.
    if (origin === undefined) return next();
    if (!isAllowedOrigin(origin, allowed)) {
      throw new WireError(
        403,
        `[server] Failed to answer: a page of "${origin.slice(0, 200)}" asked, and only pages of this machine may. Serve the page from "localhost", or start the server with "--allow-origin ${origin.slice(0, 200)}".`,
      );
    }
    return answer(c, next);
  };
}
