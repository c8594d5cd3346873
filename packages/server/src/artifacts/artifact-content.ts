import { printJson } from "@stepwell/protocol";
import type { BlobStore, StoredArtifact, UploadedFile } from "@stepwell/storage";
import type { AppPorts } from "../app-ports.ts";
import { createKeyedQueue } from "../ingest/keyed-queue.ts";
import { WireError } from "../wire/wire-error.ts";
import { mergeManifests, readManifest } from "./artifact-manifest.ts";
import type { ArtifactManifest } from "./artifact-manifest.ts";
import { needArtifact } from "./log-artifact.ts";
import { nodeId } from "./node-id.ts";

/** How a manifest that is put stands to those before: alone, on the version it builds on, or beside those of other writers. */
export type ManifestKind = "FULL" | "INCREMENTAL" | "PATCH";

/** The bytes of artifacts: files by their MD5, and manifests. */
export interface ArtifactContent {
  /** Keeps a file, whose MD5 the caller checks, until a commit claims it, or for a day. */
  putFile(parts: AsyncIterable<Uint8Array>, md5: string): Promise<void>;
  /** The bytes of files one after the other, by their MD5s. Undefined when one of them is not here. */
  joined(md5s: readonly string[]): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Keeps the manifest of a pending artifact, laid over what it builds on. */
  putManifest(
    bytes: Uint8Array,
    target: { artifact: number; manifest: ManifestKind; base?: number },
  ): Promise<void>;
  /** What the artifact holds; refuses with 409 when no manifest came. */
  manifest(artifact: StoredArtifact): Promise<ArtifactManifest>;
  /** Makes a pending artifact a version. Refuses with 409 while files that its manifest names are missing. */
  commit(artifact: StoredArtifact, nowMs: number): Promise<void>;
}

/** Manifests that were read last; a client asks for one page after the other. */
const MAX_KEPT = 8;

export function createArtifactContent({
  runs,
  blobs,
  clock,
}: Pick<AppPorts, "runs" | "blobs" | "clock">): ArtifactContent {
  const { artifacts } = runs;
  const queue = createKeyedQueue();
  const kept = new Map<string, ArtifactManifest>();

  async function read({ address }: UploadedFile): Promise<ArtifactManifest | undefined> {
    const known = kept.get(address);
    if (known !== undefined) return known;
    const bytes = await blobs.get(address);
    if (bytes === undefined) return undefined;
    const manifest = readManifest(bytes);
    kept.set(address, manifest);
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    return manifest;
  }

  async function manifestOf(artifact: StoredArtifact | undefined): Promise<ArtifactManifest | undefined> {
    return artifact?.manifest === undefined ? undefined : read(artifact.manifest);
  }

  async function manifest(artifact: StoredArtifact): Promise<ArtifactManifest> {
    const found = await manifestOf(artifact);
    if (found !== undefined) return found;
    throw new WireError(
      409,
      `[server] Failed to read artifact "${artifact.number}": it has no manifest. Send its manifest first.`,
    );
  }

  return {
    manifest,
    async putFile(parts, md5) {
      await artifacts.saveContent(md5, await blobs.putParts(parts), clock.now());
    },
    async joined(md5s) {
      const files = await artifacts.contents(md5s);
      return files.every((file) => file !== undefined) ? bytesOf(blobs, files) : undefined;
    },
    putManifest: (bytes, { artifact: number, manifest: kind, base }) =>
      queue.run(String(number), async () => {
        await needArtifact(artifacts, nodeId("Artifact", number));
        const sent = readManifest(bytes);
        const below = kind === "FULL" ? undefined : kind === "PATCH" ? number : base;
        const under = below === undefined ? undefined : await manifestOf(await artifacts.artifact(below));
        const whole = under === undefined ? undefined : mergeManifests(under, sent);
        const stored = whole === undefined ? bytes : new TextEncoder().encode(printJson(whole.json));
        const address = await blobs.put(stored);
        await artifacts.saveManifest(number, { address, size: stored.length });
      }),
    commit: (artifact, nowMs) =>
      queue.run(String(artifact.number), async () => {
        const current = (await artifacts.artifact(artifact.number)) ?? artifact;
        if (current.state === "committed") return;
        const { entries } = await manifest(current);
        const files = entries.filter(({ md5 }) => md5 !== undefined);
        const held = await artifacts.contents(files.map(({ md5 }) => md5 as string));
        const missing = files.filter((_, index) => held[index] === undefined);
        if (missing.length > 0) {
          throw new WireError(
            409,
            `[server] Failed to commit artifact "${artifact.number}": "${missing.length}" of its files did not come, such as "${missing[0]?.path.slice(0, 200)}". Send them and commit again.`,
          );
        }
        const size = entries.reduce((sum, entry) => sum + entry.size, 0);
        await artifacts.commit(
          artifact.number,
          {
            manifest: current.manifest as UploadedFile,
            size,
            files: entries.length,
            md5s: files.map(({ md5 }) => md5 as string),
          },
          nowMs,
        );
      }),
  };
}

const PIECE_BYTES = 1024 * 1024;

async function* bytesOf(
  blobs: Pick<BlobStore, "read">,
  files: readonly UploadedFile[],
): AsyncGenerator<Uint8Array> {
  for (const { address, size } of files) {
    for (let at = 0; at < size; at += PIECE_BYTES) {
      const bytes = await blobs.read(address, at, Math.min(PIECE_BYTES, size - at));
      if (bytes === undefined) {
        throw new WireError(
          409,
          `[server] Failed to join the parts of a file: one of them, "${address}", is gone. Send the file again.`,
        );
      }
      yield bytes;
    }
  }
}
