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
}
