/** The project of runs that name none. */
export const UNCATEGORIZED = "uncategorized";

/** One text for (project, run id), for maps: neither part can hold a NUL by the time it gets here. */
export function runKey(project: string, runId: string): string {
  return `${project}\0${runId}`;
}
