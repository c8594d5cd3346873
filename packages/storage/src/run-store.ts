import type { JsonObject, MetricRecord } from "@stepwell/protocol";
import type { ConsoleLine, RunState } from "@stepwell/runlog";
import type { AccountStore } from "./account-store.ts";
import type { ArtifactStore } from "./artifact-store.ts";
import type { RunQueries } from "./run-query/run-queries.ts";
import type { ViewStore } from "./view-store.ts";

/** A run as stored: its names, what its sources amount to, and what people changed on top. */
export interface StoredRun {
  /** Never reused; the run's key in the other ports. */
  readonly number: number;
  readonly project: string;
  readonly runId: string;
  /** Place in the run palette, from 0: at creation the least used one of the project, the lowest first. */
  readonly color: number;
  readonly createdMs: number;
  /** Last sign of life. */
  readonly updatedMs: number;
  readonly status: "running" | "finished" | "failed" | "crashed";
  /** Its sources, by start time. */
  readonly sources: readonly StoredSource[];
  readonly edits: RunEdits;
}

/** One run file, or one wire session, that feeds a run. */
export interface StoredSource {
  readonly id: string;
  /** Where it comes from: the path of a run file, or the name of a wire session. */
  readonly origin: string;
  readonly startedMs: number;
  /** How far it was read, in bytes for a file; all before it is stored. */
  readonly position: number;
  readonly state: RunState;
  /** What could not be read, as sentences. */
  readonly damage: readonly string[];
  /** Set when its run was rewound: from then on its rows are not wanted. */
  readonly rewound?: RewoundSource;
  /** Rows that came when they were not wanted any more. */
  readonly stale?: number;
  /** Bytes of its run file that the newest of what a delivery said of the run was read from. */
  readonly readBytes?: number;
  /** Another source has the same console lines: those of this one are not told. */
  readonly silent?: boolean;
}

/** What is left of a source whose run was rewound. */
export interface RewoundSource {
  /** The last epoch of the run's history that its rows belong to. */
  readonly epoch: number;
  /** `_timestamp` of the newest row that was cut off, in seconds; 0 when there was none. */
  readonly until: number;
}

/** A file in the `BlobStore`. */
export interface UploadedFile {
  readonly address: string;
  /** Bytes. */
  readonly size: number;
  /** Base64 MD5, where it is known. */
  readonly md5?: string;
}

/** What people changed; an absent member was not changed. */
export interface RunEdits {
  readonly name?: string;
  readonly tags?: readonly string[];
  readonly notes?: string;
  readonly description?: string;
  readonly group?: string;
  readonly jobType?: string;
  /** A place in the run palette that somebody chose, or a colour as `#rrggbb`. */
  readonly color?: number | `#${string}`;
  readonly config?: ObjectEdits;
  readonly summary?: ObjectEdits;
  /** Somebody asked the run to stop, and it has not done so yet. */
  readonly stopping?: boolean;
  /** What somebody called the run's state; null once the run went on. */
  readonly state?: "pending" | "failed" | null;
  /** Paths of files that lie beside the run's run files and are not shown any more. */
  readonly hiddenFiles?: readonly string[];
  /** Put away: lists leave it out unless they are asked for such runs. */
  readonly archived?: boolean;
  /** Projects that it was in before, the last one last. */
  readonly formerProjects?: readonly string[];
}

/** What people changed of a run's config or summary, by its top-level keys. */
export interface ObjectEdits {
  readonly set: JsonObject;
  readonly removed: readonly string[];
}

/** A change of a run. An absent member stays as it is. */
export interface RunUpdate {
  readonly status?: StoredRun["status"];
  readonly updatedMs?: number;
  readonly edits?: RunEdits;
}

/** Which runs to list. Default: those of every project and status. */
export interface RunQuery {
  readonly project?: string;
  readonly status?: StoredRun["status"];
  /** Only runs that are archived, or only those that are not. Default: both. */
  readonly archived?: boolean;
  readonly limit: number;
  /** Runs newer than this number are left out: the cursor of the previous page. Newest first. */
  readonly before?: number;
}

/** A project that somebody made or that has runs. */
export interface StoredProject {
  readonly name: string;
  readonly description: string;
  readonly createdMs: number;
}

/** A project and how many runs it has; `live` ones are running. */
export interface ProjectSummary {
  readonly name: string;
  readonly runs: number;
  readonly live: number;
  readonly lastActivityMs: number;
}

/** What a run is called by clients. */
export interface RunName {
  readonly project: string;
  readonly runId: string;
}

/** A name that a run had before it was moved, and the run that it leads to. */
export interface FormerName extends RunName {
  readonly run: number;
  /** The project that the run is in now. */
  readonly current: string;
}

/** Projects, runs, their sources and console lines. Everything is durable when its promise resolves. */
export interface RunStore {
  /** Those that have runs, and those that somebody made. */
  projects(): Promise<readonly ProjectSummary[]>;
  /** Makes a project that needs no runs to be there, or gives an existing one its description. */
  saveProject(project: StoredProject): Promise<void>;
  /** Undefined when nobody made it and it has no runs. */
  project(name: string): Promise<StoredProject | undefined>;
  /** Forgets that somebody made the project, and the views that were saved of it; its runs stay. */
  removeProject(name: string): Promise<void>;
  /** Gives a project with its runs, artifacts and views another name. False, and nothing is changed, when that name is taken. */
  renameProject(from: string, to: string): Promise<boolean>;
  /**
   * Puts a run into another project. What it was called before goes on to lead to it, so that its writers and people's
   * links find it. False, and nothing is changed, when its id is taken there.
   */
  moveRun(number: number, project: string): Promise<boolean>;
  /** Every name that leads to a run that was moved. */
  formerNames(): Promise<readonly FormerName[]>;
  /** Finds the run, or creates it. */
  openRun(project: string, runId: string, nowMs: number): Promise<StoredRun>;
  run(number: number): Promise<StoredRun | undefined>;
  findRun(project: string, runId: string): Promise<StoredRun | undefined>;
  /** The numbers of runs by name, in their order; undefined for one that is not there. */
  runNumbers(names: readonly RunName[]): Promise<readonly (number | undefined)[]>;
  runs(query: RunQuery): Promise<readonly StoredRun[]>;
  /** What runs of a project said of their metrics, by run; those that are not there are left out. Costs less than reading the runs. */
  definitions(
    project: string,
    numbers: readonly number[],
  ): Promise<ReadonlyMap<number, readonly MetricRecord[]>>;
  update(number: number, update: RunUpdate): Promise<void>;
  /** Stores a source's state and console lines in one transaction. Lines are upserted by (run, source, number). */
  saveSource(number: number, source: StoredSource, console: readonly ConsoleLine[]): Promise<void>;
  /**
   * Adds files that came by wire with a source, by their path among the run's files. Those that came before stay, but for
   * the ones of the same path. Rejects where the run has no such source.
   */
  addUploads(number: number, source: string, files: Readonly<Record<string, UploadedFile>>): Promise<void>;
  /** Files that came by wire, all or those of the given paths; of several sources the one that started last gives a path. */
  uploads(number: number, paths?: readonly string[]): Promise<ReadonlyMap<string, UploadedFile>>;
  /** Removes the files of these paths, whatever source they came with. */
  removeUploads(number: number, paths: readonly string[]): Promise<void>;
  /** The run and state of a source, or "removed" when its run was deleted, or undefined. */
  findSource(id: string): Promise<{ run: number; source: StoredSource } | "removed" | undefined>;
  /** Lines in order of source start, then number; `from` counts lines of the run. */
  console(number: number, page: { from: number; limit: number }): Promise<readonly ConsoleLine[]>;
  consoleLength(number: number): Promise<number>;
  /** Removes a run and remembers its sources and its name as removed, so that neither a scan nor a client that goes on brings it back. */
  remove(number: number): Promise<void>;
  /** True when a run of this name was removed and none was opened since. */
  wasRemoved(project: string, runId: string): Promise<boolean>;
  /** Those of the addresses that no run and no artifact names, in their order. */
  unnamed(addresses: readonly string[]): Promise<readonly string[]>;
  /** Finds runs by what is known of them. */
  readonly queries: RunQueries;
  /** What runs logged and used as artifacts. Removing a run leaves its artifacts, and forgets that it used any. */
  readonly artifacts: ArtifactStore;
  /** Views that people saved of projects. */
  readonly views: ViewStore;
  /** Who may use the server. */
  readonly accounts: AccountStore;
  close(): Promise<void>;
}
