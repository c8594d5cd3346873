import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import type { Assets } from "../app-ports.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
  ".wasm": "application/wasm",
};

/** The page's files from a folder, as a build leaves them. Nothing outside of the folder is read, links included. */
export function folderAssets(folder: string): Assets {
  return {
    async read(path) {
      try {
        const root = await realpath(folder);
        const file = await realpath(join(root, path));
        if (!file.startsWith(root + sep)) return undefined;
        const bytes = await readFile(file);
        return { bytes, contentType: TYPES[extname(file)] ?? "application/octet-stream" };
      } catch {
        // Missing, a folder, or a name that no file can have.
        return undefined;
      }
    },
  };
}
