import { Hono } from "hono";
import type { AppContext } from "../app-context.ts";
import { createRunFileFinder } from "../files/find-run-file.ts";
import { safeHeaders } from "../files/safe-headers.ts";
import { streamBlob } from "../files/stream-blob.ts";
import { streamFile } from "../files/stream-file.ts";
import { findRun } from "./find-run.ts";
import { refusal, reply } from "./refusal.ts";

/** Files of a run, served from where they lie. Whatever they hold runs no script and sees no other origin's data. */
export function fileRoutes({ ports }: AppContext): Hono {
  const { runs, blobs, fileSystem } = ports;
  const files = createRunFileFinder(runs, fileSystem);
  const app = new Hono();

  app.get("/runs/:project/:run/files", async (c) => {
    const run = await findRun(runs, c.req.param("project"), c.req.param("run"));
    return reply(c, { files: await files.list(run) });
  });

  app.get("/runs/:project/:run/files/:path{.+}", async (c) => {
    const path = c.req.param("path");
    const run = await findRun(runs, c.req.param("project"), c.req.param("run"));
    const found = await files.find(run, path);
    if (found?.kind === "blob" && (await blobs.size(found.address)) === found.size) {
      const headers = safeHeaders(path, `"${found.address}"`);
      if (c.req.header("if-none-match") === headers.etag) return c.body(null, 304, headers);
      return c.body(streamBlob(blobs, found.address, [0, found.size]), 200, {
        ...headers,
        "content-length": String(found.size),
      });
    }
    if (found?.kind !== "folder" || fileSystem === undefined) {
      throw refusal(
        404,
        `[server] Failed to read file "${path}" of run "${run.runId}": it is not among the run's files. Look at the list of its files.`,
      );
    }
    const { identity, modifiedMs, size } = found.stat;
    const headers = safeHeaders(path, `W/"${identity}-${modifiedMs}-${size}"`);
    if (c.req.header("if-none-match") === headers.etag) return c.body(null, 304, headers);
    return c.body(streamFile(fileSystem, found.path, [0, size]), 200, {
      ...headers,
      "content-length": String(size),
    });
  });

  return app;
}
