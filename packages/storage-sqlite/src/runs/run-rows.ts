import { parseJson, printJson } from "@stepwell/protocol";
import type { Json } from "@stepwell/protocol";
import type { ConsoleLine, RunState } from "@stepwell/runlog";
import type { RewoundSource, RunEdits, StoredRun, StoredSource } from "@stepwell/storage";
import { fromPlainText } from "@stepwell/storage/adapter";
import type { SqlRow } from "../database/driver.ts";

/** Turns rows of the tables into what the port speaks of. */
export function sourceOf(row: SqlRow): StoredSource {
  const rewound = row["rewound"] as string | null;
  return {
    id: fromPlainText(row["id"] as string),
    origin: fromPlainText(row["origin"] as string),
    startedMs: row["started_ms"] as number,
    position: row["position"] as number,
    state: stateOf(row["state"] as string),
    damage: JSON.parse(row["damage"] as string) as string[],
    ...(rewound === null ? {} : { rewound: JSON.parse(rewound) as RewoundSource }),
    ...(row["stale"] === null ? {} : { stale: row["stale"] as number }),
    ...(row["silent"] === null ? {} : { silent: true }),
    ...(row["read_bytes"] === null ? {} : { readBytes: row["read_bytes"] as number }),
  };
}

export function runOf(row: SqlRow, sources: readonly StoredSource[]): StoredRun {
  return {
    number: row["number"] as number,
    project: fromPlainText(row["project"] as string),
    runId: fromPlainText(row["run_id"] as string),
    color: row["color"] as number,
    createdMs: row["created_ms"] as number,
    updatedMs: row["updated_ms"] as number,
    status: row["status"] as StoredRun["status"],
    edits: editsOf(row),
    sources,
  };
}

/** Edits are extended JSON, as a config may hold any number. */
export function editsOf(row: SqlRow): RunEdits {
  return parseJson(row["edits"] as string) as unknown as RunEdits;
}

export function lineOf(row: SqlRow): ConsoleLine {
  const label = row["label"] as string | null;
  return {
    number: row["number"] as number,
    stream: row["stream"] as ConsoleLine["stream"],
    time: (row["time"] as number | null) ?? undefined,
    text: fromPlainText(row["text"] as string),
    ...(label === null ? {} : { label: fromPlainText(label) }),
  };
}

/** The state as extended JSON; `stateOf` gives an equal one back, with absent members undefined. */
export function stateText(state: RunState): string {
  return printJson(state as unknown as Json);
}

function stateOf(text: string): RunState {
  const state = parseJson(text) as unknown as RunState;
  const absent = { run: undefined, environment: undefined, telemetry: undefined, exitCode: undefined };
  return { ...absent, ...state };
}
