import type { Artifact } from "./artifact.ts";
import type { LogCodeOptions } from "./log-code.ts";
import type { UsedArtifact } from "./used-artifact.ts";

/** What a logged path becomes, and what this version is called. */
export interface LogArtifactOptions {
  /** For a path: default `run-<id>-<last part of the path>`. */
  readonly name?: string;
  /** For a path: default `unspecified`. */
  readonly type?: string;
  /** Besides the artifact's own; `latest` is always among them. */
  readonly aliases?: readonly string[];
  readonly tags?: readonly string[];
}

/** What a logged model is called. The type is always `model`. */
export interface LogModelOptions {
  /** Default `run-<id>-<last part of the path>`. */
  readonly name?: string;
  readonly aliases?: readonly string[];
}

/** What the artifact must be. */
export interface UseArtifactOptions {
  /** Rejects with `UsageError` when the artifact is of another type. Default: any. */
  readonly type?: string;
}

/** What a run does with artifacts. */
export interface ArtifactCalls {
  /**
   * Logs an artifact, or the file, folder or address at a path as one. Resolves when it is in the run file with a copy
   * of its files: they may change then. `artifact.wait()` tells when a server has it. Rejects with `UsageError` for
   * arguments that make no sense and files that can't be read.
   */
  logArtifact(artifact: Artifact | string, options?: LogArtifactOptions): Promise<Artifact>;
  /**
   * Says that the run uses an artifact, `name`, `name:alias` or `[entity/]project/name:alias`, and gives it back with
   * what is needed to download it. An `Artifact` is logged first if it was not. Rejects with `DeliveryError` without a server.
   */
  useArtifact(artifact: Artifact | string, options?: UseArtifactOptions): Promise<UsedArtifact>;
  /** `logArtifact` of a file or folder, with the type `model`. */
  logModel(path: string, options?: LogModelOptions): Promise<Artifact>;
  /** Uses and downloads a model, and returns the path of its file, or of its folder when it has several. */
  useModel(name: string): Promise<string>;
  /**
   * Puts a version into another collection too, `[[entity/]project/]collection`, as `wandb-registry-model/digits`. An
   * `Artifact` is logged first if it was not. Rejects with `DeliveryError` without a server.
   */
  linkArtifact(
    artifact: Artifact | UsedArtifact,
    target: string,
    options?: { readonly aliases?: readonly string[] },
  ): Promise<UsedArtifact>;
  /** `logModel`, and then `linkArtifact` to `model-registry/<name>`. */
  linkModel(path: string, registeredName: string, options?: LogModelOptions): Promise<UsedArtifact>;
  /**
   * Logs the source files below a folder, by default the program's, as an artifact of the type `code`. Its metadata say
   * what was left out. Resolves to undefined when there are none.
   */
  logCode(root?: string, options?: LogCodeOptions): Promise<Artifact | undefined>;
}
