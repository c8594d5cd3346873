import type { ConsoleMatches, ConsolePage } from "@stepwell/protocol";
import { runPath } from "./run-path.ts";
import type { Transport } from "./transport.ts";

/** Which lines of the console to read. Default: from the first one. */
export interface ReadConsoleOptions {
  /** First line, from 0. */
  readonly from?: number;
  readonly limit?: number;
  /** Only lines with this text, in any case of its letters. */
  readonly search?: string;
  /** Only lines that this RE2 pattern matches somewhere, in any case of their letters. */
  readonly pattern?: string;
  readonly stream?: "stdout" | "stderr";
  /** Only lines of this time, in milliseconds since 1970, both included; lines without a time are of none. */
  readonly since?: number;
  readonly until?: number;
  readonly signal?: AbortSignal;
}

/** Console lines of a run, each in its last state. */
export function readConsole(
  transport: Transport,
  project: string,
  run: string,
  options: ReadConsoleOptions = {},
): Promise<ConsolePage> {
  const { signal, ...query } = options;
  return transport.json(`read the console of run "${run}"`, runPath(project, run, "/console"), {
    query,
    signal,
  });
}

/** Which lines meet the options, by number; up to 100,000 lines are looked at for one reply. */
export function findConsoleLines(
  transport: Transport,
  project: string,
  run: string,
  options: ReadConsoleOptions = {},
): Promise<ConsoleMatches> {
  const { signal, ...query } = options;
  return transport.json(`search the console of run "${run}"`, runPath(project, run, "/console/matches"), {
    query,
    signal,
  });
}
