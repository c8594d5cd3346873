import type { JsonObject } from "@stepwell/protocol";
import type { ArtifactFile, LoggedArtifact, NewArtifact } from "./artifact-writer.ts";
import type { MediaColumn } from "./media-column.ts";
import type { World } from "../world.ts";
import type { MediaFiles } from "./media-files.ts";
import type { MediaNotices } from "./media-notices.ts";

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
  /** Makes its target of a place. Each class brings it along, so that programs without media are spared the code. */
  readonly target: (place: MediaPlace) => MediaTarget;
  /** Stores the object's files and returns its JSON. Throws `UsageError` for a path that can't be read. */
  encode(target: MediaTarget): JsonObject;
  /** The object's own file where it was added to an artifact by itself. Default: the JSON of `encode`. */
  readonly encodeFile?: (target: MediaTarget) => AloneFile;
  /** Told of a logged artifact that it was added to as `name`. */
  readonly placed?: (clientId: string, name: string) => void;
  /** Makes one value of a list of this class out of their JSON; without it a list stays a list. */
  readonly group?: (encoded: readonly JsonObject[], list: readonly Media[]) => JsonObject;
  /** A group's longer lists are cut. Default: no limit. */
  readonly groupLimit?: number;
  /** What a table says of a column that holds it; absent for what can't stand in a table. */
  readonly column?: () => MediaColumn;
}

/** The file of an object that was added to an artifact by itself. */
export interface AloneFile {
  /** As `table`; the file's name ends with it. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Where a run puts the media of one value. */
export interface MediaPlace {
  readonly files: MediaFiles;
  readonly artifacts: ArtifactPlace;
  readonly world: World;
  readonly key: string;
  /** The client's step, or `summary`. */
  readonly step: string;
  /** Default: nobody listens. */
  readonly notices?: MediaNotices | undefined;
}

/** Where a run keeps the files of artifacts that it makes of itself until they are delivered, and what it is called. */
export interface ArtifactPlace {
  readonly folder: string;
  readonly runId: string;
  readonly project: string;
  readonly entity: string;
}

/** Where media go while one value is encoded: a run's media folder, or the files of a table's artifact. */
export interface MediaTarget {
  /** The name of the value, which its files carry. */
  readonly key: string;
  /** The same object for all values of one run. */
  readonly run: object;
  readonly inArtifact: boolean;
  store(file: MediaFile): StoredFile;
  /**
   * Names what lies at an address, which only an artifact can. Throws `UsageError` in a run; `what` names the media, as
   * `an image`.
   */
  refer(far: { readonly folder: string; readonly address: string }, what: string): StoredFile;
  /** The bytes of the user's file. Throws `UsageError`, in which `what` names the media, as `an image`. */
  read(path: string, what: string): Uint8Array;
  /** Whether there is such a file. */
  has(path: string): boolean;
  /** Puts names of classes into the run's config, for pages that draw boxes and masks. */
  setClassLabels(kind: "bounding_box" | "mask", layer: string, labels: JsonObject): void;
  /** Milliseconds since the epoch. */
  now(): number;
  /** A target whose files become those of an artifact. */
  forArtifact(known?: ArtifactPlaces): MediaTarget & { readonly files: readonly ArtifactFile[] };
  /** Where a table lies in the same artifact, which gets it unless it has it. Throws `UsageError` outside of one. */
  pathOf(table: Media): string;
  /** Whether the artifact has an entry of this name, as far as that can be told. */
  hasEntry(name: string): boolean;
  readonly notices: MediaNotices;
  logArtifact(artifact: NewArtifact): LoggedArtifact;
}

/** What is known of an artifact before its media are written. */
export interface ArtifactPlaces {
  /** Tables that have names of their own in it. */
  readonly tables: ReadonlyMap<Media, string>;
  /** Whether it has an entry of this name; default: none but the tables. */
  readonly hasEntry?: (name: string) => boolean;
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
