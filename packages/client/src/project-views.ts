import type { JsonObject, ProjectKeys, SavedView, SavedViewEntry } from "@stepwell/protocol";
import type { Transport } from "./transport.ts";

/** What a page of a project starts from: the keys of its runs, and the views that people saved. */
export interface ProjectViews {
  /** What the runs of a project have logged, in the order of its first logging. */
  keys(project: string, signal?: AbortSignal): Promise<ProjectKeys>;
  /** What was measured of the machines of its runs. */
  systemKeys(project: string, signal?: AbortSignal): Promise<ProjectKeys>;
  /** Saved views by name. */
  list(project: string, signal?: AbortSignal): Promise<readonly SavedViewEntry[]>;
  read(project: string, name: string, signal?: AbortSignal): Promise<SavedView>;
  /** Takes the place of a view of that name. With `keepalive` it is saved though the page is left meanwhile, if it is not long. */
  save(
    project: string,
    name: string,
    content: JsonObject,
    options?: { readonly keepalive?: boolean },
  ): Promise<SavedViewEntry>;
  remove(project: string, name: string): Promise<void>;
}

/** The calls about the views of a project. */
export function createViewCalls(transport: Transport): ProjectViews {
  return {
    keys: (project, signal) =>
      transport.json(`list the keys of project "${project}"`, path(project, "keys"), { signal }),
    systemKeys: (project, signal) =>
      transport.json(`list the system metrics of project "${project}"`, path(project, "keys"), {
        query: { stream: "events" },
        signal,
      }),
    async list(project, signal) {
      const what = `list the views of project "${project}"`;
      const { views } = await transport.json<{ views: readonly SavedViewEntry[] }>(
        what,
        path(project, "views"),
        { signal },
      );
      return views;
    },
    read: (project, name, signal) =>
      transport.json(`read view "${name}"`, path(project, "views", name), { signal }),
    save: (project, name, content, { keepalive = false } = {}) =>
      transport.json(`save view "${name}"`, path(project, "views", name), {
        method: "PUT",
        body: { content },
        keepalive,
      }),
    async remove(project, name) {
      await transport.send(`delete view "${name}"`, path(project, "views", name), { method: "DELETE" });
    },
  };
}

function path(project: string, ...parts: readonly string[]): string {
  return `/api/projects/${[project, ...parts].map(encodeURIComponent).join("/")}`;
}
