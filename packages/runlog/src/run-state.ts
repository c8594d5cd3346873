import type { EnvironmentRecord, JsonObject, MetricRecord, RunRecord, Telemetry } from "@stepwell/protocol";

/** Everything about one source of a run except its rows and console lines: what the fold of its records amounts to. */
export interface RunState {
  /** The newest `run` record, or undefined before the first. */
  readonly run: RunRecord | undefined;
  readonly config: JsonObject;
  readonly summary: JsonObject;
  /** Definitions by name, in the order in which they came. */
  readonly metrics: readonly MetricRecord[];
  readonly files: readonly string[];
  readonly environment: EnvironmentRecord | undefined;
  readonly telemetry: Telemetry | undefined;
  /** Undefined while no exit record came. */
  readonly exitCode: number | undefined;
  /** History rows and events rows so far. */
  readonly rows: number;
  readonly events: number;
  /** Records that were passed by because nobody reads them, by their kind. */
  readonly passedBy: Readonly<Record<string, number>>;
  /** Oldest first, at most 1,000. Absent: none. */
  readonly alerts?: readonly RunAlert[];
  /** The writer said that it may be suspended. Absent: it did not. */
  readonly preempting?: boolean;
}

/** Something that a run wanted its people to know. */
export interface RunAlert {
  readonly title: string;
  readonly text: string;
  /** `INFO`, `WARN` or `ERROR`. */
  readonly level: string;
  /** How many history rows there were before it. */
  readonly row: number;
  /** Milliseconds since the epoch; absent where only the row is known. */
  readonly timeMs?: number;
}
