import type { ProjectView } from "@stepwell/protocol";
import type { Transport } from "./transport.ts";

/** All projects. */
export function listProjects(transport: Transport, signal?: AbortSignal): Promise<ProjectView[]> {
  return transport.json("list the projects", "/api/projects", { signal });
}
