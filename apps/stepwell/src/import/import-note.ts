import type { FileSystem } from "@stepwell/effects";

/** What is remembered of an event file, so that it is read the same way again when it has grown. */
export interface ImportNote {
  readonly runId: string;
  /** Places at which the file ended within a row. */
  readonly cuts: readonly number[];
}

const MAX_CUTS = 100_000;
const MAX_BYTES = 4 * 1024 * 1024;

/** The note of earlier imports; undefined when there is none that can be read. */
export async function readNote(path: string, fileSystem: FileSystem): Promise<ImportNote | undefined> {
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
export async function writeNote(path: string, note: ImportNote, fileSystem: FileSystem): Promise<void> {
  fileSystem.makeFolderSync(path.slice(0, path.lastIndexOf("/")));
  await fileSystem.writeFile(path, new TextEncoder().encode(JSON.stringify(note)));
}

function noteOf(value: unknown): ImportNote | undefined {
  const { runId, cuts } = (value ?? {}) as Record<string, unknown>;
  if (typeof runId !== "string" || !/^[\w-]{1,128}$/.test(runId) || !Array.isArray(cuts)) return undefined;
  return { runId, cuts: cuts.filter((cut) => Number.isSafeInteger(cut)).slice(-MAX_CUTS) };
}
