import type { FileSystem, Processes } from "@stepwell/effects";
import { z } from "zod";

/** What a run file's lock says of its writer. `unknown`: no lock, one of another host, or one that can't be read. */
export type WriterState = "alive" | "dead" | "unknown";

const lockSchema = z.object({
  pid: z.number().int().positive(),
  startTime: z.string(),
  host: z.string(),
});

const MAX_LOCK_BYTES = 4096;

/** Reads `<run file>.lock`, and asks the host about the process that it names. */
export async function readWriterLock(
  fileSystem: FileSystem,
  processes: Processes | undefined,
  runFile: string,
): Promise<WriterState> {
  if (processes === undefined) return "unknown";
  const path = `${runFile}.lock`;
  if ((await fileSystem.stat(path))?.kind !== "file") return "unknown";
  const lock = parseLock(await fileSystem.read(path, 0, MAX_LOCK_BYTES).catch(() => new Uint8Array()));
  if (lock === undefined || lock.host !== processes.host) return "unknown";
  return processes.isAlive({ pid: lock.pid, startTime: lock.startTime }) ? "alive" : "dead";
}

function parseLock(bytes: Uint8Array): z.infer<typeof lockSchema> | undefined {
  try {
    return lockSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    // A lock that is being written, or not ours: silence decides.
    return undefined;
  }
}
