import type { StoredArtifact } from "@stepwell/storage";
import type { AppContext } from "../app-context.ts";
import { UNCATEGORIZED } from "../ingest/run-name.ts";
import type { SignedLinks } from "../wire/signed-links.ts";
import { WireError } from "../wire/wire-error.ts";
import { checkProject } from "../wire/wire-name.ts";
import type { WireNodes } from "../wire/wire-nodes.ts";
import type { WireRequest } from "../wire/wire-resolvers.ts";
import type { ArtifactContent, ManifestKind } from "./artifact-content.ts";
import {
  checkArtifactName,
  checkClientId,
  checkDescription,
  checkLabels,
  checkMetadata,
  checkTtl,
} from "./check-artifact.ts";
import { md5Hex } from "./md5.ts";
import { keyOfId, nodeId, numberOfId } from "./node-id.ts";

interface CreateArtifactInput {
  readonly entityName?: string | null;
  readonly projectName?: string | null;
  readonly runName?: string | null;
  readonly artifactTypeName: string;
  readonly artifactCollectionName?: string | null;
  readonly artifactCollectionNames?: readonly string[] | null;
  readonly digest: string;
  readonly digestAlgorithm?: string | null;
  readonly description?: string | null;
  readonly aliases?: readonly { readonly alias: string }[] | null;
  readonly tags?: readonly { readonly tagName: string }[] | null;
  readonly metadata?: string | null;
  readonly historyStep?: number | null;
  readonly ttlDurationSeconds?: number | null;
  readonly distributedID?: string | null;
  readonly clientID?: string | null;
  readonly sequenceClientID?: string | null;
}

interface ManifestInput {
  readonly artifactID: string;
  readonly baseArtifactID?: string | null;
  readonly digest?: string | null;
  readonly type?: ManifestKind | null;
}

const LONGEST_DIGEST = 256;

/** The operations with which a client logs an artifact: create, manifest, files, manifest, commit. All may be repeated. */
export function logArtifactResolvers(
  { ports }: AppContext,
  content: ArtifactContent,
  links: SignedLinks,
  nodesOf: (entity?: string | null) => WireNodes,
): object {
  const { runs, clock } = ports;
  const { artifacts } = runs;

  async function manifestPayload(
    { origin }: WireRequest,
    {
      number,
      manifest,
      base,
      digest,
    }: { number: number; manifest: ManifestKind; base?: number; digest: string },
  ): Promise<object> {
    const md5 = md5Hex(digest);
    const token = await links.sign({
      kind: "manifest",
      artifact: number,
      manifest,
      ...(base === undefined ? {} : { base }),
      ...(md5 === undefined ? {} : { md5 }),
    });
    const file = {
      id: nodeId("ArtifactFile", `${number}:manifest`),
      name: "wandb_manifest.json",
      uploadUrl: `${origin}/wire/uploads/${token}`,
      uploadHeaders: [],
    };
    return {
      artifactManifest: {
        id: nodeId("ArtifactManifest", `${number}:${manifest}:${base ?? ""}`),
        digest,
        file,
      },
    };
  }

  return {
    async createArtifact({ input }: { input: CreateArtifactInput }) {
      if (input.digest.length > LONGEST_DIGEST) throw refused("digest", input.digest);
      const project = checkProject(input.projectName || UNCATEGORIZED);
      const name = input.artifactCollectionName ?? input.artifactCollectionNames?.[0];
      const run = input.runName ? await runs.findRun(project, input.runName) : undefined;
      const [clientId, sequenceClientId, distributedId] = [
        checkClientId(input.clientID),
        checkClientId(input.sequenceClientID),
        checkClientId(input.distributedID),
      ];
      const ttlSeconds = checkTtl(input.ttlDurationSeconds) ?? undefined;
      const artifact = await artifacts.create(
        {
          project,
          collection: checkArtifactName("collection", name),
          type: checkArtifactName("type", input.artifactTypeName),
          digest: input.digest,
          description: checkDescription(input.description) ?? "",
          metadata: checkMetadata(input.metadata) ?? "{}",
          tags: checkLabels("tag", input.tags?.map(({ tagName }) => tagName) ?? []),
          aliases: checkLabels("alias", input.aliases?.map(({ alias }) => alias) ?? []),
          ...(run === undefined ? {} : { run: run.number }),
          ...(typeof input.historyStep === "number" ? { historyStep: input.historyStep } : {}),
          ...(ttlSeconds === undefined ? {} : { ttlSeconds }),
          ...(clientId === undefined ? {} : { clientId }),
          ...(sequenceClientId === undefined ? {} : { sequenceClientId }),
          ...(distributedId === undefined ? {} : { distributedId }),
        },
        clock.now(),
      );
      return { artifact: nodesOf(input.entityName).artifacts.artifact(artifact) };
    },

    async createArtifactManifest({ input }: { input: ManifestInput }, request: WireRequest) {
      const { number } = await needArtifact(artifacts, input.artifactID);
      const base = input.baseArtifactID == null ? undefined : numberOfId("Artifact", input.baseArtifactID);
      return manifestPayload(request, {
        number,
        manifest: input.type ?? "FULL",
        ...(base === undefined ? {} : { base }),
        digest: input.digest ?? "",
      });
    },

    async updateArtifactManifest(
      {
        input,
      }: { input: { artifactManifestID: string; digest?: string | null; baseArtifactID?: string | null } },
      request: WireRequest,
    ) {
      const [number, manifest, base] =
        keyOfId("ArtifactManifest", input.artifactManifestID)?.split(":") ?? [];
      if (manifest !== "FULL" && manifest !== "INCREMENTAL" && manifest !== "PATCH") {
        throw refused("manifest", input.artifactManifestID);
      }
      const artifact = await needArtifact(artifacts, nodeId("Artifact", number ?? ""));
      const newBase = input.baseArtifactID == null ? base : numberOfId("Artifact", input.baseArtifactID);
      return manifestPayload(request, {
        number: artifact.number,
        manifest,
        ...(newBase === undefined || newBase === "" ? {} : { base: Number(newBase) }),
        digest: input.digest ?? "",
      });
    },

    async commitArtifact({ input: { artifactID } }: { input: { artifactID: string } }) {
      const artifact = await needArtifact(artifacts, artifactID);
      await content.commit(artifact, clock.now());
      return { artifact: nodesOf().artifacts.artifact(await needArtifact(artifacts, artifactID)) };
    },
  };
}

/** The artifact of an id; refuses with 404 when there is none. */
export async function needArtifact(
  artifacts: { artifact(number: number): Promise<StoredArtifact | undefined> },
  id: string,
): Promise<StoredArtifact> {
  const number = numberOfId("Artifact", id);
  const found = number === undefined ? undefined : await artifacts.artifact(number);
  if (found !== undefined && found.state !== "deleted") return found;
  throw new WireError(
    404,
    `[server] Failed to find artifact "${id.slice(0, 200)}": there is none with this id, or it was deleted. Look at the list of artifacts.`,
  );
}

/** What is thrown for what no client of W&B's sends. */
export function refused(what: string, value: string): WireError {
  return new WireError(
    400,
    `[server] Failed to take the artifact: "${value.slice(0, 200)}" is not a usable ${what}. Send what W&B's clients send.`,
  );
}
