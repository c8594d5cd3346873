import type { RunKeyView } from "@stepwell/protocol";
import type { Transport } from "./transport.ts";

/** The fields that the runs of a project have, in order. */
export async function listRunKeys(
  transport: Transport,
  project: string,
  signal?: AbortSignal,
): Promise<readonly RunKeyView[]> {
  const { keys } = await transport.json<{ keys: readonly RunKeyView[] }>(
    "list the keys of runs",
    "/api/run-keys",
    { query: { project }, signal },
  );
  return keys;
}
