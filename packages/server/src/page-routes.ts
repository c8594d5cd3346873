import { Hono } from "hono";
import type { Assets } from "./app-ports.ts";
import { refusal } from "./api/refusal.ts";
import { pageHeaders } from "./safety/headers.ts";

/** The page: its files, and `index.html` for every address that the page itself understands. */
export function pageRoutes(assets: Assets | undefined): Hono {
  const app = new Hono();
  app.get("*", pageHeaders, async (c) => {
    const path = c.req.path.slice(1) || "index.html";
    const isFile = /\.[a-z0-9]+$/i.test(path) && !path.startsWith("p/");
    const asset = (await assets?.read(path)) ?? (isFile ? undefined : await assets?.read("index.html"));
    if (asset === undefined) {
      throw refusal(
        404,
        `[server] Failed to find "${c.req.path.slice(0, 200)}": this server has ${assets === undefined ? 'no page, only an api below "/api"' : "no such file"}. Open "/".`,
      );
    }
    return c.body(new Uint8Array(asset.bytes), 200, {
      "content-type": asset.contentType,
      // The build names these files by their content.
      "cache-control": path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    });
  });
  return app;
}
