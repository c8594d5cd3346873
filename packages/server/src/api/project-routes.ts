import { Hono } from "hono";
import type { ProjectDetail } from "@stepwell/protocol";
import type { AppContext } from "../app-context.ts";
import { findProject } from "./find-project.ts";
import { readBody } from "./read-request.ts";
import { refusal, reply } from "./refusal.ts";
import { projectSize } from "./project-size.ts";
import { removeProject } from "./remove-project.ts";
import { newProjectSchema, projectEditsSchema } from "./request-schemas.ts";

/** Projects: list, make, read, rename, describe, delete. */
export function projectRoutes(context: AppContext): Hono {
  const { ports, ingest } = context;
  const { runs, clock } = ports;
  const app = new Hono();

  async function detail(name: string): Promise<ProjectDetail> {
    const { description, createdMs } = await findProject(runs, name);
    const found = (await runs.projects()).find((project) => project.name === name);
    return {
      name,
      runs: found?.runs ?? 0,
      live: found?.live ?? 0,
      lastActivity: found?.lastActivityMs ?? createdMs,
      description,
      createdAt: createdMs,
    };
  }

  app.get("/projects", async (c) => {
    const projects = await runs.projects();
    return reply(
      c,
      projects.map(({ lastActivityMs, ...project }) => ({ ...project, lastActivity: lastActivityMs })),
    );
  });

  app.post("/projects", async (c) => {
    const { name, description } = await readBody(c, newProjectSchema);
    if ((await runs.project(name)) !== undefined) throw taken("make", name);
    await runs.saveProject({ name, description, createdMs: clock.now() });
    return reply(c, await detail(name), 201);
  });

  app.get("/projects/:project", async (c) => reply(c, await detail(c.req.param("project"))));

  app.get("/projects/:project/size", async (c) => {
    const { name } = await findProject(runs, c.req.param("project"));
    return reply(c, await projectSize(context, name));
  });

  app.patch("/projects/:project", async (c) => {
    const { name, description } = await readBody(c, projectEditsSchema);
    const before = await findProject(runs, c.req.param("project"));
    if (name !== undefined && name !== before.name && !(await ingest.renameProject(before.name, name))) {
      throw taken("rename", name);
    }
    const now = name ?? before.name;
    if (description !== undefined) await runs.saveProject({ ...before, name: now, description });
    return reply(c, await detail(now));
  });

  app.delete("/projects/:project", async (c) => {
    const { name } = await findProject(runs, c.req.param("project"));
    return reply(c, { runs: await removeProject(context, name) });
  });

  return app;
}

function taken(verb: string, name: string): Error {
  return refusal(
    409,
    `[server] Failed to ${verb} project "${name}": there is one of that name, or runs were moved away from there. Take another name.`,
  );
}
