import type { FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";

/** How far a run file was delivered. Losing it costs time, never rows: a server that knows the source says what it has. */
export interface SyncPosition {
  /** The run file that this is about. */
  readonly source: string;
  /** The server, since another one starts from nothing. */
  readonly baseUrl: string;
  /** The line number at the server of this file's first row. */
  readonly firstLine: number;
  readonly history: number;
  readonly events: number;
  /** Paths of delivered files. */
  readonly uploaded: readonly string[];
}

/** The position that was saved beside the run file; undefined when there is none for this source and server. */
export async function loadPosition(
  path: string,
  key: { source: string; baseUrl: string },
  fileSystem: FileSystem,
): Promise<SyncPosition | undefined> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(await fileSystem.readFile(path)));
    return isPosition(value) && value.source === key.source && value.baseUrl === key.baseUrl
      ? value
      : undefined;
  } catch (error) {
    if (FileSystemError.isInstance(error) || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function savePosition(path: string, position: SyncPosition, fileSystem: FileSystem): Promise<void> {
  return fileSystem.writeFile(path, new TextEncoder().encode(JSON.stringify(position)));
}

function isPosition(value: unknown): value is SyncPosition {
  if (typeof value !== "object" || value === null) return false;
  const { source, baseUrl, firstLine, history, events, uploaded } = value as Record<string, unknown>;
  return (
    typeof source === "string" &&
    typeof baseUrl === "string" &&
    [firstLine, history, events].every((line) => Number.isSafeInteger(line) && (line as number) >= 0) &&
    Array.isArray(uploaded) &&
    uploaded.every((file) => typeof file === "string")
  );
}
