import type { Item, Json, JsonObject, LogRecord, RunRecord } from "@stepwell/protocol";
import { isJsonObject } from "@stepwell/protocol";
import { flatten } from "@stepwell/runlog";
import { isTag } from "../settings/is-tag.ts";
import type { Settings } from "../settings/resolve-settings.ts";

const FEATURE_RESUMED = 5;
/** What W&B carries over from the old `_wandb`; the rest is about the session that wrote it. */
const CARRIED = ["viz", "visualize", "mask/class_labels"];

/** What a run that goes on from an earlier one begins with. */
export interface Continuation {
  readonly startingStep: number;
  /** Seconds that the run lasted before, with fraction. */
  readonly runtime: number;
  /** The old config with its `_wandb`. */
  readonly config: JsonObject;
  readonly summary: JsonObject;
  readonly name: string;
  readonly notes: string;
  readonly tags: readonly string[];
  readonly resumed: boolean;
  /** Set for a rewound and a forked run: its rows up to and with `step` are those of `run`. */
  readonly branchPoint?: { readonly run: string; readonly step: number };
  /** Lines that the server has; absent where none was asked. */
  readonly lines?: ServerLines;
}

interface ServerLines {
  readonly history: number;
  readonly events: number;
  readonly console: number;
}

/** The settings of a run that goes on: what is not given is as it was. */
export function continuedSettings(settings: Settings, continuation: Continuation | undefined): Settings {
  if (continuation === undefined) return settings;
  const { name, notes, tags } = continuation;
  return {
    ...settings,
    name: settings.name || name,
    notes: settings.notes || notes,
    tags: settings.tags.length > 0 ? settings.tags : tags.filter(isTag),
  };
}

/** The first records of a run file, with what the file goes on from: a reader needs no older file to understand it. */
export function continuedRecords(
  first: readonly LogRecord[],
  continuation: Continuation | undefined,
): readonly LogRecord[] {
  if (continuation === undefined) return first;
  const records = first.map((record): LogRecord => {
    if (record.type === "run") return continuedRun(record, continuation);
    if (record.type !== "telemetry" || !continuation.resumed) return record;
    return { ...record, features: [...record.features, FEATURE_RESUMED].toSorted((a, b) => a - b) };
  });
  const update = flatten(continuation.summary);
  return update.length === 0 ? records : [...records, { type: "summary", update, remove: [] }];
}

function continuedRun(run: RunRecord, continuation: Continuation): RunRecord {
  const { startingStep, runtime, resumed, branchPoint, config } = continuation;
  return {
    ...run,
    startingStep,
    resumed,
    runtime: Math.floor(runtime),
    forked: branchPoint !== undefined,
    config: [...run.config, ...carriedItems(config), ...branchItems(branchPoint)],
    ...(branchPoint && { branchPoint: { run: branchPoint.run, value: branchPoint.step, metric: "_step" } }),
  };
}

function carriedItems(config: JsonObject): Item[] {
  const own: Json | undefined = config["_wandb"];
  if (!isJsonObject(own)) return [];
  return CARRIED.flatMap((key): Item[] => {
    const value = Object.hasOwn(own, key) ? own[key] : undefined;
    return isJsonObject(value) ? [{ path: ["_wandb", key], value }] : [];
  });
}

function branchItems(branchPoint: Continuation["branchPoint"]): Item[] {
  if (branchPoint === undefined) return [];
  const value = { run_id: branchPoint.run, step: branchPoint.step };
  return [{ path: ["_wandb", "branch_point"], value }];
}
