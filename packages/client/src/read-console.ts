import type { ConsoleLineView } from "@stepwell/protocol";
import { runPath } from "./run-path.ts";
import type { Transport } from "./transport.ts";

/** Which lines of the console to read. Default: from the first one. */
export interface ReadConsoleOptions {
  /** First line, from 0. */
  readonly from?: number;
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

/** Some of a run's console. */
export interface ConsolePage {
  readonly lines: readonly ConsoleLineView[];
  /** Lines of the whole console. */
  readonly total: number;
}

/** Console lines of a run, each in its last state. */
export function readConsole(
  transport: Transport,
  project: string,
  run: string,
  options: ReadConsoleOptions = {},
): Promise<ConsolePage> {
  const { from, limit, signal } = options;
  return transport.json(`read the console of run "${run}"`, runPath(project, run, "/console"), {
    query: { from, limit },
    signal,
  });
}
