import type { Json } from "@stepwell/protocol";
import { bytesToHex } from "@noble/hashes/utils.js";
import { DeliveryError } from "../core-error.ts";
import { FileError } from "../errors/file-error.ts";
import { fetchFile } from "../sync/fetch-file.ts";
import { inParallel } from "../sync/in-parallel.ts";
import { listAt, textAt, valueAt } from "../sync/json-path.ts";
import type { ServerConnection } from "../sync/server-connection.ts";
import type { World } from "../world.ts";
import { ARTIFACT_FILE_URLS, ARTIFACT_MANIFEST } from "./artifact-queries.ts";
import type { ServerArtifact } from "./artifact-server.ts";
import { baseName } from "./entry-name.ts";
import { createHashingSink } from "./hashing-sink.ts";
import { fromBase64, hashFile } from "./md5.ts";
import { readManifest } from "./read-manifest.ts";
import type { ManifestEntry } from "./read-manifest.ts";

const MAX_MANIFEST_BYTES = 256 * 1024 * 1024;
const PAGE = 1000;
const AT_ONCE = 8;

export interface DownloadOptions {
  readonly connection: ServerConnection;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly artifact: ServerArtifact;
  readonly world: World;
  readonly signal: AbortSignal;
}

/** Gets the list of a version's files. Rejects with `DeliveryError`. */
export async function fetchManifest(options: DownloadOptions): Promise<readonly ManifestEntry[]> {
  const { connection, artifact, baseUrl, world, signal } = options;
  const data = await connection.graphql({ ...ARTIFACT_MANIFEST, variables: { id: artifact.id } });
  const url = textAt(data, "artifact", "currentManifest", "file", "directUrl");
  if (url === undefined) throw missing(artifact, "its list of files");
  let text = "";
  await fetchFile({
    url: new URL(url, `${baseUrl}/`).href,
    maxBytes: MAX_MANIFEST_BYTES,
    world,
    signal,
    open() {
      const decoder = new TextDecoder();
      text = "";
      return { write: (bytes) => void (text += decoder.decode(bytes, { stream: true })) };
    },
  });
  return readManifest(text, `${artifact.collection}:${artifact.version}`);
}

/**
 * Brings files of a version into a folder, each checked by its MD5; what is there already stays. References are left
 * out. Rejects with `DeliveryError` for what the server does not give, `UsageError` for a folder that can't be written.
 */
export async function downloadEntries(
  options: DownloadOptions,
  entries: readonly ManifestEntry[],
  folder: string,
): Promise<void> {
  const { world, signal } = options;
  const files = entries.filter(({ ref }) => ref === undefined);
  const wanted: ManifestEntry[] = [];
  for (const entry of files) if (!(await isThere(entry))) wanted.push(entry);
  const urls = wanted.length === 0 ? new Map<string, string>() : await fileUrls(options);
  await inParallel(AT_ONCE, wanted, async (entry) => {
    const sink = createHashingSink({ fileSystem: world.fileSystem, path: `${folder}/${entry.name}`, entry });
    try {
      await fetchFile({ ...place(entry), maxBytes: entry.size, world, signal, open: sink.open });
      sink.close();
    } catch (error) {
      sink.discard();
      throw error;
    }
  });

  async function isThere({ name, size, digest }: ManifestEntry): Promise<boolean> {
    const path = `${folder}/${name}`;
    const there = await world.fileSystem.stat(path);
    if (there === undefined) return false;
    if (there.kind !== "file") {
      throw new FileError(
        `[core] Failed to download the artifact "${options.artifact.collection}": "${path}" is in the way and no file. Give another folder.`,
        { path, code: "EEXIST" },
      );
    }
    return there.size === size && (await hashFile(world.fileSystem, path, signal)).digest === digest;
  }

  function place(entry: ManifestEntry): { url: string; headers: Record<string, string> } {
    const url = urls.get(entry.name);
    if (url !== undefined) return { url: new URL(url, `${options.baseUrl}/`).href, headers: {} };
    return { url: contentUrl(options, entry), headers: authorization(options) };
  }
}

/** Where the server gives out content by its digest, for files without an address of their own. */
function contentUrl({ baseUrl, artifact }: DownloadOptions, entry: ManifestEntry): string {
  const { entity, project, collection, id } = artifact;
  const md5 = bytesToHex(fromBase64(entry.digest) ?? new Uint8Array());
  const parts = [entity, project, collection, entry.birthArtifactId ?? id, md5, baseName(entry.name)];
  return `${baseUrl}/artifactsV2/default/${parts.map(encodeURIComponent).join("/")}`;
}

function authorization({ apiKey }: DownloadOptions): Record<string, string> {
  return apiKey === "" ? {} : { authorization: `Basic ${btoa(`api:${apiKey}`)}` };
}

async function fileUrls({ connection, artifact }: DownloadOptions): Promise<Map<string, string>> {
  const urls = new Map<string, string>();
  const { entity, project, collection, version } = artifact;
  const cursors = new Set<string>();
  for (let cursor: string | null = null; ;) {
    const variables = { entity, project, collection, alias: version, cursor, perPage: PAGE };
    const data = await connection.graphql({ ...ARTIFACT_FILE_URLS, variables });
    const page: Json | undefined = valueAt(
      data,
      "project",
      "artifactCollection",
      "artifactMembership",
      "files",
    );
    for (const edge of listAt(page, "edges")) {
      const name = textAt(edge, "node", "name");
      const url = textAt(edge, "node", "directUrl");
      if (name !== undefined && url !== undefined) urls.set(name, url);
    }
    const next = textAt(page, "pageInfo", "endCursor");
    const isMore = valueAt(page, "pageInfo", "hasNextPage") === true;
    // A server that repeats itself must not keep us for ever.
    if (!isMore || next === undefined || cursors.has(next)) return urls;
    cursors.add(next);
    cursor = next;
  }
}

function missing({ collection, version }: ServerArtifact, what: string): DeliveryError {
  return new DeliveryError(
    `[core] Failed to read the artifact "${collection}:${version}": the server does not give ${what}. Look at the server's log.`,
    { status: 200 },
  );
}
