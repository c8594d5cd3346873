import type { ProjectDetail, ProjectSize } from "@stepwell/protocol";
import type { Transport } from "./transport.ts";

/** What to change of a project; fields left out stay as they are. */
export interface ProjectEdit {
  /** A name that nothing has. Runs that are logged on under the former one go on in the project. */
  readonly name?: string;
  readonly description?: string;
}

/** A project with its description. */
export function readProject(
  transport: Transport,
  project: string,
  signal?: AbortSignal,
): Promise<ProjectDetail> {
  return transport.json(`read project "${project}"`, projectPath(project), { signal });
}

/** How many bytes a project takes; adding them up takes a while for one with many runs. */
export function readProjectSize(
  transport: Transport,
  project: string,
  signal?: AbortSignal,
): Promise<ProjectSize> {
  return transport.json(`read the size of project "${project}"`, `${projectPath(project)}/size`, { signal });
}

/** Makes a project that needs no runs to be there. */
export function makeProject(
  transport: Transport,
  name: string,
  description?: string,
): Promise<ProjectDetail> {
  const body = { name, ...(description === undefined ? {} : { description }) };
  return transport.json(`make project "${name}"`, "/api/projects", { method: "POST", body });
}

/** Renames or describes a project. */
export function editProject(
  transport: Transport,
  project: string,
  body: ProjectEdit,
): Promise<ProjectDetail> {
  return transport.json(`change project "${project}"`, projectPath(project), { method: "PATCH", body });
}

/** Deletes a project with its runs and artifacts; returns how many runs it had. */
export async function deleteProject(transport: Transport, project: string): Promise<number> {
  const what = `delete project "${project}"`;
  return (await transport.json<{ runs: number }>(what, projectPath(project), { method: "DELETE" })).runs;
}

function projectPath(project: string): string {
  return `/api/projects/${encodeURIComponent(project)}`;
}
