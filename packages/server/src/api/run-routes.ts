import { Hono } from "hono";
import type { AppContext } from "../app-context.ts";
import { findRun } from "./find-run.ts";
import { readBody, readQuery } from "./read-request.ts";
import { reply } from "./refusal.ts";
import { editsSchema, runsQuerySchema } from "./request-schemas.ts";
import { runDetail } from "./run-detail.ts";
import { runView } from "./run-view.ts";

/** Projects and runs: list, read, edit, delete. */
export function runRoutes({ ports, ingest, live, problems }: AppContext): Hono {
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

  app.get("/projects", async (c) => {
    const projects = await runs.projects();
    return reply(
      c,
      projects.map(({ lastActivityMs, ...project }) => ({ ...project, lastActivity: lastActivityMs })),
    );
  });

  app.get("/runs", async (c) => {
    const { project, limit, before } = readQuery(c, runsQuerySchema);
    const page = await runs.runs({
      limit,
      ...(project === undefined ? {} : { project }),
      ...(before === undefined ? {} : { before }),
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
    const { name, tags, notes } = await readBody(c, editsSchema);
    const { project, runId } = await findRun(runs, c.req.param("project"), c.req.param("run"));
    const before = await findRun(runs, project, runId);
    await ingest.exclusively(before, async () => {
      const { number, edits } = await findRun(runs, project, runId);
      await runs.update(number, {
        edits: {
          ...edits,
          ...(name === undefined ? {} : { name }),
          ...(tags === undefined ? {} : { tags }),
          ...(notes === undefined ? {} : { notes }),
        },
      });
    });
    live.run(before.number);
    return reply(c, await runView(metrics, await findRun(runs, project, runId)));
  });

  app.delete("/runs/:project/:run", async (c) => {
    await ingest.remove(await findRun(runs, c.req.param("project"), c.req.param("run")));
    return c.body(null, 204);
  });

  return app;
}
