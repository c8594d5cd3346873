import { Hono } from "hono";
import type { Context } from "hono";
import type { AppPorts } from "../app-ports.ts";
import { isShown } from "../artifacts/artifact-nodes.ts";
import type { SignedLinks } from "../wire/signed-links.ts";
import { WireError } from "../wire/wire-error.ts";
import type { RunFileFinder } from "./find-run-file.ts";
import { sendPart } from "./send-part.ts";
import { streamBlob } from "./stream-blob.ts";
import { streamFile } from "./stream-file.ts";

/** Files of runs and content of artifacts: by signed address, and by the addresses that clients make up from a manifest when they got none. */
export function downloadRoutes(
  { runs, blobs, fileSystem }: Pick<AppPorts, "runs" | "blobs" | "fileSystem">,
  links: SignedLinks,
  files: RunFileFinder,
): Hono {
  const app = new Hono();

  async function sendBlob(c: Context, address: string, name: string): Promise<Response> {
    const size = await blobs.size(address);
    if (size === undefined) throw notFound(name);
    return sendPart(c, { name, tag: `"${address}"`, size, disposition: "attachment" }, (range) =>
      streamBlob(blobs, address, range),
    );
  }

  async function sendRunFile(c: Context, number: number, path: string): Promise<Response> {
    const run = await runs.run(number);
    const found = run && (await files.find(run, path));
    if (found?.kind === "blob") return sendBlob(c, found.address, path);
    if (found === undefined || fileSystem === undefined) throw notFound(path);
    const { identity, modifiedMs } = found.stat;
    const tag = `W/"${identity}-${modifiedMs}-${found.size}"`;
    return sendPart(c, { name: path, tag, size: found.size, disposition: "attachment" }, (range) =>
      streamFile(fileSystem, found.path, range),
    );
  }

  async function sendContent(c: Context, md5: string, name: string): Promise<Response> {
    const [held] = /^[0-9a-f]{32}$/.test(md5) ? await runs.artifacts.contents([md5]) : [];
    if (held === undefined) throw notFound(name);
    return sendBlob(c, held.address, name);
  }

  async function sendOfCollection(c: Context): Promise<Response> {
    const { project, collection, md5, name } = c.req.param() as Record<string, string>;
    const found = await runs.artifacts.findCollection(project ?? "", collection ?? "");
    if (found === undefined || !(await isShown(runs.artifacts, found))) throw notFound(name ?? "");
    return sendContent(c, md5 ?? "", name ?? "");
  }

  app.get("/wire/downloads/:token", async (c) => {
    const target = await links.verify(c.req.param("token"));
    if (target?.kind === "run-file-read") return sendRunFile(c, target.run, target.path);
    if (target?.kind !== "blob") {
      throw new WireError(
        403,
        "[server] Failed to send the file: its address is not valid any more. Ask for a new one.",
      );
    }
    return sendBlob(c, target.address, target.name);
  });
  app.get("/artifactsV2/:region/:entity/:project/:collection/:birth/:md5/:name", sendOfCollection);
  app.get("/artifactsV2/:region/:entity/:project/:collection/:artifact/:birth/:md5/:name", sendOfCollection);
  app.get("/artifacts/:entity/:md5", (c) => sendContent(c, c.req.param("md5"), c.req.param("md5")));
  return app;
}

function notFound(name: string): WireError {
  return new WireError(
    404,
    `[server] Failed to find the file "${name.slice(0, 200)}": nothing here has it. Look at the list of files.`,
  );
}
