import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { build } from "vite";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
};

/** Builds a page beside this file with Vite's defaults into `folder`. */
export async function buildPage(name: string, folder: string): Promise<void> {
  await build({
    root: join(import.meta.dirname, name),
    configFile: false,
    logLevel: "warn",
    build: { outDir: folder, emptyOutDir: true, chunkSizeWarningLimit: 5000 },
  });
}

export interface Site {
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves a folder on a free port of 127.0.0.1: an origin of its own. Addresses without an ending are its index. */
export async function servePage(folder: string): Promise<Site> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://host").pathname);
    const file = join(folder, extname(path) === "" ? "index.html" : path);
    readFile(file).then(
      (bytes) =>
        response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream").end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
