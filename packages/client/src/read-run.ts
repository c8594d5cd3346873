import type { RunDetail } from "@stepwell/protocol";
import { runPath } from "./run-path.ts";
import type { Transport } from "./transport.ts";

/** One run with its keys, definitions and environment. */
export function readRun(
  transport: Transport,
  project: string,
  run: string,
  signal?: AbortSignal,
): Promise<RunDetail> {
  return transport.json(`read run "${run}"`, runPath(project, run), { signal });
}
