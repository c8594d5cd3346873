import type { AppContext } from "../app-context.ts";
import { uploadGateOf } from "../files/upload-gate.ts";
import type { SignedLinks } from "../wire/signed-links.ts";
import { checked } from "../wire/take-upload.ts";
import { WireError } from "../wire/wire-error.ts";
import type { WireNodes } from "../wire/wire-nodes.ts";
import type { WireRequest } from "../wire/wire-resolvers.ts";
import type { ArtifactContent } from "./artifact-content.ts";
import { storagePathOf } from "./artifact-files.ts";
import { needArtifact, refused } from "./log-artifact.ts";
import { md5Base64, md5Hex } from "./md5.ts";
import { nodeId } from "./node-id.ts";

interface Part {
  readonly partNumber: number;
  readonly hexMD5?: string | null;
}

interface FileInput {
  readonly artifactID: string;
  readonly name: string;
  readonly md5: string;
  readonly uploadPartsInput?: readonly Part[] | null;
}

interface CompleteInput {
  readonly completedParts?: readonly Part[] | null;
  readonly storagePath?: string | null;
  readonly uploadID?: string | null;
}

const MAX_FILES = 10_000;
const MAX_PARTS = 10_000;

/** Where clients put the files of an artifact, at once or in parts. Content that is here already needs no upload. */
export function uploadFilesResolvers(
  { ports }: AppContext,
  content: ArtifactContent,
  links: SignedLinks,
  nodesOf: (entity?: string | null) => WireNodes,
): object {
  const { artifacts } = ports.runs;
  const joining = new Map<string, Promise<void>>();

  const urlOf = async (origin: string, md5: string): Promise<string> =>
    `${origin}/wire/uploads/${await links.sign({ kind: "content", md5 })}`;

  /** A part is content like any other, and names itself by its MD5 when all parts are joined. */
  async function partUrls(origin: string, parts: readonly Part[], md5: string): Promise<object> {
    const uploadUrlParts = parts.map(async ({ partNumber, hexMD5 }) => ({
      partNumber,
      uploadUrl: await urlOf(origin, checkMd5(hexMD5)),
    }));
    return { uploadID: md5, uploadUrlParts: await Promise.all(uploadUrlParts) };
  }

  /** A client that waited too long for the answer asks again, and then waits for the joining that is under way. */
  function join(md5: string, parts: readonly string[]): Promise<void> {
    const known = joining.get(md5);
    if (known !== undefined) return known;
    const work = joinParts(md5, parts).finally(() => joining.delete(md5));
    joining.set(md5, work);
    return work;
  }

  function joinParts(md5: string, parts: readonly string[]): Promise<void> {
    return uploadGateOf(ports.blobs).storing(async () => {
      const [held] = await artifacts.contents([md5]);
      if (held !== undefined) return;
      const joined = await content.joined(parts);
      if (joined === undefined) {
        throw new WireError(
          409,
          `[server] Failed to join the parts of "${md5}": not all of them came. Send those that are missing and try again.`,
        );
      }
      await content.putFile(checked(joined, md5, ports.hashes), md5);
    });
  }

  return {
    async createArtifactFiles(
      { input: { artifactFiles } }: { input: { artifactFiles: readonly FileInput[] } },
      { origin }: WireRequest,
    ) {
      const parts = artifactFiles.reduce(
        (sum, { uploadPartsInput }) => sum + (uploadPartsInput?.length ?? 0),
        0,
      );
      if (artifactFiles.length > MAX_FILES || parts > MAX_PARTS) {
        throw refused("number of files and parts", `${artifactFiles.length} and ${parts}`);
      }
      const md5s = artifactFiles.map(({ md5 }) => checkMd5(md5Hex(md5) ?? md5));
      const held = await artifacts.contents(md5s);
      // What is here and was not committed yet is counted on from now on.
      await artifacts.touchContents(md5s, ports.clock.now());
      const edges = artifactFiles.map(async ({ artifactID, name, md5, uploadPartsInput }, index) => {
        const hex = md5s[index] as string;
        const isHeld = held[index] !== undefined;
        const node = {
          __typename: "File",
          id: nodeId("ArtifactFile", `${hex}:${name}`),
          name,
          displayName: name,
          digest: md5,
          md5,
          storagePath: storagePathOf(hex),
          uploadUrl: isHeld ? null : await urlOf(origin, hex),
          uploadHeaders: [],
          uploadMultipartUrls:
            isHeld || !uploadPartsInput?.length ? null : await partUrls(origin, uploadPartsInput, hex),
          artifact: async () => nodesOf().artifacts.artifact(await needArtifact(artifacts, artifactID)),
        };
        return { node, cursor: String(index + 1) };
      });
      return {
        files: {
          totalCount: artifactFiles.length,
          pageInfo: { endCursor: String(artifactFiles.length), hasNextPage: false },
          edges: await Promise.all(edges),
        },
      };
    },

    async completeMultipartUploadArtifact({ input }: { input: CompleteInput }) {
      const md5 = checkMd5(input.uploadID);
      if (input.storagePath !== storagePathOf(md5)) throw refused("storage path", input.storagePath ?? "");
      const parts = (input.completedParts ?? []).toSorted((a, b) => a.partNumber - b.partNumber);
      if (parts.length === 0 || parts.length > MAX_PARTS) throw refused("number of parts", `${parts.length}`);
      await join(
        md5,
        parts.map(({ hexMD5 }) => checkMd5(hexMD5)),
      );
      return { digest: md5Base64(md5) };
    },
  };
}

/** An MD5 in lower-case hex, also when it comes as the tag of a reply, in quotation marks. */
function checkMd5(text: string | null | undefined): string {
  const hex = (text ?? "").replaceAll('"', "").toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(hex)) throw refused("MD5", text ?? "");
  return hex;
}
