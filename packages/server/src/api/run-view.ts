import type { Json, JsonObject, RunView } from "@stepwell/protocol";
import type { RunState } from "@stepwell/runlog";
import { editedState } from "@stepwell/storage";
import type { MetricStore, StoredRun } from "@stepwell/storage";

/** A run as the page shows it: what its sources say, with people's edits on top. */
export async function runView(metrics: MetricStore, run: StoredRun): Promise<RunView> {
  const state = mergedState(run);
  const { rows } = await metrics.info(run.number, "history");
  const record = state.run;
  const started = Math.min(...run.sources.map(({ startedMs }) => startedMs));
  return {
    id: run.runId,
    project: run.project,
    name: run.edits.name || record?.displayName || run.runId,
    status: run.status,
    color: run.edits.color ?? run.color,
    startedAt: Number.isFinite(started) ? started : run.createdMs,
    updatedAt: run.updatedMs,
    runtime:
      numberAt(state.summary, "_runtime") ?? numberAt(objectAt(state.summary, "_wandb"), "runtime") ?? 0,
    step: rows === 0 ? null : (numberAt(state.summary, "_step") ?? null),
    rows,
    group: record?.group ?? "",
    jobType: record?.jobType ?? "",
    tags: run.edits.tags ?? record?.tags ?? [],
    notes: run.edits.notes ?? record?.notes ?? "",
    archived: run.edits.archived === true,
    host: record?.host || state.environment?.host || "",
    config: withoutOurs(state.config),
    summary: withoutOurs(state.summary),
    dropped: { ...dropped(state.config), ...late(run) },
    damage: run.sources.flatMap((source) => source.damage),
  };
}

/** What a run amounts to, with people's edits. */
export function mergedState(run: StoredRun): RunState {
  return editedState(run);
}

function withoutOurs(object: JsonObject): JsonObject {
  const { _wandb: _, ...rest } = object;
  return rest;
}

/** The writer counts what it dropped in `_wandb.stepwell_stats`, under `dropped` by reason. */
function dropped(config: JsonObject): Record<string, number> {
  const counts = objectAt(objectAt(objectAt(config, "_wandb"), "stepwell_stats"), "dropped");
  const found: Record<string, number> = {};
  for (const reason of Object.keys(counts ?? {})) {
    const count = numberAt(counts, reason);
    if (count !== undefined && count > 0) found[reason] = count;
  }
  return found;
}

/** Rows that came from before a rewind. */
function late({ sources }: StoredRun): Record<string, number> {
  const rows = sources.reduce((sum, { stale = 0 }) => sum + stale, 0);
  return rows === 0 ? {} : { rewound: rows };
}

function numberAt(object: JsonObject | undefined, key: string): number | undefined {
  const value = own(object, key);
  if (typeof value === "bigint") return Number(value);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function objectAt(object: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = own(object, key);
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

function own(object: JsonObject | undefined, key: string): Json | undefined {
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
}
