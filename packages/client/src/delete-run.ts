import { runPath } from "./run-path.ts";
import type { Transport } from "./transport.ts";

/** Deletes a run from the server. The folder that it came from is not touched. */
export async function deleteRun(transport: Transport, project: string, run: string): Promise<void> {
  const response = await transport.send(`delete run "${run}"`, runPath(project, run), { method: "DELETE" });
  await response.body?.cancel();
}
