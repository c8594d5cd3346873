import type {
  ArtifactStore,
  Membership,
  RunStore,
  StoredArtifact,
  StoredCollection,
} from "@stepwell/storage";
import type { SignedLinks } from "../wire/signed-links.ts";
import type { ArtifactContent } from "./artifact-content.ts";
import { createArtifactFiles } from "./artifact-files.ts";
import type { PageArguments } from "./connection.ts";
import { connectionOf, MAX_LISTED } from "./connection.ts";
import type { CollectionsArguments } from "./listed-collections.ts";
import { listedCollections } from "./listed-collections.ts";
import { listedVersions } from "./listed-versions.ts";
import { nodeId } from "./node-id.ts";

/** Artifacts and what is around them, as the types of the schema. Members that cost a read are functions. */
export interface ArtifactNodes {
  artifact(artifact: StoredArtifact): object;
  collection(collection: StoredCollection): object;
  membership(membership: Membership): Promise<object | null>;
  type(project: string, name: string, createdMs: number): object;
}

/** The nodes that belong to others. */
export interface OuterNodes {
  project(name: string): object;
  run(number: number): Promise<object | null>;
}

/** Makes the nodes for one entity's name, which is whatever the client calls it. */
export function createArtifactNodes(
  { artifacts: store }: Pick<RunStore, "artifacts">,
  content: ArtifactContent,
  links: SignedLinks,
  outer: OuterNodes,
): ArtifactNodes {
  const files = createArtifactFiles(store, content, links);

  const nodes: ArtifactNodes = {
    artifact(artifact) {
      const sequence = once(() => store.collection(artifact.sequence));
      const memberships = once(() => store.memberships(artifact.number));
      const own = async (): Promise<Membership | undefined> =>
        (await memberships()).find(({ collection }) => collection === artifact.sequence);
      return {
        __typename: "Artifact",
        id: nodeId("Artifact", artifact.number),
        artifactSequence: async () => collectionNode(await sequence()),
        artifactType: async () => {
          const found = await sequence();
          return found && nodes.type(found.project, found.type, found.createdMs);
        },
        versionIndex: async () => (await own())?.version ?? null,
        description: artifact.description,
        metadata: artifact.metadata,
        ttlDurationSeconds: artifact.ttlSeconds ?? -1,
        ttlIsInherited: artifact.ttlSeconds === undefined,
        tags: tagNodes(artifact.tags),
        historyStep: artifact.historyStep ?? null,
        state: artifact.state.toUpperCase(),
        size: artifact.size,
        digest: artifact.digest,
        digestAlgorithm: "MANIFEST_MD5",
        commitHash: artifact.digest,
        fileCount: artifact.files,
        createdAt: isoTime(artifact.createdMs),
        updatedAt: isoTime(artifact.updatedMs),
        aliases: async () =>
          (await memberships()).flatMap((membership) =>
            aliasNodes(membership, () => collectionOf(membership)),
          ),
        artifactMemberships: async () => ({
          edges: (await memberships()).map((membership) => ({ node: nodes.membership(membership) })),
        }),
        createdBy: async () => {
          const run = artifact.run === undefined ? null : await outer.run(artifact.run);
          return run === null ? null : { ...run, __typename: "Run" };
        },
        usedBy: async () => ({
          edges: (await store.usedBy(artifact.number)).map((run) => ({ node: outer.run(run) })),
        }),
        currentManifest: artifact.manifest === undefined ? null : files.manifestNode(artifact),
        files: files.list(artifact),
        filesByManifestEntries: files.byEntries(artifact),
      };
    },
    collection: collectionNode,
    async membership(membership) {
      const artifact = await store.artifact(membership.artifact);
      if (artifact === undefined) return null;
      return {
        __typename: "ArtifactCollectionMembership",
        id: nodeId("ArtifactCollectionMembership", `${membership.collection}:${membership.version}`),
        versionIndex: membership.version,
        createdAt: isoTime(membership.createdMs),
        aliases: aliasNodes(membership, () => collectionOf(membership)),
        artifactCollection: () => collectionOf(membership),
        artifact: nodes.artifact(artifact),
        files: files.list(artifact),
      };
    },
    type: (project, name, createdMs) => ({
      __typename: "ArtifactType",
      id: nodeId("ArtifactType", `${project}/${name}`),
      name,
      description: "",
      createdAt: isoTime(createdMs),
      async artifactCollection(asked: { name: string }) {
        const found = await store.findCollection(project, baseName(asked.name));
        return found?.type === name && (await isShown(store, found)) ? collectionNode(found) : null;
      },
      artifactCollections: async (asked: CollectionsArguments) =>
        connectionOf(await listedCollections(store, { project, type: name }, asked), asked, (collection) => ({
          node: collectionNode(collection),
        })),
    }),
  };

  async function collectionOf({ collection }: Membership): Promise<object | null> {
    return collectionNode(await store.collection(collection));
  }

  function collectionNode(collection: StoredCollection): object;
  function collectionNode(collection: StoredCollection | undefined): object | null;
  function collectionNode(collection: StoredCollection | undefined): object | null {
    if (collection === undefined) return null;
    const { number, kind } = collection;
    return {
      __typename: kind === "sequence" ? "ArtifactSequence" : "ArtifactPortfolio",
      id: nodeId("ArtifactCollection", number),
      name: collection.name,
      description: collection.description,
      createdAt: isoTime(collection.createdMs),
      updatedAt: isoTime(collection.updatedMs),
      state: "READY",
      project: () => outer.project(collection.project),
      defaultArtifactType: nodes.type(collection.project, collection.type, collection.createdMs),
      tags: { edges: tagNodes(collection.tags).map((node) => ({ node })) },
      aliases: async (page: PageArguments) => {
        const members = await store.members(number, { limit: MAX_LISTED });
        return connectionOf(
          members.flatMap((membership) => aliasNodes(membership, () => collectionNode(collection))),
          page,
          (node) => ({ node }),
        );
      },
      artifacts: async (page: PageArguments & { order?: string | null; filters?: string | null }) =>
        connectionOf(await listedVersions(store, number, page), page, (membership) => ({
          version: `v${membership.version}`,
          node: async () => nodes.artifact((await store.artifact(membership.artifact)) as StoredArtifact),
        })),
      artifactMembership: async ({ aliasName }: { aliasName: string }) => {
        const found = await store.member(number, aliasName);
        return found === undefined ? null : nodes.membership(found);
      },
      latestArtifact: async () => {
        const latest = await store.member(number, "latest");
        const artifact = latest && (await store.artifact(latest.artifact));
        return artifact === undefined ? null : nodes.artifact(artifact);
      },
      digestAlgorithm: "MANIFEST_MD5",
    };
  }

  return nodes;
}

/** A collection is shown once it has a version. */
export async function isShown(store: ArtifactStore, { number }: StoredCollection): Promise<boolean> {
  return (await store.members(number, { limit: 1 })).length > 0;
}

/** The name of a collection without a version or alias behind it. */
export function baseName(name: string): string {
  return name.split(":")[0] ?? name;
}

export function tagNodes(tags: readonly string[]): { id: string; name: string }[] {
  return tags.map((name) => ({ __typename: "Tag", id: nodeId("Tag", name), name }));
}

function aliasNodes({ collection, version, aliases }: Membership, owner: () => unknown): object[] {
  return [...aliases, `v${version}`].map((alias) => ({
    __typename: "ArtifactAlias",
    id: nodeId("ArtifactAlias", `${collection}:${alias}`),
    alias,
    artifactCollection: owner,
  }));
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** Reads when first asked, and never again. */
export function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => (value ??= read());
}
