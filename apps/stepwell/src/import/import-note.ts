import type { FileSystem } from "@stepwell/effects";

/** What is remembered of a run file or an event file, so that it is read the same way again when it has grown. */
export interface ImportNote {
  readonly runId: string;
  /** Places at which the file ended within a row. */
  readonly cuts: readonly number[];
  /** Rows that arrived of it, by place. */
  readonly rows: Readonly<Record<string, number>>;
}

const MAX_CUTS = 100_000;
const MAX_BYTES = 4 * 1024 * 1024;

/** The note of earlier imports in a folder; undefined when there is none that can be read. */
export async function readNote(folder: string, fileSystem: FileSystem): Promise<ImportNote | undefined> {
  const path = `${folder}/note.json`;
  const stat = await fileSystem.stat(path);
  if (stat?.kind !== "file" || stat.size > MAX_BYTES) return undefined;
  try {
    return noteOf(JSON.parse(new TextDecoder().decode(await fileSystem.readFile(path))));
  } catch {
    // Torn, or not ours: then the file is one that was never imported.
    return undefined;
  }
}

/** Rejects with `FileSystemError`. */
export async function writeNote(folder: string, note: ImportNote, fileSystem: FileSystem): Promise<void> {
  fileSystem.makeFolderSync(folder);
  await fileSystem.writeFile(`${folder}/note.json`, new TextEncoder().encode(JSON.stringify(note)));
}

function noteOf(value: unknown): ImportNote | undefined {
  const { runId, cuts, rows } = (value ?? {}) as Record<string, unknown>;
  if (typeof runId !== "string" || !/^[\w-]{0,128}$/.test(runId)) return undefined;
  if (!Array.isArray(cuts) || typeof rows !== "object" || rows === null) return undefined;
  const counts = Object.entries(rows).filter(([, count]) => Number.isSafeInteger(count));
  return {
    runId,
    cuts: cuts.filter(Number.isSafeInteger).slice(-MAX_CUTS),
    rows: Object.fromEntries(counts),
  };
}
