import type { Json, JsonObject } from "./json.ts";

/** What the page and `@stepwell/client` ask of a server. Bodies are extended JSON; times are milliseconds since the epoch. */
export interface ProjectView {
  readonly name: string;
  readonly runs: number;
  readonly live: number;
  readonly lastActivity: number;
}

/** A project with what people say of it. */
export interface ProjectDetail extends ProjectView {
  readonly description: string;
  readonly createdAt: number;
}

/** Bytes that a project takes, as they were sent: run files, files of runs, and files of artifacts. */
export interface ProjectSize {
  readonly logged: number;
  readonly files: number;
  readonly artifacts: number;
  /** Runs that were looked at. */
  readonly runs: number;
  /** There is more than was looked at. */
  readonly cut: boolean;
}

/** How a run stands. `crashed`: its writer is gone, or has been silent for too long. */
export type RunStatus = "running" | "finished" | "failed" | "crashed";

/** A run's colour: its place in the run palette, from 0, or one of its own as `#rrggbb`. */
export type RunColor = number | `#${string}`;

/** What lists show of a run. Times are milliseconds since the epoch. */
export interface RunView {
  /** The run id, unique within its project. */
  readonly id: string;
  readonly project: string;
  /** Display name; the run id where none was given. */
  readonly name: string;
  readonly status: RunStatus;
  /** Kept for ever, or until somebody chooses another. */
  readonly color: RunColor;
  readonly startedAt: number;
  /** Last sign of life. */
  readonly updatedAt: number;
  /** Seconds of logging so far. */
  readonly runtime: number;
  /** Last step, or null before the first row. */
  readonly step: number | null;
  /** Rows stored. */
  readonly rows: number;
  readonly group: string;
  readonly jobType: string;
  readonly tags: readonly string[];
  readonly notes: string;
  /** Lists leave it out unless they are asked for such runs. */
  readonly archived: boolean;
  readonly host: string;
  /** Without `_wandb`. */
  readonly config: JsonObject;
  readonly summary: JsonObject;
  /** What was dropped on the way, by reason; empty when nothing was. */
  readonly dropped: Readonly<Record<string, number>>;
  /** Bytes or blocks of damaged run files that could not be read, as sentences; empty when none. */
  readonly damage: readonly string[];
}

/** A row of a run table: what is always shown, and the columns that were asked for. Times are milliseconds since the epoch. */
export interface RunRow {
  readonly id: string;
  readonly project: string;
  /** Display name; the run id where none was given. */
  readonly name: string;
  /** A `RunStatus`, or W&B's finer words: `pending`, `preempting`, `preempted`. */
  readonly state: string;
  readonly color: RunColor;
  readonly createdAt: number;
  readonly startedAt: number;
  readonly updatedAt: number;
  /** Seconds of logging so far. */
  readonly runtime: number;
  readonly group: string;
  readonly jobType: string;
  readonly tags: readonly string[];
  /** By field; a field that the run does not have is not there. What is neither a scalar nor a short list is its JSON text. */
  readonly columns: JsonObject;
}

/** Runs of a project, which `filter` chooses as MongoDB would. */
export interface RunRowsRequest {
  readonly project: string;
  readonly filter?: JsonObject;
  /** Fields with a sign before them: `-` for descending. Default: newest first. */
  readonly sort?: readonly string[];
  /** `next` of the page before, for the same sort. */
  readonly after?: string;
  /** Runs to pass over, from there. */
  readonly from?: number;
  /** At most 1,000. Default: 200. */
  readonly limit?: number;
  readonly columns?: readonly string[];
}

/** A page of a run table. `next` is the `after` of the next page, null on the last. */
export interface RunRows {
  readonly runs: readonly RunRow[];
  /** How many runs the filter lets through. */
  readonly total: number;
  readonly next: string | null;
}

/** Runs of a project by the values of some fields. `measures` are fields whose numbers to sum up. */
export interface RunGroupsRequest {
  readonly project: string;
  readonly filter?: JsonObject;
  readonly by: readonly string[];
  readonly measures?: readonly string[];
  /** Default: by the values of `by`. */
  readonly sort?: {
    readonly of: "runs" | { readonly path: string; readonly take: "min" | "max" | "mean" };
    readonly direction: "ascending" | "descending";
  };
  readonly from?: number;
  readonly limit?: number;
}

/** The runs that have the same values in the fields they are grouped by. */
export interface RunGroupView {
  /** By field; a field that its runs do not have is not there. */
  readonly values: JsonObject;
  readonly runs: number;
  readonly live: number;
  /** By field; over finite numbers, NaN where there are none. */
  readonly measures: Readonly<
    Record<
      string,
      { readonly count: number; readonly min: number; readonly max: number; readonly mean: number }
    >
  >;
}

/** A field that runs of a project have: how many of them, and how many of those have a number and a text there. */
export interface RunKeyView {
  readonly path: string;
  readonly runs: number;
  readonly numbers: number;
  readonly texts: number;
}

/** The values of a field, the most frequent first; of lists, their members. */
export interface RunValuesView {
  readonly values: readonly { readonly value: Json; readonly runs: number }[];
  /** How many different ones there are. */
  readonly distinct: number;
  /** Of finite numbers; NaN where there are none. */
  readonly min: number;
  readonly max: number;
}

/** What kind of thing a key mostly holds, which decides its panel. */
export type KeyKind = "number" | "histogram" | "image" | "table" | "media" | "text";

/** A key that a run has logged, and what its cells are. */
export interface KeyView {
  /** Joined path (`joinPath`). */
  readonly key: string;
  readonly kind: KeyKind;
  /** Cells stored. */
  readonly count: number;
}

/** What the runs of a project have logged: every key with the kind that it had first, in the order of its first logging. */
export interface ProjectKeys {
  readonly keys: readonly Pick<KeyView, "key" | "kind">[];
  /** What runs said of metrics; of several runs, one that was read last. Names may be globs that end in `*`. */
  readonly metrics: readonly MetricView[];
  /** The project has more runs or keys than were looked at. */
  readonly cut: boolean;
}

/** A view that somebody saved of a project, in a list. */
export interface SavedViewEntry {
  readonly name: string;
  readonly updatedAt: number;
}

/** A saved view with what was saved. */
export interface SavedView extends SavedViewEntry {
  readonly content: JsonObject;
}

/** What a run has said of a metric. No step metric is an empty text. */
export interface MetricView {
  readonly name: string;
  readonly stepMetric: string;
  readonly hidden: boolean;
  readonly summary: readonly string[];
  /** Which values are the better ones; absent where the run did not say. */
  readonly goal?: "minimize" | "maximize";
}

/** All that a run's own page shows besides its rows. */
export interface RunDetail {
  readonly run: RunView;
  readonly metrics: readonly MetricView[];
  readonly keys: readonly KeyView[];
  readonly systemKeys: readonly KeyView[];
  /** The environment record as JSON, or null when the run has none. */
  readonly environment: JsonObject | null;
  readonly git: { readonly remote: string; readonly commit: string } | null;
  /** What the run wanted its people to know, oldest first. */
  readonly alerts: readonly AlertView[];
  /** Its writer said that it may be suspended. */
  readonly preempting: boolean;
  /** Where it branched off another run of its project, or null for a run of its own. */
  readonly fork: { readonly run: string; readonly step: number } | null;
  /** Each time it was begun or gone on with, oldest first. */
  readonly sessions: readonly SessionView[];
  /** Of the process, or null where it did not say. */
  readonly exitCode: number | null;
  /** Names of the classes in its images' masks and boxes: by key, layer and the class's number. */
  readonly classLabels: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
  /** Charts that are drawn from its tables. */
  readonly charts: readonly ChartView[];
}

/** A chart of a logged table. */
export interface ChartView {
  /** The key that it was logged under. */
  readonly key: string;
  /** Who draws it, as `wandb/line/v0`. */
  readonly preset: string;
  /** The key of its table. */
  readonly tableKey: string;
  /** What the preset calls a field, to the column that it is read from. */
  readonly fields: Readonly<Record<string, string>>;
  /** Texts of the preset, as its title. */
  readonly strings: Readonly<Record<string, string>>;
}

/** A time in which a process fed a run, and the first step that it was to log. */
export interface SessionView {
  readonly startedAt: number;
  readonly step: number;
  readonly resumed: boolean;
}

/** An alert, and when it came. */
export interface AlertView {
  readonly title: string;
  readonly text: string;
  readonly level: "INFO" | "WARN" | "ERROR";
  /** History rows before it. */
  readonly row: number;
  /** Milliseconds since the epoch, or null where only the row is known. */
  readonly time: number | null;
}

/** One line that a chart wants. `x` and `key` are joined paths; `_step`, `_timestamp` and `_runtime` are keys like others. */
export interface SeriesRequest {
  readonly project: string;
  readonly run: string;
  readonly stream: "history" | "events";
  readonly key: string;
  readonly x: string;
  /** In units of x, both ends included; absent for all. */
  readonly range?: readonly [number, number];
  readonly buckets: number;
}

/** A value of a key that is not a plain number: a histogram, an image, a list. */
export interface CellView {
  readonly line: number;
  readonly step: number | null;
  readonly value: Json;
}

/** A line of the console, numbered from 0, with its escapes carried out. */
export interface ConsoleLineView {
  readonly number: number;
  readonly stream: "stdout" | "stderr";
  /** When the line was begun, or null where the source does not say. */
  readonly time: number | null;
  readonly text: string;
}

/** Some of the cells of one key, in order of their lines; `next` is `from` of the next page, or null at the end. */
export interface CellPage {
  readonly cells: readonly CellView[];
  readonly next: number | null;
}

/** Some of a run's console; `next` is `from` of the next page, or null at the end. */
export interface ConsolePage {
  readonly lines: readonly ConsoleLineView[];
  /** Lines of the whole console. */
  readonly total: number;
  readonly next: number | null;
}

/** Numbers of the lines of a run's console that meet conditions; `next` is `from` of the next page, or null at the end. */
export interface ConsoleMatches {
  readonly numbers: readonly number[];
  /** Lines of the whole console. */
  readonly total: number;
  readonly next: number | null;
}

/** What became of a change of many runs. */
export interface BulkReply {
  /** Runs that were changed. */
  readonly runs: number;
  /** Runs that could not be changed; the first 100 of them are told of. */
  readonly failed: number;
  readonly refused: readonly { readonly project: string; readonly run: string; readonly message: string }[];
}

/** A named line of artifact versions: logged by runs (`sequence`), or linked by people (`portfolio`). */
export interface ArtifactCollectionView {
  readonly project: string;
  readonly name: string;
  readonly kind: "sequence" | "portfolio";
  readonly type: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A version of an artifact, as a member of a collection. */
export interface ArtifactVersionView {
  readonly project: string;
  readonly collection: string;
  readonly type: string;
  /** As `v0`. */
  readonly version: string;
  readonly aliases: readonly string[];
  readonly digest: string;
  readonly description: string;
  readonly metadata: JsonObject;
  readonly tags: readonly string[];
  /** Bytes of its files together, and how many they are. */
  readonly size: number;
  readonly files: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** The run that logged it; null for none, and for one that was deleted. */
  readonly run: { readonly project: string; readonly run: string } | null;
  /** What the client that logged it calls it, as in `wandb-client-artifact://` addresses; absent where it said nothing. */
  readonly clientId?: string | undefined;
}

/** A file of an artifact, or a reference, which has an address of its own instead of bytes here. */
export interface ArtifactFileView {
  readonly path: string;
  readonly size: number;
  /** Base64 MD5 of a file; whatever its writer said of a reference. */
  readonly digest: string;
  readonly reference: string | null;
}

/** A file of a run, and its size in bytes. */
export interface FileView {
  readonly path: string;
  readonly size: number;
  /** When it was last written; absent where that is not known. */
  readonly modifiedAt?: number | undefined;
}

/** What a live stream tells: never "ask again", always what is new. */
export type LiveEvent =
  | { readonly type: "hello"; readonly stream: string }
  | { readonly type: "run"; readonly run: RunView }
  | {
      readonly type: "keys";
      readonly project: string;
      readonly run: string;
      readonly keys: readonly KeyView[];
    }
  | {
      readonly type: "points";
      readonly project: string;
      readonly run: string;
      readonly stream: "history" | "events";
      readonly key: string;
      readonly x: string;
      /** The line after the last one that these points cover. */
      readonly nextLine: number;
      readonly xs: readonly number[];
      readonly ys: readonly number[];
    }
  | {
      readonly type: "cells";
      readonly project: string;
      readonly run: string;
      readonly key: string;
      readonly cells: readonly CellView[];
    }
  /** Of a run's `RunDetail`, more than its view and keys changed: what its metrics are drawn over, its alerts, its environment. */
  | { readonly type: "details"; readonly project: string; readonly run: string }
  /** The end of the run's history was cut off: what is drawn of it is to be read again. */
  | { readonly type: "rewound"; readonly project: string; readonly run: string }
  | { readonly type: "run-removed"; readonly project: string; readonly run: string };

/** What a page wants to be told about; it replaces the stream's former wishes. */
export interface LiveSubscription {
  /** Run states of this project; absent for those of every project. */
  readonly project?: string;
  readonly series: readonly Pick<SeriesRequest, "project" | "run" | "stream" | "key" | "x">[];
  readonly cells: readonly { readonly project: string; readonly run: string; readonly key: string }[];
}

/** The body of every refusal. */
export interface ApiError {
  readonly error: { readonly message: string };
}
