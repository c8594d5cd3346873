import { isJsonObject, joinPath, splitPath } from "@stepwell/protocol";
import type { Json, JsonObject } from "@stepwell/protocol";
import { isMediaValue } from "@stepwell/runlog";
import { editedState } from "../edited-state.ts";
import type { StoredRun } from "../run-store.ts";
import {
  CONFIG,
  factOf,
  factsOf,
  LONGEST_PATH,
  MAX_CONFIG_FACTS,
  MAX_SUMMARY_FACTS,
  ownFacts,
  SUMMARY,
} from "./run-facts.ts";
import type { FactValue } from "./run-facts.ts";

/** The facts of a run, looked up one by one: of many runs, few paths are asked for. */
export interface RunFacts {
  /** The fact under one path, as `all` has it. */
  at(path: string): FactValue | undefined;
  /** What `factsOf` gives. */
  all(): ReadonlyMap<string, FactValue>;
}

/** Opens the facts of a run without collecting them. */
export function openFacts(run: StoredRun): RunFacts {
  const state = editedState(run);
  const own = ownFacts(run, state);
  let collected: ReadonlyMap<string, FactValue> | undefined;
  const all = (): ReadonlyMap<string, FactValue> => (collected ??= factsOf(run));
  // Of more leaves than count, which ones do depends on their order.
  const isNarrow = hasAtMost(state.config, MAX_CONFIG_FACTS) && hasAtMost(state.summary, MAX_SUMMARY_FACTS);
  if (!isNarrow) return { at: (path) => all().get(path), all };
  return {
    at(path) {
      if (path.startsWith(CONFIG)) return leafAt(state.config, CONFIG, path);
      if (path.startsWith(SUMMARY)) return leafAt(state.summary, SUMMARY, path);
      return own.get(path);
    },
    all,
  };
}

function hasAtMost(object: JsonObject, most: number): boolean {
  return countLeaves(object, most) <= most;
}

/** How many leaves an object has; stops above `most`. */
function countLeaves(object: JsonObject, most: number): number {
  let count = 0;
  for (const key of Object.keys(object)) {
    const value = object[key] as Json;
    count += isBranch(value) ? countLeaves(value, most - count) : 1;
    if (count > most) break;
  }
  return count;
}

function leafAt(object: JsonObject, prefix: string, name: string): FactValue | undefined {
  const joined = name.slice(prefix.length);
  const path = splitPath(joined);
  // Other spellings of the same path are no facts.
  if (name.length > LONGEST_PATH || joinPath(path) !== joined) return undefined;
  if (path[0] === "" || path[0] === "_wandb") return undefined;
  let branch = object;
  for (const [depth, key] of path.entries()) {
    if (!Object.hasOwn(branch, key)) return undefined;
    const value = branch[key] as Json;
    if (!isBranch(value)) return depth === path.length - 1 ? factOf(value) : undefined;
    branch = value;
  }
  return undefined;
}

/** True for what `flatten` looks into. */
function isBranch(value: Json): value is JsonObject {
  return isJsonObject(value) && !isMediaValue(value);
}
