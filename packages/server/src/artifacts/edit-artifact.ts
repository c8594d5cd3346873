import type { StoredCollection } from "@stepwell/storage";
import type { AppContext } from "../app-context.ts";
import { UNCATEGORIZED } from "../ingest/run-name.ts";
import { WireError } from "../wire/wire-error.ts";
import { checkProject } from "../wire/wire-name.ts";
import type { WireNodes } from "../wire/wire-nodes.ts";
import {
  checkArtifactName,
  checkDescription,
  checkLabels,
  checkMetadata,
  checkTtl,
} from "./check-artifact.ts";
import { needArtifact } from "./log-artifact.ts";
import { nodeId, numberOfId } from "./node-id.ts";

interface RunOfInput {
  readonly entityName?: string | null;
  readonly projectName?: string | null;
  readonly runName?: string | null;
}

interface LinkInput {
  readonly artifactID?: string | null;
  readonly clientID?: string | null;
  readonly artifactPortfolioName?: string | null;
  readonly entityName?: string | null;
  readonly projectName?: string | null;
  readonly aliases?: readonly { readonly alias: string }[] | null;
}

interface UpdateInput {
  readonly artifactID: string;
  readonly description?: string | null;
  readonly metadata?: string | null;
  readonly ttlDurationSeconds?: number | null;
  readonly tagsToAdd?: readonly { readonly tagName: string }[] | null;
  readonly tagsToDelete?: readonly { readonly tagName: string }[] | null;
}

interface AliasesInput {
  readonly artifactID: string;
  readonly aliases: readonly {
    readonly projectName?: string | null;
    readonly artifactCollectionName: string;
    readonly alias: string;
  }[];
}

/** The operations on artifacts that are there: use, link, edit, delete. */
export function editArtifactResolvers(
  { ports }: AppContext,
  nodesOf: (entity?: string | null) => WireNodes,
): object {
  const { runs, clock } = ports;
  const { artifacts } = runs;

  async function targetOf({ artifactID, clientID }: LinkInput): Promise<string> {
    if (artifactID) return artifactID;
    const found = clientID ? await artifacts.findClient(clientID) : undefined;
    return found !== undefined && "artifact" in found ? nodeId("Artifact", found.artifact) : "";
  }

  async function changeAliases(
    { artifactID, aliases }: AliasesInput,
    change: "addAliases" | "removeAliases",
  ) {
    const { number, sequence } = await needArtifact(artifacts, artifactID);
    const own = (await artifacts.collection(sequence))?.project ?? "";
    checkLabels(
      "alias",
      aliases.map(({ alias }) => alias),
    );
    for (const { projectName, artifactCollectionName, alias } of aliases) {
      const collection = await artifacts.findCollection(projectName || own, artifactCollectionName);
      if (collection === undefined) throw noCollection(artifactCollectionName);
      await artifacts[change](collection.number, number, [alias]);
    }
    return { success: true };
  }

  return {
    async useArtifact({ input }: { input: RunOfInput & { artifactID: string } }) {
      const artifact = await needArtifact(artifacts, input.artifactID);
      const project = checkProject(input.projectName || UNCATEGORIZED);
      const run = input.runName ? await runs.findRun(project, input.runName) : undefined;
      if (run === undefined) {
        throw new WireError(
          404,
          `[server] Failed to use an artifact: project "${project}" has no run "${(input.runName ?? "").slice(0, 200)}". Start the run first.`,
        );
      }
      await artifacts.use(artifact.number, run.number, "input");
      return { artifact: nodesOf(input.entityName).artifacts.artifact(artifact) };
    },

    async linkArtifact({ input }: { input: LinkInput }) {
      const artifact = await needArtifact(artifacts, await targetOf(input));
      const portfolio = {
        project: checkProject(input.projectName || UNCATEGORIZED),
        name: checkArtifactName("collection", input.artifactPortfolioName),
      };
      const aliases = checkLabels("alias", input.aliases?.map(({ alias }) => alias) ?? []);
      const membership = await artifacts.link(artifact.number, portfolio, aliases, clock.now());
      return {
        versionIndex: membership.version,
        artifactMembership: nodesOf(input.entityName).artifacts.membership(membership),
      };
    },

    async unlinkArtifact({ input }: { input: { artifactID: string; artifactPortfolioID: string } }) {
      const artifact = await needArtifact(artifacts, input.artifactID);
      const portfolio = await needCollection(artifacts, input.artifactPortfolioID, "portfolio");
      await artifacts.unlink(artifact.number, portfolio.number);
      return { success: true };
    },

    async updateArtifact({ input }: { input: UpdateInput }) {
      const { number, tags } = await needArtifact(artifacts, input.artifactID);
      const [description, metadata] = [checkDescription(input.description), checkMetadata(input.metadata)];
      const ttlSeconds = checkTtl(input.ttlDurationSeconds);
      const removed = new Set(input.tagsToDelete?.map(({ tagName }) => tagName));
      const added = input.tagsToAdd?.map(({ tagName }) => tagName) ?? [];
      const update = {
        ...(description === undefined ? {} : { description }),
        ...(metadata === undefined ? {} : { metadata }),
        ...(ttlSeconds === undefined ? {} : { ttlSeconds }),
        tags: checkLabels("tag", [...tags.filter((tag) => !removed.has(tag)), ...added]),
      };
      await artifacts.update(number, update, clock.now());
      return { artifact: nodesOf().artifacts.artifact(await needArtifact(artifacts, input.artifactID)) };
    },

    async deleteArtifact({ input }: { input: { artifactID: string; deleteAliases?: boolean | null } }) {
      const artifact = await needArtifact(artifacts, input.artifactID);
      const { number } = artifact;
      const aliases = (await artifacts.memberships(number)).flatMap((membership) => membership.aliases);
      if (aliases.length > 0 && input.deleteAliases !== true) {
        throw new WireError(
          409,
          `[server] Failed to delete the artifact: it is called "${aliases.join('", "').slice(0, 200)}". Delete its aliases with it, or move them to another version first.`,
        );
      }
      await artifacts.remove(number, clock.now());
      return { artifact: nodesOf().artifacts.artifact({ ...artifact, state: "deleted" }) };
    },

    addAliases: ({ input }: { input: AliasesInput }) => changeAliases(input, "addAliases"),
    deleteAliases: ({ input }: { input: AliasesInput }) => changeAliases(input, "removeAliases"),
  };
}

/** The collection of an id; refuses with 404 when there is none, or one of another kind. */
export async function needCollection(
  artifacts: { collection(number: number): Promise<StoredCollection | undefined> },
  id: string,
  kind: StoredCollection["kind"],
): Promise<StoredCollection> {
  const number = numberOfId("ArtifactCollection", id);
  const found = number === undefined ? undefined : await artifacts.collection(number);
  if (found?.kind === kind) return found;
  throw noCollection(id);
}

/** What is thrown for a collection that is not there. */
export function noCollection(name: string): WireError {
  return new WireError(
    404,
    `[server] Failed to find collection "${name.slice(0, 200)}": there is none of that name or kind. Look at the list of collections.`,
  );
}
