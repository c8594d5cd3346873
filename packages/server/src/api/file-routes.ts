import { Hono } from "hono";
import type { AppContext } from "../app-context.ts";
import { createRunFiles } from "../files/run-files.ts";
import { safeHeaders } from "../files/safe-headers.ts";
import { findUpload, withUploads } from "../files/uploads.ts";
import { streamFile } from "../files/stream-file.ts";
import { findRun } from "./find-run.ts";
import { refusal, reply } from "./refusal.ts";

/** Files of a run, served from where they lie. Whatever they hold runs no script and sees no other origin's data. */
export function fileRoutes({ ports }: AppContext): Hono {
  const { runs, blobs, fileSystem } = ports;
  const files = fileSystem === undefined ? undefined : createRunFiles(fileSystem);
  const app = new Hono();

  app.get("/runs/:project/:run/files", async (c) => {
    const run = await findRun(runs, c.req.param("project"), c.req.param("run"));
    return reply(c, { files: withUploads(run, (await files?.list(run)) ?? []) });
  });

  app.get("/runs/:project/:run/files/:path{.+}", async (c) => {
    const path = c.req.param("path");
    const run = await findRun(runs, c.req.param("project"), c.req.param("run"));
    const found = await files?.find(run, path);
    const upload = found === undefined ? findUpload(run, path) : undefined;
    const bytes = upload === undefined ? undefined : await blobs.get(upload.address);
    if (upload !== undefined && bytes !== undefined) {
      const headers = safeHeaders(path, `"${upload.address}"`);
      if (c.req.header("if-none-match") === headers.etag) return c.body(null, 304, headers);
      return c.body(new Uint8Array(bytes), 200, headers);
    }
    if (found === undefined || fileSystem === undefined) {
      throw refusal(
        404,
        `[server] Failed to read file "${path}" of run "${run.runId}": it is not among the run's files. Look at the list of its files.`,
      );
    }
    const { identity, modifiedMs, size } = found.stat;
    const headers = safeHeaders(path, `W/"${identity}-${modifiedMs}-${size}"`);
    if (c.req.header("if-none-match") === headers.etag) return c.body(null, 304, headers);
    return c.body(streamFile(fileSystem, found.path, size), 200, {
      ...headers,
      "content-length": String(size),
    });
  });

  return app;
}
