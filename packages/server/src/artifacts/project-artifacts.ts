import type { RunStore, StoredRun } from "@stepwell/storage";
import type { ArtifactRole, Membership, StoredCollection } from "@stepwell/storage";
import type { ArtifactNodes } from "./artifact-nodes.ts";
import { baseName, isShown } from "./artifact-nodes.ts";
import type { PageArguments } from "./connection.ts";
import { connectionOf, MAX_LISTED } from "./connection.ts";
import type { CollectionsArguments } from "./listed-collections.ts";
import { listedCollections } from "./listed-collections.ts";

/** What a project's node tells of its artifacts. */
export function projectArtifacts(
  { artifacts: store }: Pick<RunStore, "artifacts">,
  nodes: ArtifactNodes,
  project: string,
): object {
  async function find(name: string): Promise<StoredCollection | undefined> {
    const found = await store.findCollection(project, baseName(name));
    return found !== undefined && (await isShown(store, found)) ? found : undefined;
  }

  /** By `collection:alias`; without an alias the latest. */
  async function findMember(name: string): Promise<Membership | undefined> {
    const collection = await find(name);
    const alias = name.slice(baseName(name).length + 1) || "latest";
    return collection && store.member(collection.number, alias);
  }

  return {
    async artifact({ name }: { name: string }) {
      const membership = await findMember(name);
      const artifact = membership && (await store.artifact(membership.artifact));
      return artifact === undefined ? null : nodes.artifact(artifact);
    },
    async artifactType({ name }: { name: string }) {
      const found = (await store.types(project)).find((type) => type.name === name);
      return found === undefined ? null : nodes.type(project, name, found.createdMs);
    },
    artifactTypes: async (page: PageArguments) =>
      connectionOf(await store.types(project), page, ({ name, createdMs }) => ({
        node: nodes.type(project, name, createdMs),
      })),
    async artifactCollection({ name }: { name: string }) {
      const found = await find(name);
      return found === undefined ? null : nodes.collection(found);
    },
    artifactCollections: async (asked: CollectionsArguments) =>
      connectionOf(await listedCollections(store, { project }, asked), asked, (collection) => ({
        node: nodes.collection(collection),
      })),
    async artifactCollectionMembership({ name }: { name: string }) {
      const found = await findMember(name);
      return found === undefined ? null : nodes.membership(found);
    },
  };
}

/** What a run's node tells of its artifacts. */
export function runArtifacts(
  { artifacts: store }: Pick<RunStore, "artifacts">,
  nodes: ArtifactNodes,
  run: StoredRun,
): object {
  const list = (role: ArtifactRole) => async (page: PageArguments) =>
    connectionOf(await store.ofRun(run.number, role, { limit: MAX_LISTED }), page, (artifact) => ({
      node: nodes.artifact(artifact),
    }));
  return { inputArtifacts: list("input"), outputArtifacts: list("output") };
}
