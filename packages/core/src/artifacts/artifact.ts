import type { JsonObject } from "@stepwell/protocol";
import { OptionError } from "../errors/option-error.ts";
import { ArtifactError } from "../errors/artifact-error.ts";
import type { Classes } from "../media/classes.ts";
import type { Media } from "../media/media.ts";
import { checkOptions } from "../run/check-call.ts";
import { quietUnlessMisused } from "./quiet-unless-misused.ts";
import { versionJson } from "./version-json.ts";
import { showValue } from "../show-value.ts";
import { createArtifactContent } from "./artifact-content.ts";
import type { ArtifactBytes, ArtifactContent } from "./artifact-content.ts";
import { INSIDE } from "./artifact-inside.ts";
import type { ArtifactInside, CommittedVersion, LoggedVersion } from "./artifact-inside.ts";
import {
  checkAliases,
  checkArtifactName,
  checkArtifactTags,
  checkArtifactType,
  metadataText,
} from "./check-artifact.ts";

const MARKER = Symbol.for("stepwell.Artifact");

/** What an artifact is called and what is said of it. */
export interface ArtifactOptions {
  /** Letters, digits, `-`, `_` and `.`; at most 128. Versions of one name belong together. */
  readonly name: string;
  /** What it is, as `dataset` or `model`. All versions of a name have the same. */
  readonly type: string;
  readonly description?: string;
  /** At most 100 keys. */
  readonly metadata?: object;
  /** Names of this version, which move on when another one gets them; `latest` is always among them. */
  readonly aliases?: readonly string[];
  readonly tags?: readonly string[];
}

/** Set in the options of artifacts that runs make of themselves, which may have names kept for them. */
const OWN = Symbol("own artifact");

/** An artifact of the type `code`, under a name that users can't give. */
export function createCodeArtifact(options: Pick<ArtifactOptions, "name" | "metadata">): Artifact {
  return new Artifact({ ...options, type: "code", [OWN]: true } as ArtifactOptions);
}

/**
 * A versioned set of files: data that went into a run, or a model that came out of it. Collect files, bytes and
 * references, then give it to `run.logArtifact`, which reads the files. The constructor and every `add…` throw
 * `UsageError` for arguments that make no sense, and for an artifact that was logged already.
 *
 * @example
 * const artifact = new Artifact({ name: "mnist", type: "dataset" });
 * artifact.addDir("data/mnist");
 * await run.logArtifact(artifact, { aliases: ["clean"] });
 */
export class Artifact {
  readonly [MARKER] = true;
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
  readonly #metadata: string;
  readonly #content: ArtifactContent;
  #isLogging = false;
  #logged: LoggedVersion | undefined;
  #committed: CommittedVersion | undefined;

  constructor(options: ArtifactOptions) {
    checkArtifactOptions(options);
    const { name, type, description = "", metadata, aliases = [], tags = [] } = options;
    checkArtifactName(name);
    if (!(OWN in options)) checkArtifactType(type, name);
    checkAliases(aliases, name);
    checkArtifactTags(tags, name);
    this.name = name;
    this.type = type;
    this.description = description;
    this.aliases = [...aliases];
    this.tags = [...tags];
    this.#metadata = metadataText(metadata, name);
    this.#content = createArtifactContent(name);
  }

  /** A copy of what was given. */
  get metadata(): Record<string, unknown> {
    return JSON.parse(this.#metadata) as Record<string, unknown>;
  }

  /** Adds a file, which is read when the artifact is logged. Its name inside is by default the last part of its path. */
  addFile(path: string, options: { readonly name?: string } = {}): void {
    this.#draft("add a file to").addFile(path, checked(options, ["name"]).name);
  }

  /** Adds all files below a folder, which are found and read when the artifact is logged; `name` is a folder inside. */
  addDir(path: string, options: { readonly name?: string } = {}): void {
    this.#draft("add a folder to").addFolder(path, checked(options, ["name"]).name);
  }

  /** Adds a file from memory. */
  addBytes(bytes: ArtifactBytes, options: { readonly name: string }): void {
    this.#draft("add bytes to").addBytes(bytes, checked(options, ["name"]).name);
  }

  /**
   * Adds an address whose content stays where it is. A `file://` address is read for its checksum, a folder's with one
   * entry for each file. Others are told apart by `checksum`, by default the address itself: give an ETag to notice changes.
   */
  addReference(uri: string, options: { readonly name?: string; readonly checksum?: string } = {}): void {
    const { name, checksum } = checked(options, ["name", "checksum"]);
    this.#draft("add a reference to").addReference(uri, name, checksum);
  }

  /** Adds a media object, as `Table` or `Image`: its JSON is `<name>.<kind>.json`, its files lie below `media/`. */
  add(media: Media | Classes, name: string): void {
    this.#draft("add a media object to").addMedia(media, name);
  }

  /** Takes out what was added under `name`; also one file of a folder. */
  remove(name: string): void {
    this.#draft("remove from").remove(name);
  }

  /** MD5 over names and contents, hex. Undefined until it is logged. */
  get digest(): string | undefined {
    return this.#logged?.digest;
  }

  /** Bytes of all files together. Undefined until it is logged. */
  get size(): number | undefined {
    return this.#logged?.size;
  }

  /** Entries, references among them. Undefined until it is logged. */
  get fileCount(): number | undefined {
    return this.#logged?.fileCount;
  }

  /** The server's id. Undefined until `wait` has resolved. */
  get id(): string | undefined {
    return this.#committed?.id;
  }

  /** As `v3`. Undefined until `wait` has resolved. */
  get version(): string | undefined {
    return this.#committed?.version;
  }

  /**
   * Resolves when the server has this version with all its files. Rejects with `DeliveryError` for a run without a
   * server, when the run ended undelivered, and after `timeout` milliseconds (default: no limit).
   */
  wait(options: { readonly timeout?: number } = {}): Promise<this> {
    return quietUnlessMisused(this.#wait(options));
  }

  async #wait(options: { readonly timeout?: number }): Promise<this> {
    checkOptions("wait for an artifact", options, ["timeout"], "{ timeout: 60_000 }");
    if (this.#logged === undefined) {
      throw new ArtifactError(
        `[core] Failed to wait for the artifact "${this.name}": it was not logged. Await run.logArtifact(artifact) first.`,
        { artifact: this.name, reason: "not-logged" },
      );
    }
    this.#committed ??= await this.#logged.committed(options.timeout);
    return this;
  }

  /** As it stands in a config. Throws `UsageError` until `wait` has resolved. */
  toJSON(): JsonObject {
    if (this.#committed !== undefined) return versionJson({ ...this.#committed, collection: this.name });
    throw new ArtifactError(
      `[core] Failed to encode the artifact "${this.name}": no server has it yet. Await run.logArtifact(artifact) and artifact.wait(), or log its name.`,
      { artifact: this.name, reason: "not-logged" },
    );
  }

  get [INSIDE](): ArtifactInside {
    const read = (): LoggedVersion | undefined => this.#logged;
    return {
      pieces: this.#content.pieces,
      metadataText: this.#metadata,
      get logged() {
        return read();
      },
      begin: (runId) => {
        if (this.#logged?.runId === runId) refuseTwice(this.name);
        this.#draft("log");
        this.#isLogging = true;
      },
      end: (logged) => {
        this.#isLogging = false;
        this.#logged = logged;
      },
    };
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is Artifact {
    return typeof value === "object" && value !== null && MARKER in value;
  }

  #draft(what: string): ArtifactContent {
    if (!this.#isLogging && this.#logged === undefined) return this.#content;
    const state = this.#isLogging
      ? "it is being logged"
      : `it was logged to the run "${this.#logged?.runId}"`;
    throw new ArtifactError(
      `[core] Failed to ${what} the artifact "${this.name}": ${state}. Make a new Artifact of the same name, which becomes the next version.`,
      { artifact: this.name, reason: "sealed" },
    );
  }
}

function refuseTwice(name: string): never {
  throw new ArtifactError(
    `[core] Failed to log the artifact "${name}": this run has logged it already. Make a new Artifact of the same name, which becomes the next version.`,
    { artifact: name, reason: "sealed" },
  );
}

const OPTION_NAMES = ["name", "type", "description", "metadata", "aliases", "tags"];

function checkArtifactOptions(options: ArtifactOptions): void {
  checkOptions("make an artifact", options, OPTION_NAMES, '{ name: "mnist", type: "dataset" }');
  const { description } = options;
  if (description === undefined || typeof description === "string") return;
  throw new OptionError(
    `[core] Failed to make an artifact: the description is "${showValue(description)}". Give text.`,
    { option: "description" },
  );
}

function checked<Options extends object>(options: Options, known: readonly string[]): Options {
  checkOptions("add to the artifact", options, known, '{ name: "data/train.csv" }');
  return options;
}
