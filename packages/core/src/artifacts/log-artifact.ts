import { FileSystemError, randomId } from "@stepwell/effects";
import { encodeArtifact } from "@stepwell/protocol";
import { CoreError, UsageError } from "../core-error.ts";
import { DiskError } from "../errors/disk-error.ts";
import { isMedia, MEDIA } from "../media/media.ts";
import type { RunContext } from "../run/run-context.ts";
import { INSIDE } from "./artifact-inside.ts";
import type { CommittedVersion } from "./artifact-inside.ts";
import type { Artifact } from "./artifact.ts";
import type { CollectOptions } from "./collect-entries.ts";
import { manifestDigest } from "./manifest-digest.ts";

const ID_LENGTH = 128;

/** Names that are given when an artifact is logged, besides its own. */
interface LogNames {
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
}

/** Brings artifacts into a run's folder and tells of them in its file. */
export interface ArtifactLog {
  /**
   * Resolves when the artifact is in the run file. Rejects with `UsageError` for files that can't be read, with
   * `CoreError` when the disk does not take it, which is counted.
   */
  log(artifact: Artifact, names: LogNames): Promise<Artifact>;
  /** Counts a call as pending until it settles. */
  track<Result>(work: Promise<Result>): Promise<Result>;
  /** Calls that were tracked and have not settled. */
  readonly pending: number;
  /** Resolves when none is pending. */
  settled(): Promise<void>;
  /** Gives up what is pending: the run is over. */
  abandon(): void;
}

export interface ArtifactLogOptions {
  readonly mediaTarget: CollectOptions["mediaTarget"];
  /** Resolves when the server has what was logged under this id. */
  readonly committed: (artifact: Artifact, clientId: string, timeoutMs?: number) => Promise<CommittedVersion>;
}

export function createArtifactLog(context: RunContext, options: ArtifactLogOptions): ArtifactLog {
  const { settings, world, folder } = context;
  const pending = new Set<Promise<unknown>>();
  const over = new AbortController();

  async function write(artifact: Artifact, names: LogNames): Promise<Artifact> {
    const inside = artifact[INSIDE];
    inside.begin(settings.runId);
    const clientId = randomId(world.random, ID_LENGTH);
    const own = `${folder.path}/artifacts/${clientId.slice(0, 16)}`;
    try {
      // Loaded when the first artifact is: few programs make any.
      const { collectEntries } = await import("./collect-entries.ts");
      const contents = await collectEntries({
        name: artifact.name,
        pieces: inside.pieces,
        world,
        folder: own,
        mediaTarget: options.mediaTarget,
        signal: over.signal,
      });
      over.signal.throwIfAborted();
      const digest = manifestDigest(contents);
      const encoded = encodeArtifact({
        runId: settings.runId,
        project: settings.project,
        entity: settings.entity,
        artifactType: artifact.type,
        name: artifact.name,
        digest,
        digestAlgorithm: "MANIFEST_MD5",
        description: artifact.description,
        metadata: inside.metadataText,
        userCreated: true,
        useAfterCommit: false,
        aliases: [...new Set([...artifact.aliases, ...names.aliases, "latest"])],
        tags: [...new Set([...artifact.tags, ...names.tags])],
        distributedId: "",
        baseId: "",
        finalize: true,
        clientId,
        sequenceClientId: randomId(world.random, ID_LENGTH),
        incremental: false,
        contents,
        manifestFile: "",
      });
      if (!context.tryWrite([{ type: "artifact", encoded }])) throw notWritten(artifact);
      for (const piece of inside.pieces)
        if (piece.kind === "media" && isMedia(piece.media)) piece.media[MEDIA].placed?.(clientId, piece.name);
      inside.end({
        runId: settings.runId,
        clientId,
        digest,
        size: contents.reduce((sum, { size }) => sum + size, 0),
        fileCount: contents.length,
        committed: (timeoutMs) => options.committed(artifact, clientId, timeoutMs),
      });
      return artifact;
    } catch (cause) {
      inside.end(undefined);
      removeQuietly(own);
      if (UsageError.isInstance(cause)) throw cause;
      if (!over.signal.aborted) context.count("artifact", 1);
      throw CoreError.isInstance(cause) ? cause : asSentence(artifact, cause);
    }
  }

  function asSentence({ name }: Artifact, cause: unknown): CoreError {
    const reason = over.signal.aborted
      ? "the run ended before its files were copied. Await run.logArtifact() before the end"
      : `its files could not be copied (${FileSystemError.isInstance(cause) ? cause.code : String(cause)}). Make room in "${folder.path}" and log it again`;
    const message = `[core] Failed to log the artifact "${name}": ${reason}.`;
    return FileSystemError.isInstance(cause)
      ? new DiskError(message, { path: cause.path, code: cause.code, cause })
      : new CoreError(message, { cause });
  }

  function notWritten({ name }: Artifact): CoreError {
    return new CoreError(
      `[core] Failed to log the artifact "${name}": the run file "${folder.runFile}" did not take it. Look at the end block for the reason.`,
    );
  }

  // What is left of a copy that failed costs room and nothing else.
  function removeQuietly(path: string): void {
    try {
      world.fileSystem.removeSync(path);
    } catch (error) {
      if (!FileSystemError.isInstance(error)) throw error;
    }
  }

  return {
    log: write,
    track(work) {
      pending.add(work);
      const done = (): void => void pending.delete(work);
      work.then(done, done);
      return work;
    },
    get pending() {
      return pending.size;
    },
    async settled() {
      await Promise.allSettled(pending);
    },
    abandon() {
      context.count("artifact", pending.size);
      over.abort();
    },
  };
}
