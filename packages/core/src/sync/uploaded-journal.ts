import type { FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";

/** Which files of a run a server has, as lines at the end of a file: a run may have very many. */
export interface UploadedJournal {
  /** The MD5 of what was uploaded, or undefined when nothing was. */
  digestOf(path: string): string | undefined;
  /** Notes uploads. A disk that refuses costs another upload later, nothing else. */
  add(files: readonly { readonly path: string; readonly md5: string }[]): void;
}

export interface UploadedJournalOptions {
  readonly path: string;
  /** The server that it is about. */
  readonly baseUrl: string;
  /** The server has lost what the journal says. */
  readonly isForgotten: boolean;
  readonly fileSystem: FileSystem;
}

/** Reads the journal, as far as it is about this server; a torn last line is passed by. */
export async function openUploadedJournal(options: UploadedJournalOptions): Promise<UploadedJournal> {
  const { path, baseUrl, isForgotten, fileSystem } = options;
  const digests = new Map<string, string>();
  const text = isForgotten ? "" : await readText(path, fileSystem);
  for (const line of text.split("\n")) {
    const [to, file, md5] = readLine(line);
    if (to === baseUrl && file !== undefined && md5 !== undefined) digests.set(file, md5);
  }

  return {
    digestOf: (file) => digests.get(file),
    add(files) {
      for (const { path: file, md5 } of files) digests.set(file, md5);
      // The line feed comes first: it ends a line that a crash has torn.
      const lines = files.map(({ path: file, md5 }) => `\n${JSON.stringify([baseUrl, file, md5])}`);
      try {
        const journal = fileSystem.openAppend(path);
        try {
          journal.writeSync(new TextEncoder().encode(lines.join("")));
        } finally {
          journal.closeSync();
        }
      } catch (error) {
        if (!FileSystemError.isInstance(error)) throw error;
      }
    },
  };
}

async function readText(path: string, fileSystem: FileSystem): Promise<string> {
  try {
    return new TextDecoder().decode(await fileSystem.readFile(path));
  } catch (error) {
    if (FileSystemError.isInstance(error)) return "";
    throw error;
  }
}

function readLine(line: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(line);
    return Array.isArray(value) && value.every((part) => typeof part === "string") ? value : [];
  } catch {
    // Torn by a crash, or no line of ours.
    return [];
  }
}
