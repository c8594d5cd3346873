import { ByteReader, NotProtobuf } from "./bytes/byte-reader.ts";
import { ByteWriter } from "./bytes/byte-writer.ts";
import { ProtocolError } from "./protocol-error.ts";
import { writeFlag, writeInteger, writeListedText, writeMessage, writeText } from "./record/write-field.ts";

/** What an `ArtifactRecord` says, for writing and reading its `encoded` bytes. */
export interface Artifact {
  readonly runId: string;
  readonly project: string;
  readonly entity: string;
  /** As `run_table` or `model`. */
  readonly artifactType: string;
  readonly name: string;
  /** MD5 over the manifest, hex. */
  readonly digest: string;
  readonly description: string;
  /** JSON text; empty where there is none. */
  readonly metadata: string;
  readonly userCreated: boolean;
  readonly useAfterCommit: boolean;
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
  /** Shared by the processes that fill one version together; empty for a version of one process. */
  readonly distributedId: string;
  /** The version that this one is made from; empty where there is none. */
  readonly baseId: string;
  /** How `digest` was made. */
  readonly digestAlgorithm: string;
  readonly finalize: boolean;
  /** By which rows name this version before a server has given it an id. */
  readonly clientId: string;
  /** The same for all versions. */
  readonly sequenceClientId: string;
  readonly incremental: boolean;
  readonly contents: readonly ArtifactEntry[];
  /** A compressed file that holds the entries in place of `contents`, where they are very many; empty otherwise. */
  readonly manifestFile: string;
}

/** One file or reference of an artifact. */
export interface ArtifactEntry {
  /** Inside the artifact, with forward slashes. */
  readonly path: string;
  /** MD5 of the content, base64; for a reference whatever identifies its state. */
  readonly digest: string;
  /** The address of a reference; empty for a file. */
  readonly ref: string;
  /** Bytes. */
  readonly size: number;
  /** Where the file lies until it is uploaded; empty for a reference. */
  readonly localPath: string;
  /** What else a reference says of its state: names and JSON texts. */
  readonly extra: readonly (readonly [name: string, json: string])[];
}

const STORAGE_POLICY = "wandb-storage-policy-v1";
const INCREMENTAL_FIELD = 100;

/** The bytes of an artifact record, with a manifest of version 1. */
export function encodeArtifact(artifact: Artifact): Uint8Array {
  const writer = new ByteWriter();
  writeText(writer, 1, artifact.runId);
  writeText(writer, 2, artifact.project);
  writeText(writer, 3, artifact.entity);
  writeText(writer, 4, artifact.artifactType);
  writeText(writer, 5, artifact.name);
  writeText(writer, 6, artifact.digest);
  writeText(writer, 7, artifact.description);
  writeText(writer, 8, artifact.metadata);
  writeFlag(writer, 9, artifact.userCreated);
  writeFlag(writer, 10, artifact.useAfterCommit);
  for (const alias of artifact.aliases) writeListedText(writer, 11, alias);
  writeMessage(writer, 12, () => encodeManifest(writer, artifact));
  writeText(writer, 13, artifact.distributedId);
  writeFlag(writer, 14, artifact.finalize);
  writeText(writer, 15, artifact.clientId);
  writeText(writer, 16, artifact.sequenceClientId);
  writeText(writer, 17, artifact.baseId);
  for (const tag of artifact.tags) writeListedText(writer, 19, tag);
  writeText(writer, 20, artifact.digestAlgorithm);
  writeFlag(writer, INCREMENTAL_FIELD, artifact.incremental);
  return writer.bytes.slice(0, writer.at);
}

function encodeManifest(writer: ByteWriter, { contents, manifestFile }: Artifact): void {
  writeInteger(writer, 1, 1);
  writeText(writer, 2, STORAGE_POLICY);
  writeMessage(writer, 3, () => {
    writeText(writer, 1, "storageLayout");
    writeText(writer, 2, '"V2"');
  });
  for (const entry of contents) {
    writeMessage(writer, 4, () => {
      writeText(writer, 1, entry.path);
      writeText(writer, 2, entry.digest);
      writeText(writer, 3, entry.ref);
      writeInteger(writer, 4, entry.size);
      writeText(writer, 6, entry.localPath);
      for (const [name, json] of entry.extra) {
        writeMessage(writer, 16, () => {
          writeText(writer, 1, name);
          writeText(writer, 2, json);
        });
      }
    });
  }
  writeText(writer, 5, manifestFile);
}

type Unfinished<Message> = { -readonly [Member in keyof Message]: Message[Member] };

/** Reads the `encoded` bytes of an artifact record. Throws `ProtocolError` for bytes that are none. */
export function decodeArtifact(encoded: Uint8Array): Artifact {
  try {
    return decode(new ByteReader(encoded));
  } catch (cause) {
    if (!(cause instanceof NotProtobuf)) throw cause;
    throw new ProtocolError(
      `[protocol] Failed to read an artifact record: its bytes are damaged (${cause.message}). Log the artifact again.`,
      { cause },
    );
  }
}

function decode(reader: ByteReader): Artifact {
  const aliases: string[] = [];
  const tags: string[] = [];
  const contents: ArtifactEntry[] = [];
  const artifact: Unfinished<Artifact> = { ...EMPTY, aliases, tags, contents };
  while (reader.next()) {
    const text = TEXT_FIELDS[reader.field];
    if (text !== undefined) artifact[text] = reader.text();
    else if (reader.field === 9) artifact.userCreated = reader.boolean();
    else if (reader.field === 10) artifact.useAfterCommit = reader.boolean();
    else if (reader.field === 11) aliases.push(reader.text());
    else if (reader.field === 12) decodeManifest(reader.message(), artifact, contents);
    else if (reader.field === 14) artifact.finalize = reader.boolean();
    else if (reader.field === 19) tags.push(reader.text());
    else if (reader.field === INCREMENTAL_FIELD) artifact.incremental = reader.boolean();
    else reader.skip();
  }
  return artifact;
}

const TEXT_FIELDS = {
  1: "runId",
  2: "project",
  3: "entity",
  4: "artifactType",
  5: "name",
  6: "digest",
  7: "description",
  8: "metadata",
  13: "distributedId",
  15: "clientId",
  16: "sequenceClientId",
  17: "baseId",
  20: "digestAlgorithm",
} as const satisfies Record<number, keyof Artifact> as Readonly<
  Record<
    number,
    | "runId"
    | "project"
    | "entity"
    | "artifactType"
    | "name"
    | "digest"
    | "description"
    | "metadata"
    | "distributedId"
    | "clientId"
    | "sequenceClientId"
    | "baseId"
    | "digestAlgorithm"
    | undefined
  >
>;

const EMPTY = {
  runId: "",
  project: "",
  entity: "",
  artifactType: "",
  name: "",
  digest: "",
  description: "",
  metadata: "",
  userCreated: false,
  useAfterCommit: false,
  finalize: false,
  clientId: "",
  sequenceClientId: "",
  distributedId: "",
  baseId: "",
  digestAlgorithm: "",
  incremental: false,
  manifestFile: "",
};

function decodeManifest(reader: ByteReader, artifact: Unfinished<Artifact>, contents: ArtifactEntry[]): void {
  while (reader.next()) {
    if (reader.field === 4) contents.push(decodeEntry(reader.message()));
    else if (reader.field === 5) artifact.manifestFile = reader.text();
    else reader.skip();
  }
}

function decodeEntry(reader: ByteReader): ArtifactEntry {
  const extra: (readonly [string, string])[] = [];
  const entry: Unfinished<ArtifactEntry> = { path: "", digest: "", ref: "", size: 0, localPath: "", extra };
  while (reader.next()) {
    if (reader.field === 1) entry.path = reader.text();
    else if (reader.field === 2) entry.digest = reader.text();
    else if (reader.field === 3) entry.ref = reader.text();
    else if (reader.field === 4) entry.size = reader.integer();
    else if (reader.field === 6) entry.localPath = reader.text();
    else if (reader.field === 16) extra.push(decodeExtra(reader.message()));
    else reader.skip();
  }
  return entry;
}

function decodeExtra(reader: ByteReader): readonly [string, string] {
  let name = "";
  let json = "";
  while (reader.next()) {
    if (reader.field === 1) name = reader.text();
    else if (reader.field === 2) json = reader.text();
    else reader.skip();
  }
  return [name, json];
}
