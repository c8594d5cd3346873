import type { JsonObject } from "@stepwell/protocol";
import { mergeRunStates } from "@stepwell/runlog";
import type { RunState } from "@stepwell/runlog";
import type { ObjectEdits, StoredRun } from "./run-store.ts";

/** What a run amounts to: what its sources say together, with people's edits on top. */
export function editedState({ sources, edits }: Pick<StoredRun, "sources" | "edits">): RunState {
  const state = mergeRunStates(sources.map((source) => source.state));
  const { run } = state;
  return {
    ...state,
    config: withEdits(state.config, edits.config),
    summary: withEdits(state.summary, edits.summary),
    run: run && {
      ...run,
      displayName: edits.name || run.displayName,
      notes: edits.notes ?? run.notes,
      tags: edits.tags ?? run.tags,
      group: edits.group ?? run.group,
      jobType: edits.jobType ?? run.jobType,
    },
  };
}

function withEdits(said: JsonObject, edits: ObjectEdits | undefined): JsonObject {
  if (edits === undefined) return said;
  const removed = new Set(edits.removed);
  const kept = Object.entries(said).filter(([key]) => !removed.has(key));
  return Object.fromEntries([...kept, ...Object.entries(edits.set)]);
}
