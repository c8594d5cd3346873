import type { JsonObject } from "@stepwell/protocol";
import { isJsonObject, parseJson } from "@stepwell/protocol";
import { UsageError } from "../core-error.ts";
import { absolutePath } from "../file/absolute-path.ts";
import type { ServerArtifact } from "./artifact-server.ts";
import { checkOptions } from "../run/check-call.ts";
import { downloadEntries, fetchManifest } from "./download-artifact.ts";
import type { DownloadOptions } from "./download-artifact.ts";
import type { ManifestEntry } from "./read-manifest.ts";
import { versionJson } from "./version-json.ts";

/** A version that a server has. Everything that asks the server rejects with `DeliveryError` when that fails. */
export interface UsedArtifact {
  /** The server's. */
  readonly id: string;
  /** With its version, as `mnist:v3`. */
  readonly name: string;
  readonly type: string;
  /** As `v3`. */
  readonly version: string;
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
  readonly description: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** MD5 over names and contents, hex. */
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
  readonly fileCount: number;
  /** ISO 8601. */
  readonly createdAt: string;
  /** What is in it. */
  files(): Promise<readonly ManifestEntry[]>;
  /**
   * Brings its files into a folder, by default `artifacts/<name>:<version>`, and returns the folder's full path. Files
   * that are there and equal are not fetched again; references are left where they are.
   */
  download(options?: DownloadFolder): Promise<string>;
  /** Brings one file into the same folder and returns its full path. Rejects with `UsageError` when it has no such file. */
  downloadFile(name: string, options?: DownloadFolder): Promise<string>;
  /** As it stands in a config. */
  toJSON(): JsonObject;
}

/** Where files go. Default: `artifacts/<name>:<version>` in the program's folder. */
export interface DownloadFolder {
  /** Relative to the program's folder, or absolute. */
  readonly folder?: string;
}

export function createUsedArtifact(options: DownloadOptions): UsedArtifact {
  const { artifact, world } = options;
  const { collection, version } = artifact;
  const name = `${collection}:${version}`;
  let manifest: Promise<readonly ManifestEntry[]> | undefined;

  function files(): Promise<readonly ManifestEntry[]> {
    manifest ??= fetchManifest(options).catch((error: unknown) => {
      manifest = undefined;
      throw error;
    });
    return manifest;
  }

  function folderOf(given: DownloadFolder): string {
    checkOptions("download the artifact", given, ["folder"], '{ folder: "data" }');
    return absolutePath(
      given.folder ?? `artifacts/${folderName(artifact, world.host.platform)}`,
      world.workingFolder,
    );
  }

  return {
    id: artifact.id,
    name,
    type: artifact.type,
    version,
    aliases: artifact.aliases,
    tags: artifact.tags,
    description: artifact.description,
    metadata: metadataOf(artifact.metadata),
    digest: artifact.digest,
    size: artifact.size,
    fileCount: artifact.fileCount,
    createdAt: artifact.createdAt,
    files,
    async download(given = {}) {
      const folder = folderOf(given);
      await downloadEntries(options, await files(), folder);
      return folder;
    },
    async downloadFile(wanted, given = {}) {
      const folder = folderOf(given);
      const entry = (await files()).find((one) => one.name === wanted);
      if (entry === undefined || entry.ref !== undefined) {
        throw new UsageError(
          `[core] Failed to download "${wanted}": the artifact "${name}" has no file of that name. Look at what files() lists.`,
        );
      }
      await downloadEntries(options, [entry], folder);
      return `${folder}/${wanted}`;
    },
    toJSON: () => versionJson(artifact),
  };
}

// The server's names must not lead anywhere, and Windows has no colons in them.
function folderName({ collection, version }: ServerArtifact, platform: string): string {
  const separator = platform.startsWith("win32") ? "-" : ":";
  return `${collection}${separator}${version}`.replaceAll(/[/\\\0]|^\.+/g, "_");
}

function metadataOf(text: string): Record<string, unknown> {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
