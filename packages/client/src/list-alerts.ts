import type { AlertView } from "@stepwell/protocol";
import { runPath } from "./run-path.ts";
import type { Transport } from "./transport.ts";

/** What a run wanted its people to know, oldest first. */
export async function listAlerts(
  transport: Transport,
  project: string,
  run: string,
  signal?: AbortSignal,
): Promise<readonly AlertView[]> {
  const what = `list the alerts of run "${run}"`;
  return (await transport.json<{ alerts: AlertView[] }>(what, runPath(project, run, "/alerts"), { signal }))
    .alerts;
}
