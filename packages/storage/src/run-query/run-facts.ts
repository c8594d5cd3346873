import { joinPath, jsonAt, printJson } from "@stepwell/protocol";
import type { Json, JsonObject } from "@stepwell/protocol";
import { flatten } from "@stepwell/runlog";
import type { RunState } from "@stepwell/runlog";
import { editedState } from "../edited-state.ts";
import type { StoredRun } from "../run-store.ts";
import { stateName } from "./state-name.ts";

/** A value without parts. Integers beyond 2^53 are the nearest number. */
export type FactScalar = null | boolean | number | string;

/** What is known of a run under one path: a scalar, or a list of up to 32 finite scalars. Anything else is its JSON text. */
export type FactValue = FactScalar | readonly FactScalar[];

/** How many facts of config and of summary a run is found by, in the order of its keys; later ones are only shown. */
export const MAX_CONFIG_FACTS = 1000;
export const MAX_SUMMARY_FACTS = 2000;

/** What the paths of config and of summary begin with. */
export const CONFIG = "config.";
export const SUMMARY = "summary.";

/** A longer path is no fact. */
export const LONGEST_PATH = 512;
const LONGEST_TEXT = 512;
const LONGEST_LIST = 32;

/**
 * What a run can be found by. Paths: `name` (its id), `displayName`, `state`, `color`, `group`, `jobType`, `tags`, `notes`,
 * `createdAt`, `startedAt`, `heartbeatAt` (milliseconds), `host`, `sweep`, `duration` (seconds), `archived` (only where it
 * is true), and `config.…` and `summary.…` with joined paths, without `_wandb`. Texts count by their first 512 characters.
 */
export function factsOf(run: StoredRun): Map<string, FactValue> {
  const state = editedState(run);
  const facts = ownFacts(run, state);
  addLeaves(facts, CONFIG, state.config, MAX_CONFIG_FACTS);
  addLeaves(facts, SUMMARY, state.summary, MAX_SUMMARY_FACTS);
  return facts;
}

/** Those of the facts that are neither config nor summary. */
export function ownFacts(run: StoredRun, state: RunState): Map<string, FactValue> {
  const record = state.run;
  const facts = new Map<string, FactValue>();
  const started = Math.min(...run.sources.map(({ startedMs }) => startedMs));
  facts.set("name", cut(run.runId));
  facts.set("displayName", cut(run.edits.name || record?.displayName || run.runId));
  facts.set("state", stateName(run, state));
  facts.set("color", run.edits.color ?? run.color);
  if (run.edits.archived === true) facts.set("archived", true);
  facts.set("createdAt", run.createdMs);
  facts.set("startedAt", Number.isFinite(started) ? started : run.createdMs);
  facts.set("heartbeatAt", run.updatedMs);
  facts.set("group", cut(run.edits.group ?? record?.group ?? ""));
  facts.set("jobType", cut(run.edits.jobType ?? record?.jobType ?? ""));
  facts.set("tags", factOf(run.edits.tags ?? record?.tags ?? []));
  facts.set("notes", cut(run.edits.notes ?? record?.notes ?? ""));
  facts.set("host", cut(record?.host || state.environment?.host || ""));
  facts.set("sweep", cut(record?.sweepId ?? ""));
  const duration = numberAt(state.summary, ["_runtime"]) ?? numberAt(state.summary, ["_wandb", "runtime"]);
  facts.set("duration", duration ?? 0);
  return facts;
}

/** A JSON value as a fact. */
export function factOf(value: Json): FactValue {
  if (typeof value === "string") return cut(value);
  if (typeof value === "bigint") return Number(value);
  // There is no -0: it would be equal to 0 and come back as either.
  if (typeof value === "number") return value + 0;
  if (value === null || typeof value !== "object") return value;
  if (!Array.isArray(value) || value.length > LONGEST_LIST) return cut(printJson(value));
  const facts = (value as readonly Json[]).map(factOf);
  return facts.every(isPlain) ? facts : cut(printJson(value));
}

/** What JSON has, so that lists can be kept as that. */
function isPlain(fact: FactValue): fact is FactScalar {
  return !Array.isArray(fact) && (typeof fact !== "number" || Number.isFinite(fact));
}

function addLeaves(facts: Map<string, FactValue>, prefix: string, object: JsonObject, most: number): void {
  const { _wandb: _, ...rest } = object;
  let added = 0;
  for (const { path, value } of flatten(rest)) {
    if (added >= most) return;
    const name = prefix + joinPath(path);
    if (name.length > LONGEST_PATH) continue;
    facts.set(name, factOf(value));
    added += 1;
  }
}

function numberAt(object: JsonObject, path: readonly string[]): number | undefined {
  const value = jsonAt(object, path);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function cut(text: string): string {
  return text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
}
