import { Hono } from "hono";
import type { Context } from "hono";
import { parseJson, printJson } from "@stepwell/protocol";
import type { JsonObject, SavedView, SavedViewEntry } from "@stepwell/protocol";
import type { AppContext } from "../app-context.ts";
import { createProjectKeys } from "./project-keys.ts";
import { findProject } from "./find-project.ts";
import { readQuery, readText } from "./read-request.ts";
import { projectKeysQuerySchema } from "./request-schemas.ts";
import { refusal, reply } from "./refusal.ts";
import { LONGEST_VIEW_NAME, viewName, viewSchema } from "./view-schema.ts";

/** Bytes of one saved view. */
const MAX_VIEW_BYTES = 256 * 1024;

/** Saved views of one project. */
const MOST_VIEWS = 200;

/** What a page of a project starts from: the keys of its runs, and the views that people saved. */
export function viewRoutes({ ports }: AppContext): Hono {
  const { runs, clock } = ports;
  const keys = {
    history: createProjectKeys({ ...ports, stream: "history" }),
    events: createProjectKeys({ ...ports, stream: "events" }),
  };
  const app = new Hono();
  const projectOf = async (c: Context): Promise<string> =>
    (await findProject(runs, c.req.param("project") as string)).name;

  app.get("/projects/:project/keys", async (c) => {
    const { stream } = readQuery(c, projectKeysQuerySchema);
    return reply(c, await keys[stream].read(await projectOf(c)));
  });

  app.get("/projects/:project/views", async (c) => {
    const found = await runs.views.list(await projectOf(c));
    const views: SavedViewEntry[] = found.map(({ name, updatedMs }) => ({ name, updatedAt: updatedMs }));
    return reply(c, { views });
  });

  app.get("/projects/:project/views/:name", async (c) => {
    const name = nameOf(c);
    const found = await runs.views.read(await projectOf(c), name);
    if (found === undefined) throw missing("read", name);
    const view: SavedView = {
      name,
      updatedAt: found.updatedMs,
      content: parseJson(found.document) as JsonObject,
    };
    return reply(c, view);
  });

  app.put("/projects/:project/views/:name", async (c) => {
    const name = nameOf(c);
    const text = await c.req.text();
    const size = new TextEncoder().encode(text).byteLength;
    if (size > MAX_VIEW_BYTES) {
      throw refusal(
        413,
        `[server] Failed to save view "${name}": it has ${size} bytes, more than ${MAX_VIEW_BYTES}. Save a view with fewer changes.`,
      );
    }
    const { content } = await readText(text, viewSchema);
    const project = await projectOf(c);
    const updatedMs = clock.now();
    const document = printJson(content);
    const draft = { project, name, updatedMs, document, mostOthers: MOST_VIEWS - 1 };
    if (!(await runs.views.save(draft))) {
      throw refusal(
        409,
        `[server] Failed to save view "${name}": project "${project}" has ${MOST_VIEWS} views. Delete one first.`,
      );
    }
    return reply(c, { name, updatedAt: updatedMs } satisfies SavedViewEntry);
  });

  app.delete("/projects/:project/views/:name", async (c) => {
    const name = nameOf(c);
    if (!(await runs.views.remove(await projectOf(c), name))) throw missing("delete", name);
    return c.body(null, 204);
  });

  return app;
}

function nameOf(c: Context): string {
  const name = c.req.param("name") as string;
  if (viewName.safeParse(name).success) return name;
  throw refusal(
    400,
    `[server] Failed to read the request: "${name.slice(0, LONGEST_VIEW_NAME)}" is no name of a view. Take 1 to ${LONGEST_VIEW_NAME} characters without line breaks.`,
  );
}

function missing(verb: string, name: string): Error {
  return refusal(
    404,
    `[server] Failed to ${verb} view "${name}": the project has none of that name. Look at its list of views.`,
  );
}
