import { Hono } from "hono";
import type { FileView } from "@stepwell/protocol";
import type { AppContext } from "../app-context.ts";
import { createRunFileFinder, type ListedFile } from "../files/find-run-file.ts";
import { sendPart } from "../files/send-part.ts";
import { streamBlob } from "../files/stream-blob.ts";
import { streamFile } from "../files/stream-file.ts";
import { findRun } from "./find-run.ts";
import { pageOf } from "./page-of.ts";
import { readQuery } from "./read-request.ts";
import { refusal, reply } from "./refusal.ts";
import { filesQuerySchema } from "./request-schemas.ts";

/** What the page is told of a file. */
function fileView({ path, size, modifiedAt }: ListedFile): FileView {
  return { path, size, ...(modifiedAt === undefined ? {} : { modifiedAt }) };
}

/** Files of a run, served from where they lie. Whatever they hold runs no script and sees no other origin's data. */
export function fileRoutes({ ports }: AppContext): Hono {
  const { runs, blobs, fileSystem } = ports;
  const files = createRunFileFinder(runs, fileSystem);
  const app = new Hono();

  app.get("/runs/:project/:run/files", async (c) => {
    const run = await findRun(runs, c.req.param("project"), c.req.param("run"));
    const { prefix, ...asked } = readQuery(c, filesQuerySchema);
    const all = (await files.list(run)).filter(({ path }) => path.startsWith(prefix));
    const { page, next } = pageOf(all, ({ path }) => path, asked);
    return reply(c, { files: page.map(fileView), next });
  });

  app.get("/runs/:project/:run/files/:path{.+}", async (c) => {
    const path = c.req.param("path");
    const run = await findRun(runs, c.req.param("project"), c.req.param("run"));
    const found = await files.find(run, path);
    if (found?.kind === "blob" && (await blobs.size(found.address)) === found.size) {
      const { address, size } = found;
      return sendPart(c, { name: path, tag: `"${address}"`, size }, (range) =>
        streamBlob(blobs, address, range),
      );
    }
    if (found?.kind !== "folder" || fileSystem === undefined) {
      throw refusal(
        404,
        `[server] Failed to read file "${path}" of run "${run.runId}": it is not among the run's files. Look at the list of its files.`,
      );
    }
    const { identity, modifiedMs, size } = found.stat;
    const tag = `W/"${identity}-${modifiedMs}-${size}"`;
    return sendPart(c, { name: path, tag, size }, (range) => streamFile(fileSystem, found.path, range));
  });

  return app;
}
