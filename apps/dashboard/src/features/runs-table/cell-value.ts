import type { Json, RunRow } from "@stepwell/protocol";
import type { TableColumn } from "./table-column.ts";

/** What a run has in a column; undefined where it has nothing. Times in ms, durations in s. */
export function cellValue(run: RunRow, { path }: Pick<TableColumn, "path">): Json | undefined {
  const own = ofRun[path];
  return own === undefined ? run.columns[path] : own(run);
}

/** The number of a cell, or undefined. */
export function cellNumber(run: RunRow, column: Pick<TableColumn, "path">): number | undefined {
  const value = cellValue(run, column);
  return typeof value === "number" ? value : typeof value === "bigint" ? Number(value) : undefined;
}

const ofRun: Readonly<Record<string, (run: RunRow) => Json>> = {
  displayName: ({ name }) => name,
  state: ({ state }) => state,
  tags: ({ tags }) => [...tags],
  createdAt: ({ createdAt }) => createdAt,
  startedAt: ({ startedAt }) => startedAt,
  heartbeatAt: ({ updatedAt }) => updatedAt,
  duration: ({ runtime }) => runtime,
  group: ({ group }) => group,
  jobType: ({ jobType }) => jobType,
  name: ({ id }) => id,
};
