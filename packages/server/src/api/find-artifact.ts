import { isJsonObject, parseJson } from "@stepwell/protocol";
import type { ArtifactCollectionView, ArtifactVersionView, JsonObject } from "@stepwell/protocol";
import type { Membership, RunStore, StoredArtifact, StoredCollection } from "@stepwell/storage";
import { isShown } from "../artifacts/artifact-nodes.ts";
import { refusal } from "./refusal.ts";

/** A version as a member of a collection. */
export interface FoundVersion {
  readonly collection: StoredCollection;
  readonly membership: Membership;
  readonly artifact: StoredArtifact;
}

/** The collection of this name; refuses with 404 when there is none that has a version. */
export async function findCollection(
  { artifacts }: RunStore,
  project: string,
  name: string,
): Promise<StoredCollection> {
  const found = await artifacts.findCollection(project, name);
  if (found !== undefined && (await isShown(artifacts, found))) return found;
  throw refusal(
    404,
    `[server] Failed to find artifact "${name.slice(0, 200)}" of project "${project.slice(0, 200)}": nothing of that name is stored. Look at the list of artifacts.`,
  );
}

/** The version of this alias; `v<n>` is one of every version. Refuses with 404 when there is none. */
export async function findVersion(
  runs: RunStore,
  project: string,
  name: string,
  alias: string,
): Promise<FoundVersion> {
  const collection = await findCollection(runs, project, name);
  const membership = await runs.artifacts.member(collection.number, alias);
  const artifact = membership && (await runs.artifacts.artifact(membership.artifact));
  if (membership !== undefined && artifact !== undefined) return { collection, membership, artifact };
  throw refusal(
    404,
    `[server] Failed to find version "${alias.slice(0, 200)}" of artifact "${name}": it has none of that alias. Look at the list of its versions.`,
  );
}

/** A collection as the page shows it. */
export function collectionView(collection: StoredCollection): ArtifactCollectionView {
  const { project, name, kind, type, description, tags, createdMs, updatedMs } = collection;
  return { project, name, kind, type, description, tags, createdAt: createdMs, updatedAt: updatedMs };
}

/** A version as the page shows it. */
export async function versionView(
  runs: RunStore,
  { collection, membership, artifact }: FoundVersion,
): Promise<ArtifactVersionView> {
  const run = artifact.run === undefined ? undefined : await runs.run(artifact.run);
  return {
    project: collection.project,
    collection: collection.name,
    type: collection.type,
    version: `v${membership.version}`,
    aliases: membership.aliases,
    digest: artifact.digest,
    description: artifact.description,
    metadata: metadataOf(artifact.metadata),
    tags: artifact.tags,
    size: artifact.size,
    files: artifact.files,
    createdAt: membership.createdMs,
    updatedAt: artifact.updatedMs,
    run: run === undefined ? null : { project: run.project, run: run.runId },
    ...(artifact.clientId === undefined ? {} : { clientId: artifact.clientId }),
  };
}

/** Its writer may have sent anything. */
function metadataOf(text: string): JsonObject {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
