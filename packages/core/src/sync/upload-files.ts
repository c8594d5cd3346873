import type { FileSystem } from "@stepwell/effects";
import type { Json, JsonObject } from "@stepwell/protocol";
import { CREATE_RUN_FILES } from "./graphql-operations.ts";
import { isObject } from "./server-connection.ts";
import type { ServerConnection } from "./server-connection.ts";

const BATCH = 50;

export interface UploadFilesOptions {
  readonly connection: ServerConnection;
  readonly fileSystem: FileSystem;
  readonly filesFolder: string;
  readonly run: { readonly entity: string; readonly project: string; readonly run: string };
  /** Relative to the files folder. Those that are missing or lead out of it are passed by. */
  readonly paths: readonly string[];
}

/** Uploads run files and returns the paths that the server has now. Throws `DeliveryError`. */
export async function uploadFiles(options: UploadFilesOptions): Promise<readonly string[]> {
  const { connection, fileSystem, filesFolder, run, paths } = options;
  const there: string[] = [];
  for (const path of paths) {
    if (isInside(path) && (await fileSystem.stat(`${filesFolder}/${path}`))?.kind === "file")
      there.push(path);
  }
  const uploaded: string[] = [];
  for (let at = 0; at < there.length; at += BATCH) {
    const data = await connection.graphql({
      ...CREATE_RUN_FILES,
      variables: { ...run, files: there.slice(at, at + BATCH) },
    });
    const answer = isObject(data["createRunFiles"]) ? data["createRunFiles"] : {};
    const headers = headersOf(answer["uploadHeaders"]);
    for (const { name, url } of targetsOf(answer["files"])) {
      if (!there.includes(name)) continue;
      await connection.putFile(url, headers, { fileSystem, path: `${filesFolder}/${name}` });
      uploaded.push(name);
    }
  }
  return uploaded;
}

function isInside(path: string): boolean {
  return path !== "" && !path.startsWith("/") && !path.includes("\\") && !path.split("/").includes("..");
}

function targetsOf(files: Json | undefined): { name: string; url: string }[] {
  if (!Array.isArray(files)) return [];
  return (files as readonly Json[]).flatMap((file) => {
    const { name, uploadUrl } = isObject(file) ? file : ({} as JsonObject);
    return typeof name === "string" && typeof uploadUrl === "string" ? [{ name, url: uploadUrl }] : [];
  });
}

/** The server names headers as lines `Name: value`. */
function headersOf(lines: Json | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of Array.isArray(lines) ? (lines as readonly Json[]) : []) {
    const [, name, value] = typeof line === "string" ? (/^([^:]+):\s*(.*)$/.exec(line) ?? []) : [];
    if (name !== undefined && value !== undefined) headers[name.trim()] = value;
  }
  return headers;
}
