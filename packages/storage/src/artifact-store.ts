import type { UploadedFile } from "./run-store.ts";

/** A named line of versions: of what runs log (`sequence`), or of what people link (`portfolio`). Its versions may be none yet. */
export interface StoredCollection {
  /** Never reused. */
  readonly number: number;
  readonly project: string;
  readonly kind: "sequence" | "portfolio";
  /** Unique within the project. */
  readonly name: string;
  /** What people call its kind, such as "model". */
  readonly type: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly createdMs: number;
  readonly updatedMs: number;
}

/** What a client says of an artifact before its content comes. */
export interface ArtifactDraft {
  readonly project: string;
  readonly collection: string;
  readonly type: string;
  /** As the client computes it from the manifest; equal ones in a collection are one version. */
  readonly digest: string;
  readonly description: string;
  /** JSON text. */
  readonly metadata: string;
  readonly tags: readonly string[];
  /** Given to the version when it is committed. */
  readonly aliases: readonly string[];
  /** The run that logs it, by number. */
  readonly run?: number;
  readonly historyStep?: number;
  /** It is to be removed so many seconds after its creation; absent: never. */
  readonly ttlSeconds?: number;
  /** Names that clients chose for the artifact and its collection before the server knew them. */
  readonly clientId?: string;
  readonly sequenceClientId?: string;
  /** Several writers that name the same one write one version together. */
  readonly distributedId?: string;
}

/** One version of a sequence, or what is to become one. */
export interface StoredArtifact extends Omit<
  ArtifactDraft,
  "project" | "collection" | "type" | "sequenceClientId" | "aliases"
> {
  /** Never reused. */
  readonly number: number;
  /** The number of its sequence. */
  readonly sequence: number;
  /** Only a committed one is a member of a collection; `deleted` ones stay so, without content. */
  readonly state: "pending" | "committed" | "deleted";
  readonly manifest?: UploadedFile;
  /** Bytes of its files together, and how many they are. */
  readonly size: number;
  readonly files: number;
  readonly createdMs: number;
  readonly updatedMs: number;
}

/** A version in a collection. */
export interface Membership {
  readonly collection: number;
  readonly artifact: number;
  /** Counts from 0 in each collection and is never given again. */
  readonly version: number;
  /** Without `v<version>`, which it always has; in order of their letters. */
  readonly aliases: readonly string[];
  readonly createdMs: number;
}

/** How much of a list is wanted, and from where. */
export interface ArtifactPage {
  readonly limit: number;
  /** Members or collections whose version or number is not above this one are left out. */
  readonly after?: number;
}

/** An absent member stays as it is. */
export interface ArtifactUpdate {
  readonly description?: string;
  readonly metadata?: string;
  readonly tags?: readonly string[];
  /** Null: it is not to be removed any more. */
  readonly ttlSeconds?: number | null;
}

/** A change of a collection. An absent member stays as it is. */
export interface CollectionUpdate {
  readonly name?: string;
  readonly type?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
}

/** What a commit finds the artifact to be. */
export interface CommittedContent {
  readonly manifest: UploadedFile;
  /** Bytes of its files together. */
  readonly size: number;
  readonly files: number;
  /** The MD5s of its files, in lower-case hex: they are kept from now on. */
  readonly md5s?: readonly string[];
}

/** How a run stands to an artifact. */
export type ArtifactRole = "input" | "output";

/** Artifacts, their collections, and which content is there. Everything is durable when its promise resolves. */
export interface ArtifactStore {
  /**
   * The committed version of the same digest in the collection, which gets the draft's aliases; or the artifact of the same
   * client id or, while pending, distributed id; or a new pending one. Rejects when the collection has versions of another type.
   */
  create(draft: ArtifactDraft, nowMs: number): Promise<StoredArtifact>;
  /** Notes the manifest of a pending artifact; it replaces the one before. */
  saveManifest(artifact: number, manifest: UploadedFile): Promise<void>;
  /** Makes a pending artifact the next version of its sequence, with its aliases. Doing it again changes nothing. */
  commit(artifact: number, content: CommittedContent, nowMs: number): Promise<void>;
  artifact(number: number): Promise<StoredArtifact | undefined>;
  collection(number: number): Promise<StoredCollection | undefined>;
  findCollection(project: string, name: string): Promise<StoredCollection | undefined>;
  /** What a client's own name means: of an artifact, or of a collection. */
  findClient(clientId: string): Promise<{ artifact: number } | { collection: number } | undefined>;
  /** Collections that have versions, by number. */
  collections(query: ArtifactPage & { project: string; type?: string }): Promise<readonly StoredCollection[]>;
  /** Types of the project's collections that have versions, by name, with the time of the first. */
  types(project: string): Promise<readonly { name: string; createdMs: number }[]>;
  /** By alias, `v<version>` included. */
  member(collection: number, alias: string): Promise<Membership | undefined>;
  /** By version. */
  members(collection: number, page: ArtifactPage): Promise<readonly Membership[]>;
  memberships(artifact: number): Promise<readonly Membership[]>;
  /** Gives aliases to a member; whichever member had one loses it. Nothing happens when the artifact is no member. */
  addAliases(collection: number, artifact: number, aliases: readonly string[]): Promise<void>;
  removeAliases(collection: number, artifact: number, aliases: readonly string[]): Promise<void>;
  /** Makes a committed artifact a member of a portfolio, which is created if need be, and gives it the aliases and `latest`. */
  link(
    artifact: number,
    portfolio: { project: string; name: string },
    aliases: readonly string[],
    nowMs: number,
  ): Promise<Membership>;
  unlink(artifact: number, portfolio: number): Promise<void>;
  update(artifact: number, update: ArtifactUpdate, nowMs: number): Promise<void>;
  /** Rejects when the new name is taken. */
  updateCollection(collection: number, update: CollectionUpdate, nowMs: number): Promise<void>;
  /** Takes the artifact out of all its collections; where it was `latest`, the highest version left is. */
  remove(artifact: number, nowMs: number): Promise<void>;
  /** Numbers of committed artifacts whose time is over, at most 1,000. Members of a portfolio stay. */
  expired(nowMs: number): Promise<readonly number[]>;
  /** Removes a collection; a sequence with its versions. */
  removeCollection(collection: number, nowMs: number): Promise<void>;
  /** Notes that a run used or logged an artifact; once per (artifact, run, role). */
  use(artifact: number, run: number, role: ArtifactRole): Promise<void>;
  /** Committed artifacts of a run, by number. */
  ofRun(run: number, role: ArtifactRole, page: ArtifactPage): Promise<readonly StoredArtifact[]>;
  /** Numbers of the runs that used it. */
  usedBy(artifact: number): Promise<readonly number[]>;
  /**
   * Notes that bytes with this MD5, in lower-case hex, lie in the `BlobStore`. With `sinceMs` they wait from then on for a
   * commit that claims them, unless one did before; when the last artifact that did is removed, they wait again. Otherwise
   * they are kept.
   */
  saveContent(md5: string, file: UploadedFile, sinceMs?: number): Promise<void>;
  /** Content of these MD5s that waits does so from now on. */
  touchContents(md5s: readonly string[], nowMs: number): Promise<void>;
  /**
   * Removes pending artifacts that were created, and content that waits for a commit since, before that time; at most 1,000
   * of each. Returns the addresses that nothing in the store names any more.
   */
  sweep(beforeMs: number): Promise<readonly string[]>;
  /** The content of each MD5, in their order. */
  contents(md5s: readonly string[]): Promise<readonly (UploadedFile | undefined)[]>;
}
