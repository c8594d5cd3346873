import type { FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import type { Json, JsonObject } from "@stepwell/protocol";
import { isJsonObject } from "@stepwell/protocol";
import { DeliveryError } from "../core-error.ts";
import { CREATE_RUN_FILES } from "./graphql-operations.ts";
import { inParallel } from "./in-parallel.ts";
import type { ServerConnection } from "./server-connection.ts";
import type { RunNames } from "./sync-session.ts";
import { uploadHeaders } from "./upload-headers.ts";

const PARALLEL = 8;

export interface UploadFilesOptions {
  readonly connection: ServerConnection;
  readonly fileSystem: FileSystem;
  readonly filesFolder: string;
  readonly run: RunNames;
  /** Relative to the files folder, inside of it. */
  readonly paths: readonly string[];
  /** Called for each file that the server has now. */
  readonly onUploaded: (path: string) => void;
}

/**
 * Uploads run files, 8 at a time. Returns a sentence for each that the server did not take or that can't be read; the
 * others go on. Throws `DeliveryError` when the server can't be reached.
 */
export async function uploadFiles(options: UploadFilesOptions): Promise<readonly string[]> {
  const { connection, fileSystem, filesFolder, run, paths, onUploaded } = options;
  const problems: string[] = [];
  const asked = new Set(paths);
  const { targets, headers } = await askForPlaces(connection, run, paths);
  await inParallel(PARALLEL, targets, async ({ name, url }) => {
    if (!asked.delete(name)) return;
    try {
      await connection.putFile(url, headers, { fileSystem, path: `${filesFolder}/${name}` });
      onUploaded(name);
    } catch (error) {
      if (!FileSystemError.isInstance(error) && !isRefused(error)) throw error;
      problems.push(error instanceof Error ? error.message : String(error));
    }
  });
  const left = [...asked].map(
    (name) => `[core] Failed to upload "${name}": the server gave it no place. Look at the server's log.`,
  );
  return [...problems, ...left];
}

async function askForPlaces(
  connection: ServerConnection,
  run: RunNames,
  files: readonly string[],
): Promise<{ targets: readonly { name: string; url: string }[]; headers: Readonly<Record<string, string>> }> {
  const data = await connection.graphql({ ...CREATE_RUN_FILES, variables: { ...run, files } });
  const answer = isJsonObject(data["createRunFiles"]) ? data["createRunFiles"] : {};
  return { targets: targetsOf(answer["files"]), headers: uploadHeaders(answer["uploadHeaders"]) };
}

function isRefused(error: unknown): boolean {
  return DeliveryError.isInstance(error) && !error.retryable;
}

function targetsOf(files: Json | undefined): { name: string; url: string }[] {
  if (!Array.isArray(files)) return [];
  return (files as readonly Json[]).flatMap((file) => {
    const { name, uploadUrl } = isJsonObject(file) ? file : ({} as JsonObject);
    return typeof name === "string" && typeof uploadUrl === "string" && uploadUrl !== ""
      ? [{ name, url: uploadUrl }]
      : [];
  });
}
