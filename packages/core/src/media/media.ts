import type { Json, JsonObject } from "@stepwell/protocol";
import type { ArtifactFile, LoggedArtifact, NewArtifact } from "./artifact-writer.ts";
import type { MediaColumn } from "./media-column.ts";

/** Under this symbol every media class says how it is written. The same in every copy of the package. */
export const MEDIA: unique symbol = Symbol.for("stepwell.media") as never;

/** An object that becomes files and a JSON value which names them. */
export interface Media {
  readonly [MEDIA]: MediaForm;
}

/** How one media object is written. */
export interface MediaForm {
  /** The class, as it stands in a table's cell. */
  readonly name: string;
  /** Stores the object's files and returns its JSON. Throws `UsageError` for a path that can't be read. */
  encode(target: MediaTarget): JsonObject;
  /** How the object stands in an artifact by itself. Default: `encode`. */
  readonly encodeAlone?: (target: MediaTarget) => JsonObject;
  /** Makes one value of a list of this class out of their JSON; without it a list stays a list. */
  readonly group?: (encoded: readonly JsonObject[], list: readonly Media[]) => JsonObject;
  /** A group's longer lists are cut. Default: no limit. */
  readonly groupLimit?: number;
  /** What a table says of a column that holds it; absent for what can't stand in a table. */
  readonly column?: () => MediaColumn;
}

/** Where media go while one value is encoded: a run's media folder, or the files of a table's artifact. */
export interface MediaTarget {
  /** The name of the value, which its files carry. */
  readonly key: string;
  /** The same object for all values of one run. */
  readonly run: object;
  readonly inArtifact: boolean;
  store(file: MediaFile): StoredFile;
  /** The bytes of the user's file. Throws `UsageError`, in which `what` names the media, as `an image`. */
  read(path: string, what: string): Uint8Array;
  /** Whether there is such a file. */
  has(path: string): boolean;
  /** Puts names of classes into the run's config, for pages that draw boxes and masks. */
  setClassLabels(kind: "bounding_box" | "mask", layer: string, labels: JsonObject): void;
  /** Milliseconds since the epoch. */
  now(): number;
  /** A target whose files become those of an artifact. */
  forArtifact(): MediaTarget & { readonly files: readonly ArtifactFile[] };
  logArtifact(artifact: NewArtifact): LoggedArtifact;
}

interface MediaFile {
  /** Below `media/`, as `images`. */
  readonly folder: string;
  /** With its dot. */
  readonly extension: string;
  readonly bytes: Uint8Array;
  /** Takes the place of the hash in an artifact. */
  readonly artifactName?: string;
}

export interface StoredFile {
  /** With forward slashes: below the run's `files/`, or inside the artifact. */
  readonly path: string;
  readonly sha256: string;
  /** Bytes; absent in an artifact, whose manifest says it. */
  readonly size?: number;
}

export function isMedia(value: unknown): value is Media {
  return typeof value === "object" && value !== null && MEDIA in value;
}

/** The JSON of an object that was added to an artifact by itself; its files become those of `target`. */
export function encodeAlone(media: Media, target: MediaTarget): JsonObject {
  const form = media[MEDIA];
  return form.encodeAlone?.(target) ?? form.encode(target);
}

/** The members that every stored media value has. An undefined caption is left out. */
export function fileJson(type: string, file: StoredFile, caption?: string): JsonObject {
  const { sha256, size, path } = file;
  return {
    _type: type,
    sha256,
    ...(size === undefined ? {} : { size }),
    path,
    ...(caption === undefined ? {} : { caption }),
  };
}

/** Captions of a group, by the rule that the first one decides: a list, or undefined when the first has none. */
export function groupCaptions(encoded: readonly JsonObject[]): readonly Json[] | undefined {
  if (encoded[0]?.["caption"] === undefined) return undefined;
  return encoded.map(({ caption }) => caption ?? null);
}
