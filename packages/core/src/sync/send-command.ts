import type { FileSystem } from "@stepwell/effects";
import type { AlertRecord } from "@stepwell/protocol";
import { decodeArtifact } from "@stepwell/protocol";
import { deliverArtifact } from "./deliver-artifact.ts";
import { deliverUseArtifact } from "./deliver-use-artifact.ts";
import { NOTIFY_ALERT } from "./graphql-operations.ts";
import type { RunCommand } from "./run-reader.ts";
import type { SyncSession } from "./sync-session.ts";

const LEVELS: readonly string[] = ["INFO", "WARN", "ERROR"];

/** What became of an artifact. */
export interface ArtifactNews {
  /** The id that the run gave it. */
  readonly clientId: string;
  /** The server's id once it is committed there. */
  readonly id?: string;
  /** Why the server has not got it, as a sentence. */
  readonly problem?: string;
}

export interface SendCommandOptions {
  readonly session: SyncSession;
  readonly fileSystem: FileSystem;
  readonly signal: AbortSignal;
  /** Where the run lies. */
  readonly runFolder: string;
}

/**
 * Does at the server what a record of the run asks for. Returns what became of an artifact. Throws `DeliveryError`,
 * and `CoreError` where a file that it needs is gone.
 */
export async function sendCommand(
  command: RunCommand,
  options: SendCommandOptions,
): Promise<ArtifactNews | undefined> {
  const { session, fileSystem, signal, runFolder } = options;
  const { connection, run } = session;
  switch (command.type) {
    case "alert":
      await connection.graphql({ ...NOTIFY_ALERT, variables: alertVariables(command, session) });
      return undefined;
    case "preempting":
      await session.stream.post({ preempting: true });
      return undefined;
    case "artifact": {
      const artifact = decodeArtifact(command.encoded);
      const { id } = await deliverArtifact({ connection, run, fileSystem, artifact, signal, runFolder });
      return { clientId: artifact.clientId, id };
    }
    case "use-artifact":
      await deliverUseArtifact({ connection, run, use: command });
      return undefined;
  }
}

/** The id that the run gave the artifact of a command, if it is about one that can be read. */
export function clientIdOf(command: RunCommand): string | undefined {
  if (command.type !== "artifact") return undefined;
  try {
    return decodeArtifact(command.encoded).clientId;
  } catch {
    // Damaged bytes: sending it says so.
    return undefined;
  }
}

function alertVariables({ title, text, level, waitDurationMs }: AlertRecord, { run }: SyncSession) {
  return {
    title,
    text,
    entityName: run.entity,
    projectName: run.project,
    runName: run.run,
    severity: LEVELS.includes(level) ? level : "INFO",
    waitDuration: waitDurationMs,
  };
}
