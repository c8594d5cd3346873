import type { ArtifactStore, StoredArtifact, UploadedFile } from "@stepwell/storage";
import { contentTypeOf } from "../files/content-type.ts";
import type { SignedLinks } from "../wire/signed-links.ts";
import type { WireRequest } from "../wire/wire-resolvers.ts";
import type { ArtifactContent } from "./artifact-content.ts";
import type { ManifestEntry } from "./artifact-manifest.ts";
import type { PageArguments } from "./connection.ts";
import { connectionOf, LONGEST_FILES_PAGE } from "./connection.ts";
import { nodeId } from "./node-id.ts";

type FilesArguments = PageArguments & { readonly names?: readonly string[] | null };
type EntriesArguments = PageArguments & {
  readonly entries?: readonly { readonly name: string }[] | null;
};

/** The files of artifacts as the schema's `File`, with addresses that carry their own permission. */
export interface ArtifactFiles {
  list(artifact: StoredArtifact): (page: FilesArguments, request: WireRequest) => Promise<object>;
  byEntries(artifact: StoredArtifact): (page: EntriesArguments, request: WireRequest) => Promise<object>;
  manifestNode(artifact: StoredArtifact): object;
}

export function createArtifactFiles(
  store: ArtifactStore,
  content: ArtifactContent,
  links: SignedLinks,
): ArtifactFiles {
  const addressOf = async ({ address }: UploadedFile, name: string, origin: string): Promise<string> =>
    `${origin}/wire/downloads/${await links.sign({ kind: "blob", address, name })}`;

  function fileNode(artifact: StoredArtifact, entry: ManifestEntry): object {
    const { path, digest, md5, ref, size } = entry;
    const url = async (_: unknown, { origin }: WireRequest): Promise<string | null> => {
      if (md5 === undefined) return ref ?? null;
      const [held] = await store.contents([md5]);
      return held === undefined ? null : addressOf(held, path, origin);
    };
    return {
      __typename: "File",
      id: nodeId("ArtifactFile", `${artifact.number}:${path}`),
      name: path,
      displayName: path,
      url,
      directUrl: url,
      sizeBytes: size,
      storagePath: md5 === undefined ? null : storagePathOf(md5),
      mimetype: contentTypeOf(path),
      updatedAt: new Date(artifact.updatedMs).toISOString(),
      digest,
      md5: md5 === undefined ? null : digest,
    };
  }

  async function page(
    artifact: StoredArtifact,
    names: readonly string[] | null | undefined,
    asked: PageArguments,
  ): Promise<object> {
    const { entries } = await content.manifest(artifact);
    const wanted = names == null ? undefined : new Set(names);
    // References are among them with their own addresses: clients download what they find here, and nothing else.
    const files = wanted === undefined ? entries : entries.filter(({ path }) => wanted.has(path));
    return connectionOf(files, asked, (entry) => ({ node: fileNode(artifact, entry) }), LONGEST_FILES_PAGE);
  }

  return {
    list: (artifact) => (asked) => page(artifact, asked.names, asked),
    byEntries: (artifact) => (asked) => {
      const names = asked.entries?.map(({ name }) => name);
      return page(artifact, names, { ...asked, first: names?.length ?? null });
    },
    manifestNode(artifact) {
      const { manifest, number } = artifact;
      const url = (_: unknown, { origin }: WireRequest): Promise<string> =>
        addressOf(manifest as UploadedFile, "wandb_manifest.json", origin);
      return {
        id: nodeId("ArtifactManifest", `${number}:FULL:`),
        digest: artifact.digest,
        file: {
          __typename: "File",
          id: nodeId("ArtifactFile", `${number}:manifest`),
          name: "wandb_manifest.json",
          url,
          directUrl: url,
          sizeBytes: manifest?.size ?? 0,
        },
      };
    },
  };
}

/** Where content of an MD5 lies, as clients are told. */
export function storagePathOf(md5: string): string {
  return `wandb_artifacts/${md5}`;
}
