import type { Json } from "./json.ts";
import type { EnvironmentRecord } from "./record/environment-record.ts";

export type { EnvironmentRecord } from "./record/environment-record.ts";

/**
 * One record of a run file, as plain data. Field names follow `wandb_internal.proto`; numbers, defaults
 * and absent fields follow proto3, so an absent text is `""` and an absent list is `[]` unless a field says otherwise.
 * Source of the format: docs/run-file.md.
 */
export type LogRecord =
  | HeaderRecord
  | RunRecord
  | HistoryRecord
  | SummaryRecord
  | ConfigRecord
  | MetricRecord
  | FilesRecord
  | StatsRecord
  | OutputRawRecord
  | EnvironmentRecord
  | TelemetryRecord
  | AlertRecord
  | ArtifactRecord
  | UseArtifactRecord
  | PreemptingRecord
  | ExitRecord
  | OpaqueRecord;

/** A time as seconds and nanoseconds since the Unix epoch. */
export interface Timestamp {
  readonly seconds: number;
  readonly nanos: number;
}

/** A value at a path. The path has at least one part; a part may contain dots and slashes, they mean nothing here. */
export interface Item {
  readonly path: readonly string[];
  readonly value: Json;
}

/** The first record: who wrote the file, and the oldest reader that understands it. */
export interface HeaderRecord {
  readonly type: "header";
  readonly producer: string;
  readonly minConsumer: string;
}

/** Who the run is, and its config at the start. Texts that were not given are empty. */
export interface RunRecord {
  readonly type: "run";
  readonly runId: string;
  readonly entity: string;
  readonly project: string;
  readonly config: readonly Item[];
  readonly group: string;
  readonly jobType: string;
  readonly displayName: string;
  readonly notes: string;
  readonly tags: readonly string[];
  readonly sweepId: string;
  readonly host: string;
  readonly startingStep: number;
  readonly startTime?: Timestamp;
  readonly resumed: boolean;
  /** Whole seconds that earlier sessions of this run lasted. */
  readonly runtime: number;
  readonly git?: { readonly remoteUrl: string; readonly commit: string };
  readonly forked: boolean;
  readonly branchPoint?: { readonly run: string; readonly value: number; readonly metric: string };
  readonly telemetry?: Telemetry;
}

/** One row. `_step`, `_timestamp` and `_runtime` are ordinary items. */
export interface HistoryRecord {
  readonly type: "history";
  readonly items: readonly Item[];
}

/** A change of the summary. `remove` holds paths. */
export interface SummaryRecord {
  readonly type: "summary";
  readonly update: readonly Item[];
  readonly remove: readonly (readonly string[])[];
}

/** A change of the config. `remove` holds paths. */
export interface ConfigRecord {
  readonly type: "config";
  readonly update: readonly Item[];
  readonly remove: readonly (readonly string[])[];
}

/** How a metric is summarised. */
export type MetricSummary = "min" | "max" | "mean" | "best" | "last" | "none" | "copy" | "first";

/** What was said of a metric, or of all whose names a glob fits. */
export interface MetricRecord {
  readonly type: "metric";
  /** Exactly one of `name` and `globName` is not empty. */
  readonly name: string;
  readonly globName: string;
  readonly stepMetric: string;
  readonly stepSync: boolean;
  readonly hidden: boolean;
  /** False for an entry that exists only because another metric uses it as its step. */
  readonly defined: boolean;
  readonly summary: readonly MetricSummary[];
  readonly goal?: "minimize" | "maximize";
  readonly overwrite: boolean;
  readonly expandedFromGlob: boolean;
}

/** Files of the run's folder that are to be uploaded. */
export interface FilesRecord {
  readonly type: "files";
  readonly files: readonly FileItem[];
}

/** A file and when it is to be uploaded. */
export interface FileItem {
  /** Relative to the run's `files/` folder, with forward slashes. */
  readonly path: string;
  readonly policy: "now" | "end" | "live";
  readonly kind: "other" | "wandb" | "media" | "artifact";
}

/** System metrics; keys have no `system.` prefix here. */
export interface StatsRecord {
  readonly type: "stats";
  readonly timestamp?: Timestamp;
  readonly items: readonly { readonly key: string; readonly value: Json }[];
}

/** One raw write to a console stream, not one line. */
export interface OutputRawRecord {
  readonly type: "output-raw";
  readonly stream: "stdout" | "stderr";
  readonly timestamp?: Timestamp;
  readonly text: string;
}

/** What a client says of itself; `features` are the numbers of the official enumeration. */
export interface Telemetry {
  readonly features: readonly number[];
  readonly pythonVersion: string;
  readonly cliVersion: string;
  readonly coreVersion: string;
  readonly platform: string;
}

/** Which features the writer uses. */
export interface TelemetryRecord extends Telemetry {
  readonly type: "telemetry";
}

/** An alert to the people behind the run. */
export interface AlertRecord {
  readonly type: "alert";
  readonly title: string;
  readonly text: string;
  readonly level: string;
  readonly waitDurationMs: number;
}

/** Kept as its encoded bytes, so that nothing is lost; `decodeArtifact` reads them. */
export interface ArtifactRecord {
  readonly type: "artifact";
  readonly encoded: Uint8Array;
}

/** An artifact that the run reads. */
export interface UseArtifactRecord {
  readonly type: "use-artifact";
  readonly id: string;
  readonly artifactType: string;
  readonly name: string;
}

/** The machine is about to be taken away. */
export interface PreemptingRecord {
  readonly type: "preempting";
}

/** The end of the run. Without it the run has crashed or goes on. */
export interface ExitRecord {
  readonly type: "exit";
  readonly exitCode: number;
  /** Whole seconds. */
  readonly runtime: number;
}

/** A record of a kind that we do not read (final, footer, TensorBoard, newer ones): passed by, counted, never written. */
export interface OpaqueRecord {
  readonly type: "opaque";
  /** Number of the protobuf member, 0 when none was set. */
  readonly field: number;
  readonly encoded: Uint8Array;
}
