import type { Piece } from "./artifact-content.ts";

/** Under this symbol a run finds what it needs to log an artifact. The same in every copy of the package. */
export const INSIDE: unique symbol = Symbol.for("stepwell.artifact.inside") as never;

/** What a version became when it was logged. */
export interface LoggedVersion {
  readonly runId: string;
  readonly clientId: string;
  /** MD5 over names and contents, hex. */
  readonly digest: string;
  /** Bytes of all files together. */
  readonly size: number;
  readonly fileCount: number;
  /** Resolves when the server has the version. */
  readonly committed: (timeoutMs: number | undefined) => Promise<CommittedVersion>;
}

/** What a server calls a version. */
export interface CommittedVersion {
  readonly id: string;
  /** As `v3`. */
  readonly version: string;
}

/** What a run does with an artifact. */
export interface ArtifactInside {
  readonly pieces: readonly Piece[];
  readonly metadataText: string;
  readonly logged: LoggedVersion | undefined;
  /** From now on nothing can be added. Throws `UsageError` when it was logged before. */
  begin(runId: string): void;
  /** Ends what `begin` began: with a version, or without one after a failure. */
  end(logged: LoggedVersion | undefined): void;
}
