import type { FileView } from "@stepwell/protocol";
import { runPath } from "./run-path.ts";
import type { Transport } from "./transport.ts";

/** The files of a run: media, code, output. */
export async function listFiles(
  transport: Transport,
  project: string,
  run: string,
  signal?: AbortSignal,
): Promise<readonly FileView[]> {
  const what = `list the files of run "${run}"`;
  const body = await transport.json<{ files: FileView[] }>(what, runPath(project, run, "/files"), { signal });
  return body.files;
}
