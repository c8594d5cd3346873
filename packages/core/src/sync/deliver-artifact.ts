import type { FileSystem } from "@stepwell/effects";
import type { Artifact, Json, JsonObject } from "@stepwell/protocol";
import { printJson } from "@stepwell/protocol";
import { md5Base64 } from "../artifacts/md5.ts";
import { DeliveryError } from "../core-error.ts";
import { readManifestFile } from "./artifact-manifest-file.ts";
import {
  COMMIT_ARTIFACT,
  CREATE_ARTIFACT,
  CREATE_ARTIFACT_MANIFEST,
  UPDATE_ARTIFACT_MANIFEST,
} from "./artifact-operations.ts";
import { useArtifactAt } from "./deliver-use-artifact.ts";
import { textAt, valueAt } from "./json-path.ts";
import { manifestJson } from "./artifact-manifest.ts";
import { resolveReferences } from "./resolve-references.ts";
import type { ServerConnection } from "./server-connection.ts";
import { uploadArtifactFiles } from "./upload-artifact-files.ts";
import { uploadHeaders } from "./upload-headers.ts";

/** The server's names of a run. */
export interface ServerRun {
  readonly entity: string;
  readonly project: string;
  readonly run: string;
}

export interface DeliverArtifactOptions {
  readonly connection: ServerConnection;
  readonly run: ServerRun;
  readonly fileSystem: FileSystem;
  readonly artifact: Artifact;
  readonly signal: AbortSignal;
  /** Where the run lies now; files that it keeps are found there also after it was moved. */
  readonly runFolder?: string;
}

const MANIFEST_NAME = "wandb_manifest.json";

/**
 * Brings one artifact to the server and returns the server's id. Repeating it does no harm: a version that is there
 * already is left alone, and one that was begun is gone on with. Throws `DeliveryError`; one that is not `retryable`,
 * and a `CoreError` of another kind (a file is gone or was changed), mean that this artifact can't be delivered.
 */
export async function deliverArtifact(options: DeliverArtifactOptions): Promise<{ id: string }> {
  const { connection, run, fileSystem } = options;
  const artifact = await withEntries(options.artifact, fileSystem);
  const created = await connection.graphql({
    ...CREATE_ARTIFACT,
    variables: { input: createInput(artifact, run) },
  });
  const at = valueAt(created, "createArtifact", "artifact");
  const id = needText(at, "id", artifact);
  const state = textAt(at, "state");
  const use = async (): Promise<void> => {
    if (artifact.useAfterCommit) await useArtifactAt(connection, run, id);
  };
  if (state === "COMMITTED") {
    await use();
    return { id };
  }
  if (state !== "PENDING" && state !== "DELETED")
    throw refused(artifact, `the server calls its state "${state}"`);
  const base = artifact.baseId || textAt(at, "artifactSequence", "latestArtifact", "id");
  const manifest = createManifestWriter({ connection, run, artifact, id, base: base ?? null });
  const manifestId = await manifest.begin();
  const births = await uploadArtifactFiles({ ...options, artifact, id, manifestId });
  const entries = await resolveReferences(artifact, connection);
  await manifest.upload(manifestId, manifestJson(entries, births));
  if (artifact.finalize) {
    await connection.graphql({ ...COMMIT_ARTIFACT, variables: { artifactID: id } });
    await use();
  }
  return { id };
}

async function withEntries(artifact: Artifact, fileSystem: FileSystem): Promise<Artifact> {
  if (artifact.manifestFile === "") return artifact;
  return { ...artifact, contents: await readManifestFile(artifact.manifestFile, fileSystem) };
}

function createInput(artifact: Artifact, { entity, project, run }: ServerRun): JsonObject {
  const { name, aliases, tags } = artifact;
  return {
    entityName: entity,
    projectName: project,
    runName: run,
    artifactTypeName: artifact.artifactType,
    artifactCollectionName: name,
    digest: artifact.digest,
    digestAlgorithm: artifact.digestAlgorithm || "MANIFEST_MD5",
    description: artifact.description || null,
    aliases: [...new Set([...aliases, "latest"])].map((alias) => ({ artifactCollectionName: name, alias })),
    ...(tags.length === 0 ? {} : { tags: tags.map((tagName) => ({ tagName })) }),
    metadata: artifact.metadata || null,
    enableDigestDeduplication: true,
    distributedID: artifact.distributedId || null,
    clientID: artifact.clientId,
    sequenceClientID: artifact.sequenceClientId,
  };
}

interface ManifestWriter {
  /** Opens the manifest and returns its id. */
  begin(): Promise<string>;
  upload(manifestId: string, manifest: Json): Promise<void>;
}

function createManifestWriter(options: {
  connection: ServerConnection;
  run: ServerRun;
  artifact: Artifact;
  id: string;
  base: string | null;
}): ManifestWriter {
  const { connection, run, artifact, id, base } = options;
  const isShared = artifact.incremental || artifact.distributedId !== "";
  const variables = {
    artifactID: id,
    baseArtifactID: base,
    name: MANIFEST_NAME,
    entityName: run.entity,
    projectName: run.project,
    runName: run.run,
    manifestType: artifact.incremental ? "INCREMENTAL" : artifact.distributedId === "" ? "FULL" : "PATCH",
  };

  async function create(digest: string, includeUpload: boolean): Promise<Json | undefined> {
    const made = { ...CREATE_ARTIFACT_MANIFEST, variables: { ...variables, digest, includeUpload } };
    return valueAt(await connection.graphql(made), "createArtifactManifest", "artifactManifest");
  }

  async function update(artifactManifestID: string, digest: string): Promise<Json | undefined> {
    const made = {
      ...UPDATE_ARTIFACT_MANIFEST,
      variables: { artifactManifestID, digest, baseArtifactID: base, includeUpload: true },
    };
    return valueAt(await connection.graphql(made), "updateArtifactManifest", "artifactManifest");
  }

  return {
    begin: async () => needText(await create("", false), "id", artifact),
    async upload(manifestId, manifest) {
      const bytes = new TextEncoder().encode(printJson(manifest));
      const digest = md5Base64(bytes);
      const at = valueAt(isShared ? await update(manifestId, digest) : await create(digest, true), "file");
      const url = needText(at, "uploadUrl", artifact);
      await connection.putFile(url, uploadHeaders(valueAt(at, "uploadHeaders")), bytes);
    },
  };
}

function needText(value: Json | undefined, name: string, artifact: Artifact): string {
  const text = textAt(value, name);
  if (text !== undefined) return text;
  throw refused(artifact, `the server's answer has no "${name}"`);
}

function refused({ name }: Artifact, reason: string): DeliveryError {
  return new DeliveryError(
    `[core] Failed to deliver the artifact "${name}": ${reason}. Look at the server's log.`,
    { status: 200 },
  );
}
