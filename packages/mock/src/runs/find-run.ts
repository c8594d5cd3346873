import type { RunView } from "@stepwell/protocol";
import { MockError } from "../mock-error.ts";
import type { Asking } from "./ask.ts";
import { readAll } from "./ask.ts";

/** Which run of which project. */
export interface MockRunName {
  readonly project: string;
  readonly id: string;
}

const MOST_NAMED = 10;

/** Names of the runs of a server, newest first. */
export async function listRuns(asking: Asking): Promise<readonly MockRunName[]> {
  const runs = await readAll<RunView>(asking, "/api/runs?limit=1000", "runs", "before");
  return runs.map(({ project, id }) => ({ project, id }));
}

/** The one run of that id. Throws `MockError`, which names what there is, for none and for several. */
export async function findRun(asking: Asking, id: string, project: string | undefined): Promise<MockRunName> {
  const all = await listRuns(asking);
  const found = all.filter((run) => run.id === id && (project === undefined || run.project === project));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const which = project === undefined ? `"${id}"` : `"${id}" of project "${project}"`;
  if (found.length > 1) {
    const projects = found.slice(0, MOST_NAMED).map((run) => `"${run.project}"`);
    throw new MockError(
      `read run ${which}: ${found.length} projects have one, ${projects.join(", ")}. Say which, as { project: ${projects[0]} }.`,
    );
  }
  const names = all.slice(0, MOST_NAMED).map((run) => `"${run.id}" of "${run.project}"`);
  const held =
    names.length === 0 ? "no run arrived" : `it is not among the runs that arrived, ${names.join(", ")}`;
  throw new MockError(
    `read run ${which}: ${held}. Wait for "finish" of the run, and see that its "baseUrl" is the mock server's.`,
  );
}
