import { mergeRunStates } from "@stepwell/runlog";
import { printJson } from "@stepwell/protocol";
import type { Json, JsonObject } from "@stepwell/protocol";
import type { ObjectEdits, RunEdits, StoredRun } from "@stepwell/storage";
import { readConfigJson } from "./config-json.ts";
import { parseObject } from "./plain-json.ts";
import type { UpsertBucketInput } from "./upsert-bucket.ts";
import { WireError } from "./wire-error.ts";

/** Whether an upsert is somebody's edit of a run that is there; clients that log always say which run they mean. */
export function isEdit({ id, name, modelName }: UpsertBucketInput): boolean {
  return Boolean(id) && !name && !modelName;
}

/**
 * What of an edit differs from what the run itself says: that alone lies over the run from now on. What is set back to
 * what the run says is no edit any more. Null means: as it was.
 */
export function editsOf(run: StoredRun, input: UpsertBucketInput): RunEdits {
  const said = mergeRunStates(run.sources.map((source) => source.state));
  return {
    ...(input.displayName == null ? {} : { name: input.displayName }),
    ...(input.notes == null ? {} : { notes: input.notes }),
    ...(input.description == null ? {} : { description: input.description }),
    ...(input.tags == null ? {} : { tags: [...new Set(input.tags)] }),
    ...(input.groupName == null ? {} : { group: input.groupName }),
    ...(input.jobType == null ? {} : { jobType: input.jobType }),
    ...(input.config == null ? {} : { config: configEdits(said.config, input.config) }),
    ...(input.summaryMetrics == null
      ? {}
      : { summary: differences(said.summary, needObject("summaryMetrics", input.summaryMetrics)) }),
  };
}

/** What a client keeps for itself in a config is not for people to change. */
function configEdits(said: JsonObject, text: string): ObjectEdits {
  const { _wandb: _, ...config } = readConfigJson(needObject("config", text)).config;
  const { _wandb: __, ...before } = said;
  return differences(before, config);
}

function differences(said: JsonObject, wanted: JsonObject): ObjectEdits {
  const set = Object.entries(wanted).filter(
    ([key, value]) => !Object.hasOwn(said, key) || printJson(said[key] as Json) !== printJson(value),
  );
  return {
    set: Object.fromEntries(set),
    removed: Object.keys(said).filter((key) => !Object.hasOwn(wanted, key)),
  };
}

function needObject(field: string, text: string): JsonObject {
  const value = parseObject(text);
  if (value !== undefined) return value;
  throw new WireError(
    400,
    `[server] Failed to change the run: its "${field}" is not a JSON object ("${text.slice(0, 80)}"). Send a JSON object as text.`,
  );
}
