import type { StoredCollection } from "@stepwell/storage";
import type { AppContext } from "../app-context.ts";
import { UNCATEGORIZED } from "../ingest/run-name.ts";
import { checkProject } from "../wire/wire-name.ts";
import type { WireNodes } from "../wire/wire-nodes.ts";
import { tagNodes } from "./artifact-nodes.ts";
import { checkArtifactName, checkDescription, checkLabels } from "./check-artifact.ts";
import { needCollection, noCollection } from "./edit-artifact.ts";

interface TagsInput {
  readonly projectName?: string | null;
  readonly artifactCollectionName: string;
  readonly tags: readonly { readonly tagName: string }[];
}

interface TextInput {
  readonly name?: string | null;
  readonly description?: string | null;
}

/** The operations on collections: rename, describe, tag, move to another type, delete. */
export function editCollectionResolvers(
  { ports }: AppContext,
  nodesOf: (entity?: string | null) => WireNodes,
): object {
  const { runs, clock } = ports;
  const { artifacts } = runs;

  async function changeTags(
    { projectName, artifactCollectionName: name, tags }: TagsInput,
    change: (before: readonly string[], named: readonly string[]) => readonly string[],
  ): Promise<readonly string[]> {
    const collection = await artifacts.findCollection(checkProject(projectName || UNCATEGORIZED), name);
    if (collection === undefined) throw noCollection(name);
    const named = tags.map(({ tagName }) => tagName);
    const after = checkLabels("tag", change(collection.tags, named));
    await artifacts.updateCollection(collection.number, { tags: after }, clock.now());
    return after;
  }

  async function changeText(id: string, kind: StoredCollection["kind"], { name, description }: TextInput) {
    const { number } = await needCollection(artifacts, id, kind);
    const text = checkDescription(description);
    const update = {
      ...(name == null ? {} : { name: checkArtifactName("collection", name) }),
      ...(text === undefined ? {} : { description: text }),
    };
    await artifacts.updateCollection(number, update, clock.now());
    return { artifactCollection: nodesOf().artifacts.collection(await needCollection(artifacts, id, kind)) };
  }

  async function remove(id: string, kind: StoredCollection["kind"]) {
    const collection = await needCollection(artifacts, id, kind);
    const node = { ...nodesOf().artifacts.collection(collection), state: "DELETED" };
    await artifacts.removeCollection(collection.number, clock.now());
    return { artifactCollection: node };
  }

  return {
    async createArtifactCollectionTagAssignments({ input }: { input: TagsInput }) {
      const tags = await changeTags(input, (before, named) => [...before, ...named]);
      return { tags: tagNodes(tags) };
    },
    async deleteArtifactCollectionTagAssignments({ input }: { input: TagsInput }) {
      await changeTags(input, (before, named) => before.filter((tag) => !named.includes(tag)));
      return { success: true };
    },
    updateArtifactSequence: ({ input }: { input: TextInput & { artifactSequenceID: string } }) =>
      changeText(input.artifactSequenceID, "sequence", input),
    updateArtifactPortfolio: ({ input }: { input: TextInput & { artifactPortfolioID: string } }) =>
      changeText(input.artifactPortfolioID, "portfolio", input),
    async moveArtifactSequence({
      input,
    }: {
      input: { artifactSequenceID: string; destinationArtifactTypeName: string };
    }) {
      const { number } = await needCollection(artifacts, input.artifactSequenceID, "sequence");
      const type = checkArtifactName("type", input.destinationArtifactTypeName);
      await artifacts.updateCollection(number, { type }, clock.now());
      const moved = await needCollection(artifacts, input.artifactSequenceID, "sequence");
      return { artifactCollection: nodesOf().artifacts.collection(moved) };
    },
    deleteArtifactSequence: ({ input }: { input: { artifactSequenceID: string } }) =>
      remove(input.artifactSequenceID, "sequence"),
    deleteArtifactPortfolio: ({ input }: { input: { artifactPortfolioID: string } }) =>
      remove(input.artifactPortfolioID, "portfolio"),
  };
}
