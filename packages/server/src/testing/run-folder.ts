import type { FileSystem } from "@stepwell/effects";
import { createRunFileEncoder } from "@stepwell/protocol";
import type { Item, Json, LogRecord, RunRecord } from "@stepwell/protocol";

export interface RunFolderOptions {
  readonly fileSystem: FileSystem;
  /** Absolute path of the run folder. */
  readonly folder: string;
  readonly runId: string;
  readonly project?: string;
  readonly startMs: number;
  readonly writer?: string;
  readonly config?: readonly Item[];
  /** What the run record says of the session; rows begin at its `startingStep`. */
  readonly session?: Partial<RunRecord>;
}

/** Writes a run folder record by record, as the SDK does. */
export interface RunFolder {
  readonly path: string;
  readonly runFile: string;
  /** Appends records; by default at once, with `bytes` only as many of them. */
  write(...records: LogRecord[]): void;
  /** Appends rows with `_step`, `_timestamp` and `_runtime`. */
  log(...rows: Readonly<Record<string, Json>>[]): void;
  exit(exitCode: number): void;
  /** Takes the lock as the SDK does. */
  lock(owner: { pid: number; startTime: string; host: string }): void;
  file(path: string, text: string): void;
  /** Rows logged. */
  readonly rows: number;
}

/** Creates the folder with a run file that holds its header and run record. */
export function createRunFolder(options: RunFolderOptions): RunFolder {
  const { fileSystem, folder, runId, startMs } = options;
  const runFile = `${folder}/run-${encodeURIComponent(runId)}.wandb`;
  const encoder = createRunFileEncoder();
  let step = options.session?.startingStep ?? 0;

  fileSystem.makeFolderSync(`${folder}/files`);
  const file = fileSystem.openAppend(runFile);
  file.writeSync(encoder.header());

  const made: RunFolder = {
    path: folder,
    runFile,
    write(...records) {
      for (const record of records) file.writeSync(encoder.encode(record));
    },
    log(...rows) {
      for (const row of rows) {
        const items = { ...row, _step: step, _timestamp: startMs / 1000 + step, _runtime: step };
        made.write({ type: "history", items: itemsOf(items) });
        step += 1;
      }
    },
    exit(exitCode) {
      made.write({ type: "exit", exitCode, runtime: step });
    },
    lock(owner) {
      fileSystem.writeFileSync(`${runFile}.lock`, encode(JSON.stringify(owner)));
    },
    file(path, text) {
      const whole = `${folder}/files/${path}`;
      fileSystem.makeFolderSync(whole.slice(0, whole.lastIndexOf("/")));
      fileSystem.writeFileSync(whole, encode(text));
    },
    get rows() {
      return step;
    },
  };
  made.write(
    { type: "header", producer: "test", minConsumer: "0.70.0" },
    { ...runRecord(options), ...options.session },
  );
  return made;
}

/** A run record with the proto's defaults for all that a test does not care about. */
export function runRecord(
  options: Pick<RunFolderOptions, "runId" | "project" | "startMs" | "writer" | "config">,
): RunRecord {
  const { runId, project = "", startMs, writer = "writer-1", config = [] } = options;
  return {
    type: "run",
    runId,
    entity: "",
    project,
    config: [...config, { path: ["_wandb"], value: { stepwell: { writer } } }],
    group: "",
    jobType: "",
    displayName: "",
    notes: "",
    tags: [],
    sweepId: "",
    host: "test-host",
    startingStep: 0,
    startTime: { seconds: Math.floor(startMs / 1000), nanos: (startMs % 1000) * 1e6 },
    resumed: false,
    runtime: 0,
    forked: false,
  };
}

function itemsOf(row: Readonly<Record<string, Json>>): Item[] {
  return Object.entries(row).map(([key, value]) => ({ path: key.split("/"), value }));
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
