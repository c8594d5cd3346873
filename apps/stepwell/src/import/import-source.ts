import { CoreError } from "@stepwell/core";
import type { SyncProgress } from "@stepwell/core";
import type { FileSystem } from "@stepwell/effects";
import { hostOf, readEventRun } from "./event-run.ts";
import type { EventFile } from "./event-run.ts";
import type { FoundSource } from "./find-sources.ts";
import { readNote, writeNote } from "./import-note.ts";
import type { InTurn } from "./in-turn.ts";
import type { ImportTarget } from "./import-target.ts";
import { stageEvents } from "./stage-events.ts";
import type { StagedEvents } from "./stage-events.ts";

/** What became of a run. */
export interface Imported {
  readonly source: FoundSource;
  /** `partial`: all but what `problems` names. */
  readonly status: "imported" | "open" | "partial" | "failed";
  /** All that the target has of it now. */
  readonly rows: number;
  /** Those that were not there after the last import, as far as that is known. */
  readonly newRows: number;
  readonly files: number;
  /** What was left out because runs have no place for it, and how often. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** What could not be read, what did not arrive, and what else is to be said, as sentences. */
  readonly damage: readonly string[];
  readonly problems: readonly string[];
  readonly notes: readonly string[];
}

export interface ImportSourceOptions {
  readonly source: FoundSource;
  readonly target: ImportTarget;
  /** Of TensorBoard's runs; a run file names its own. Default: the name of the folder that was given. */
  readonly project: string | undefined;
  readonly fileSystem: FileSystem;
  /** One for all: copies of an event file share what is remembered of it. */
  readonly inTurn: InTurn;
  readonly onProgress: (progress: SyncProgress) => void;
}

const NOTHING = { rows: 0, newRows: 0, files: 0, leftOut: {}, damage: [], problems: [], notes: [] };

/** Imports a run, or what is new of it. What the target or the disk refuses is in what it gives. */
export async function importSource(options: ImportSourceOptions): Promise<Imported> {
  const { source } = options;
  try {
    return source.kind === "events" ? await importEvents(options) : await importRunFolder(options);
  } catch (error) {
    const isTold = CoreError.isInstance(error) || (error instanceof Error && "code" in error);
    if (!isTold) throw error;
    return { ...NOTHING, source, status: "failed", problems: [error.message] };
  }
}

async function importRunFolder(options: ImportSourceOptions): Promise<Imported> {
  const { source, target, fileSystem, onProgress } = options;
  const { folder, files } = source;
  const own = `${target.notes}/${sideName(`${folder}/${files[0]}`)}`;
  const known = (await readNote(own, fileSystem))?.rows ?? {};
  let sent = 0;
  const result = await target.deliver(folder, {
    side: `${own}/side`,
    onProgress(progress) {
      sent = progress.files;
      onProgress(progress);
    },
  });
  const { rows, damage, problems, notes } = result;
  await writeNote(own, { runId: "", cuts: [], rows: { ...known, [target.place]: rows } }, fileSystem);
  const newRows = newOf(rows, known[target.place]);
  const status = result.status === "open" || result.status === "partial" ? result.status : "imported";
  return { source, status, rows, newRows, files: sent, leftOut: {}, damage, problems, notes };
}

async function importEvents(options: ImportSourceOptions): Promise<Imported> {
  const { source, target, fileSystem, inTurn } = options;
  const project = options.project ?? source.root;
  const found = await readEventRun(source, { project, notes: target.notes, fileSystem });
  const { runId } = found;
  const parts: Imported[] = [];
  for (const file of found.files) {
    parts.push(await inTurn(file.id, () => importEventFile(file, { ...options, project, runId })));
  }
  const notes = found.empty.map((name) => `"${name}" holds no whole event.`);
  return parts.reduce(together, { ...NOTHING, source, status: "imported", notes });
}

async function importEventFile(
  file: EventFile,
  {
    source,
    target,
    project,
    runId,
    fileSystem,
    onProgress,
  }: Omit<ImportSourceOptions, "inTurn"> & { runId: string },
): Promise<Imported> {
  // A copy may just have been read.
  const note = await readNote(file.folder, fileSystem);
  const cuts = note?.cuts ?? [];
  const folder = `${file.folder}/run`;
  fileSystem.removeSync(folder);
  const [name, group] = namesOf(source);
  const staged = await stageEvents({
    path: file.path,
    size: file.size,
    folder,
    run: {
      runId,
      project: project ?? source.root,
      group,
      displayName: name,
      host: hostOf(file.name),
      writer: file.id,
      cuts,
    },
    fileSystem,
    onRead: (bytes) => onProgress(halfOf(file.size, bytes)),
  });
  // Before the rows: what they are made of must be known whenever they are.
  const newCuts = staged.cut === undefined || cuts.at(-1) === staged.cut ? cuts : [...cuts, staged.cut];
  const known = note?.rows ?? {};
  await writeNote(file.folder, { runId, cuts: newCuts, rows: known }, fileSystem);
  const { status, rows, problems, notes } = await target.deliver(folder, {
    side: `${file.folder}/side`,
    onProgress: ({ bytes, bytesTotal, ...rest }) =>
      onProgress({ ...halfOf(file.size, file.size, bytes / Math.max(1, bytesTotal)), ...rest }),
  });
  fileSystem.removeSync(folder);
  await writeNote(
    file.folder,
    { runId, cuts: newCuts, rows: { ...known, [target.place]: rows } },
    fileSystem,
  );
  return imported(source, staged, {
    status: status === "partial" ? "partial" : "imported",
    rows,
    newRows: newOf(rows, known[target.place]),
    problems,
    notes: [...staged.notes, ...notes],
  });
}

function imported(
  source: FoundSource,
  { files, leftOut, damage }: StagedEvents,
  rest: Pick<Imported, "status" | "rows" | "newRows" | "problems" | "notes">,
): Imported {
  return { source, files, leftOut, damage, ...rest };
}

function newOf(rows: number, before = 0): number {
  return Math.max(0, rows - before);
}

/** The name that TensorBoard shows, and the folder above it as the group. */
function namesOf({ name, root }: FoundSource): [name: string, group: string] {
  const end = name.lastIndexOf("/");
  return [name === "" ? root : name, end === -1 ? "" : name.slice(0, end)];
}

/** Reading is one half of the way, and storing the other. */
function halfOf(size: number, read: number, stored = 0): SyncProgress {
  return { rows: 0, bytes: (read + stored * size) / 2, bytesTotal: size, files: 0, filesTotal: 0 };
}

function together(one: Imported, other: Imported): Imported {
  const leftOut: Record<string, number> = { ...one.leftOut };
  for (const [reason, count] of Object.entries(other.leftOut)) {
    leftOut[reason] = (leftOut[reason] ?? 0) + count;
  }
  return {
    source: one.source,
    status: other.status === "imported" ? one.status : other.status,
    rows: one.rows + other.rows,
    newRows: one.newRows + other.newRows,
    files: one.files + other.files,
    leftOut,
    damage: [...one.damage, ...other.damage],
    problems: [...one.problems, ...other.problems],
    notes: [...one.notes, ...other.notes],
  };
}

/** A folder's name for a path of any length. */
function sideName(path: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(path)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}
