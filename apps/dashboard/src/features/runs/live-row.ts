import type { Json, JsonObject, RunRow, RunRows, RunView } from "@stepwell/protocol";
import { factOf } from "./run-fact.ts";

/** The page with what a live event says of one of its runs, in its place; the same page when the run is not on it. */
export function withLiveRun(page: RunRows, run: RunView, columns: readonly string[]): RunRows {
  const at = page.runs.findIndex(({ id }) => id === run.id);
  if (at === -1) return page;
  return { ...page, runs: page.runs.with(at, liveRow(page.runs[at] as RunRow, run, columns)) };
}

function liveRow(row: RunRow, run: RunView, columns: readonly string[]): RunRow {
  const { name, color, startedAt, updatedAt, runtime, group, jobType, tags } = run;
  // The table knows finer words for a run that goes on.
  const state = run.status === "running" && row.state === "preempting" ? row.state : run.status;
  const now = { name, state, color, startedAt, updatedAt, runtime, group, jobType, tags };
  return { ...row, ...now, columns: liveColumns(row.columns, run, columns) };
}

function liveColumns(before: JsonObject, run: RunView, columns: readonly string[]): JsonObject {
  const values = columns.flatMap((path): [string, Json][] => {
    const value = path === "createdAt" ? before[path] : factOf(run, path);
    return value === undefined ? [] : [[path, value as Json]];
  });
  return Object.fromEntries(values);
}
