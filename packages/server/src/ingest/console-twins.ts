import { jsonAt, isJsonObject } from "@stepwell/protocol";
import type { StoredSource } from "@stepwell/storage";
import { sessionFirstLine } from "./session-source.ts";

/**
 * A client of W&B's that logs here and writes a run file in the watched folder gives its console twice, with other times
 * and numbers. Each of its sessions has a name in both, by which the file's lines are known to be the session's.
 */
export function isToldBySession(source: StoredSource, others: readonly StoredSource[]): boolean {
  const writer = source.state.environment?.writerId;
  if (!writer || isSession(source)) return false;
  return others.some((other) => isSession(other) && writersOf(other).has(writer));
}

/** The run files whose console a session tells, as far as they are not silent yet. */
export function toldBy(session: StoredSource, others: readonly StoredSource[]): readonly StoredSource[] {
  if (!isSession(session)) return [];
  return others.filter((other) => other.silent !== true && isToldBySession(other, [session]));
}

function isSession({ id }: StoredSource): boolean {
  return sessionFirstLine(id) !== undefined;
}

function writersOf({ state }: StoredSource): ReadonlySet<string> {
  const environments = jsonAt(state.config, ["_wandb", "e"]);
  return new Set(isJsonObject(environments) ? Object.keys(environments) : []);
}
