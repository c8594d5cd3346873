import { Hono } from "hono";
import type { RunStore } from "@stepwell/storage";
import type { AppContext } from "../app-context.ts";
import { findRun } from "./find-run.ts";
import { readQuery } from "./read-request.ts";
import { reply } from "./refusal.ts";
import { consoleMatchesQuerySchema } from "./request-schemas.ts";
import { searchConsole } from "./search-console.ts";

const PAGE = 10_000;

/** The console as a whole: which of its lines meet conditions, and all of them as a text. */
export function consoleRoutes({ ports }: AppContext): Hono {
  const { runs } = ports;
  const app = new Hono();

  app.get("/runs/:project/:run/console/matches", async (c) => {
    const asked = readQuery(c, consoleMatchesQuerySchema);
    const { number } = await findRun(runs, c.req.param("project"), c.req.param("run"));
    const { lines, total, next } = await searchConsole(runs, number, asked);
    return reply(c, { numbers: lines.map((line) => line.number), total, next });
  });

  app.get("/runs/:project/:run/console/text", async (c) => {
    const { number, runId } = await findRun(runs, c.req.param("project"), c.req.param("run"));
    return c.body(textOf(runs, number), 200, {
      "content-type": "text/plain; charset=utf-8",
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(runId)}.log`,
      "cache-control": "no-store",
    });
  });

  return app;
}

function textOf(runs: RunStore, run: number): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let from = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const page = await runs.console(run, { from, limit: PAGE });
      from += page.length;
      const text = page
        .map((line) => `${line.label === undefined ? "" : `[${line.label}] `}${line.text}\n`)
        .join("");
      if (text !== "") controller.enqueue(encoder.encode(text));
      if (page.length < PAGE) controller.close();
    },
  });
}
