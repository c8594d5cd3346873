import { Hono } from "hono";
import type { LiveSubscription } from "@stepwell/protocol";
import type { AppContext } from "../app-context.ts";
import { readBody } from "./read-request.ts";
import { refusal } from "./refusal.ts";
import { subscriptionSchema } from "./request-schemas.ts";

/** The event stream, and what its viewer wishes to hear. */
export function liveRoutes({ live }: AppContext): Hono {
  const app = new Hono();

  app.get("/live", (c) => {
    // Nobody would read or cancel the stream.
    if (c.req.method === "HEAD") return c.body(null, 200);
    const bytes = live.open(c.req.header("last-event-id"));
    if (bytes === undefined) {
      throw refusal(
        503,
        "[server] Failed to open an event stream: too many are open. Close pages of this server that nobody looks at.",
      );
    }
    return c.body(bytes, 200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      // Proxies must pass events on as they come.
      "x-accel-buffering": "no",
    });
  });

  app.put("/live/:stream", async (c) => {
    const { project, series, cells } = await readBody(c, subscriptionSchema);
    const wished: LiveSubscription = { series, cells, ...(project === undefined ? {} : { project }) };
    if (!live.subscribe(c.req.param("stream"), wished)) {
      throw refusal(
        404,
        `[server] Failed to subscribe: event stream "${c.req.param("stream")}" is not open. Open "/api/live" again and use the stream of its hello.`,
      );
    }
    return c.body(null, 204);
  });

  return app;
}
