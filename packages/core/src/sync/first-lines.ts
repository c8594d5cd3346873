import type { FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import { isCount } from "./sync-position.ts";

/** The line numbers at a server of a run file's first row, first row of system metrics and first console line. */
export interface FirstLines {
  readonly firstLine: number;
  readonly firstEvent: number;
  readonly firstConsoleLine: number;
}

export interface AgreeOptions {
  /** A file beside the run file, with one proposal a line. */
  readonly path: string;
  readonly source: string;
  readonly baseUrl: string;
  readonly fileSystem: FileSystem;
}

/**
 * Several deliveries of one file that begin at once may each count other lines at the server. Each appends what it has
 * found, and what stands there first holds for all. Throws `FileSystemError` when it can't be written.
 */
export async function agreeOnFirstLines(
  { path, source, baseUrl, fileSystem }: AgreeOptions,
  found: FirstLines,
): Promise<FirstLines> {
  const journal = fileSystem.openAppend(path);
  try {
    // The line feed comes first: it ends a line that a crash has torn.
    journal.writeSync(new TextEncoder().encode(`\n${JSON.stringify({ source, baseUrl, ...found })}`));
  } finally {
    journal.closeSync();
  }
  const lines = new TextDecoder().decode(await fileSystem.readFile(path)).split("\n");
  const proposals = lines.flatMap(readProposal);
  return proposals.find((one) => one.source === source && one.baseUrl === baseUrl) ?? found;
}

/** Forgets what was agreed: the server has lost the lines. */
export function forgetFirstLines(path: string, fileSystem: FileSystem): void {
  try {
    fileSystem.removeSync(path);
  } catch (error) {
    if (!FileSystemError.isInstance(error)) throw error;
  }
}

function readProposal(line: string): (FirstLines & { source: string; baseUrl: string })[] {
  try {
    const { source, baseUrl, firstLine, firstEvent, firstConsoleLine } = JSON.parse(line) as Record<
      string,
      unknown
    >;
    if (typeof source !== "string" || typeof baseUrl !== "string") return [];
    if (!isCount(firstLine) || !isCount(firstEvent) || !isCount(firstConsoleLine)) return [];
    return [{ source, baseUrl, firstLine, firstEvent, firstConsoleLine }];
  } catch {
    // Torn by a crash, or no line of ours.
    return [];
  }
}
