import { Hono } from "hono";
import type { AppContext } from "../app-context.ts";
import { findRun, noRun } from "./find-run.ts";
import { editRun } from "./edit-run.ts";
import { readBody, readQuery } from "./read-request.ts";
import { reply } from "./refusal.ts";
import { editsSchema, runsQuerySchema } from "./request-schemas.ts";
import { alertView, runDetail } from "./run-detail.ts";
import { mergedState, runView } from "./run-view.ts";

/** Runs: list, read, edit, delete. */
export function runRoutes(context: AppContext): Hono {
  const { ports, ingest, live, problems } = context;
  const { runs, metrics } = ports;
  const app = new Hono();

  app.get("/server", (c) =>
    reply(c, {
      version: ports.version,
      folder: ports.watch?.folder ?? null,
      problems: problems(),
      viewers: live.viewers,
    }),
  );

  app.get("/runs", async (c) => {
    const { project, limit, before, archived } = readQuery(c, runsQuerySchema);
    const page = await runs.runs({
      limit,
      ...(project === undefined ? {} : { project }),
      ...(before === undefined ? {} : { before }),
      ...(archived === "with" ? {} : { archived: archived === "only" }),
    });
    const views = await Promise.all(page.map((run) => runView(metrics, run)));
    const last = page.at(-1);
    return reply(c, { runs: views, next: page.length < limit || last === undefined ? null : last.number });
  });

  app.get("/runs/:project/:run", async (c) => {
    const run = await findRun(runs, c.req.param("project"), c.req.param("run"));
    return reply(c, await runDetail(metrics, run));
  });

  app.patch("/runs/:project/:run", async (c) => {
    const edit = await readBody(c, editsSchema);
    const run = await findRun(runs, c.req.param("project"), c.req.param("run"));
    await editRun(context, run, edit);
    const changed = await runs.run(run.number);
    if (changed === undefined) throw noRun(run.project, run.runId);
    return reply(c, await runView(metrics, changed));
  });

  app.get("/runs/:project/:run/alerts", async (c) => {
    const run = await findRun(runs, c.req.param("project"), c.req.param("run"));
    return reply(c, { alerts: (mergedState(run).alerts ?? []).map(alertView) });
  });

  app.delete("/runs/:project/:run", async (c) => {
    await ingest.remove(await findRun(runs, c.req.param("project"), c.req.param("run")));
    return c.body(null, 204);
  });

  return app;
}
