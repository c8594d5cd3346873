import type { FileSystem } from "@stepwell/effects";
import { createRecordReader, eventFileId } from "@stepwell/tfevents";
import type { FoundSource } from "./find-sources.ts";
import { readNote } from "./import-note.ts";
import type { ImportNote } from "./import-note.ts";

/** An event file, and what is remembered of it. */
export interface EventFile {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly id: string;
  /** Where what is remembered of it lies, with its deliveries. */
  readonly folder: string;
  readonly note: ImportNote | undefined;
}

/** The event files of a folder that have a first event, oldest first, and the id of their run. */
export interface EventRunFiles {
  readonly runId: string;
  readonly files: readonly EventFile[];
  /** Names of those without. */
  readonly empty: readonly string[];
}

/** A first record names a version or holds a summary; a graph may be large. Bytes. */
const HEAD_BYTES = [4096, 1024 * 1024, 64 * 1024 * 1024];
const RUN_ID_DIGITS = 12;

/**
 * Looks at the event files of a folder. Their run keeps the id that it was imported under, also when its first file is
 * gone; a new one gets an id from its first file. `notes` is the folder for what is remembered.
 */
export async function readEventRun(
  { folder, files: names }: FoundSource,
  { project, notes, fileSystem }: { project: string; notes: string; fileSystem: FileSystem },
): Promise<EventRunFiles> {
  const files: EventFile[] = [];
  const empty: string[] = [];
  for (const name of names) {
    const path = `${folder}/${name}`;
    const size = (await fileSystem.stat(path))?.size ?? 0;
    const first = await firstRecord(path, size, fileSystem);
    if (first === undefined) {
      empty.push(name);
      continue;
    }
    const id = eventFileId({ name: `${project}\0${name}`, first });
    const own = `${notes}/${id}`;
    files.push({ path, name, size, id, folder: own, note: await readNote(own, fileSystem) });
  }
  const known = files.map(({ note }) => note?.runId ?? "").find((runId) => runId !== "");
  return { runId: known ?? files[0]?.id.slice(0, RUN_ID_DIGITS) ?? "", files, empty };
}

/** Undefined for a file that does not begin with a whole record. */
async function firstRecord(
  path: string,
  size: number,
  fileSystem: FileSystem,
): Promise<Uint8Array | undefined> {
  for (const length of HEAD_BYTES) {
    const reader = createRecordReader();
    reader.push(await fileSystem.read(path, 0, Math.min(size, length)));
    const first = reader.next();
    if (first !== undefined) return first.kind === "record" ? first.bytes : undefined;
    if (size <= length) return undefined;
  }
  return undefined;
}

/** The host in a name like `events.out.tfevents.1700000000.host.123.0.v2`; empty for other names. */
export function hostOf(name: string): string {
  return /tfevents\.\d+\.(.+?)(?:\.\d+)*(?:\.v2)?$/.exec(name)?.[1] ?? "";
}
