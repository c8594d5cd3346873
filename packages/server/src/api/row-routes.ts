import { Hono } from "hono";
import { encodeSeriesFrames, printJson } from "@stepwell/protocol";
import type { Json } from "@stepwell/protocol";
import type { MetricStore, SeriesQuery, Stream } from "@stepwell/storage";
import type { AppContext } from "../app-context.ts";
import { createStepIndex } from "../wire/step-index.ts";
import { findRun, noRun } from "./find-run.ts";
import { readCells } from "./read-cells.ts";
import { readKeys } from "./read-keys.ts";
import { readBody, readQuery } from "./read-request.ts";
import { reply } from "./refusal.ts";
import { searchConsole } from "./search-console.ts";
import { cellsQuerySchema, consoleQuerySchema, rowsQuerySchema, seriesSchema } from "./request-schemas.ts";

const ROWS_PER_READ = 1000;

/** What was logged: series for charts, rows for export, cells for media, console lines. */
export function rowRoutes({ ports }: AppContext): Hono {
  const { runs, metrics } = ports;
  const steps = createStepIndex(metrics);
  const app = new Hono();

  app.post("/series", async (c) => {
    const { series } = await readBody(c, seriesSchema);
    const names = series.map(({ project, run }) => ({ project, runId: run }));
    const numbers = await runs.runNumbers(names);
    const queries = series.map(({ project, run, range, ...rest }, query): SeriesQuery => {
      const number = numbers[query];
      if (number === undefined) throw noRun(project, run);
      return { ...rest, query, run: number, ...(range === undefined ? {} : { range }) };
    });
    const frames = await metrics.series(queries);
    return c.body(encodeSeriesFrames(frames), 200, {
      "content-type": "application/vnd.stepwell.series",
      "cache-control": "no-store",
    });
  });

  app.get("/runs/:project/:run/rows", async (c) => {
    const { stream, from, limit } = readQuery(c, rowsQuerySchema);
    const keys = readKeys(c);
    const { number } = await findRun(runs, c.req.param("project"), c.req.param("run"));
    const lines = rowLines(metrics, number, stream, { from, limit, ...(keys === undefined ? {} : { keys }) });
    return c.body(streamOf(lines), 200, {
      "content-type": "application/x-ndjson; charset=utf-8",
      "cache-control": "no-store",
    });
  });

  app.get("/runs/:project/:run/cells", async (c) => {
    const asked = readQuery(c, cellsQuerySchema);
    const { number } = await findRun(runs, c.req.param("project"), c.req.param("run"));
    return reply(c, await readCells(metrics, steps, number, asked));
  });

  app.get("/runs/:project/:run/console", async (c) => {
    const asked = readQuery(c, consoleQuerySchema);
    const { number } = await findRun(runs, c.req.param("project"), c.req.param("run"));
    return reply(c, await searchConsole(runs, number, asked));
  });

  return app;
}

async function* rowLines(
  metrics: MetricStore,
  run: number,
  stream: Stream,
  asked: { from: number; limit: number; keys?: readonly string[] },
): AsyncGenerator<string> {
  let { from, limit } = asked;
  while (limit > 0) {
    const page = await metrics.rows(run, stream, { ...asked, from, limit: Math.min(limit, ROWS_PER_READ) });
    const last = page.at(-1);
    if (last === undefined) return;
    yield page.map(({ line, row }) => `${printJson({ line, row } as Json)}\n`).join("");
    limit -= page.length;
    from = last.line + 1;
  }
}

function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await texts.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await texts.return(undefined);
    },
  });
}
