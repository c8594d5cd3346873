import type { FileSystem } from "@stepwell/effects";
import type { Artifact, ArtifactEntry, Json } from "@stepwell/protocol";
import { hashFile } from "../artifacts/md5.ts";
import { CoreError, DeliveryError } from "../core-error.ts";
import { CREATE_ARTIFACT_FILES } from "./artifact-operations.ts";
import { inParallel } from "./in-parallel.ts";
import { listAt, textAt, valueAt } from "./json-path.ts";
import type { ServerConnection } from "./server-connection.ts";
import { uploadHeaders } from "./upload-headers.ts";

const BATCH = 100;
const AT_ONCE = 8;

export interface UploadArtifactFilesOptions {
  readonly connection: ServerConnection;
  readonly fileSystem: FileSystem;
  readonly artifact: Artifact;
  /** The server's. */
  readonly id: string;
  readonly manifestId: string;
  readonly signal: AbortSignal;
  /** Where files are looked for that are not where the record says. */
  readonly runFolder?: string;
}

/**
 * Uploads the files that the server lacks, and returns for each path the version that brought its content first.
 * A file must be what was logged: then nobody can make us upload a file that he does not know already.
 */
export async function uploadArtifactFiles(
  options: UploadArtifactFilesOptions,
): Promise<ReadonlyMap<string, string>> {
  const { connection, artifact, id, manifestId } = options;
  const births = new Map<string, string>();
  const files = artifact.contents.filter(({ ref }) => ref === "");
  for (let at = 0; at < files.length; at += BATCH) {
    const batch = files.slice(at, at + BATCH);
    const data = await connection.graphql({
      ...CREATE_ARTIFACT_FILES,
      variables: {
        input: {
          artifactFiles: batch.map(({ path, digest }) => ({
            artifactID: id,
            artifactManifestID: manifestId,
            name: path,
            md5: digest,
          })),
          storageLayout: "V2",
        },
      },
    });
    const targets = listAt(data, "createArtifactFiles", "files", "edges");
    if (targets.length !== batch.length) {
      throw new DeliveryError(
        `[core] Failed to deliver the artifact "${artifact.name}": the server answered "${targets.length}" places for "${batch.length}" files. Look at the server's log.`,
        { status: 200 },
      );
    }
    const uploads = batch.map((entry, index) => ({ entry, target: valueAt(targets[index], "node") }));
    await inParallel(AT_ONCE, uploads, async ({ entry, target }) => {
      births.set(entry.path, textAt(target, "artifact", "id") ?? id);
      await upload(options, entry, target);
    });
  }
  return births;
}

async function upload(
  options: UploadArtifactFilesOptions,
  entry: ArtifactEntry,
  target: Json | undefined,
): Promise<void> {
  const { connection, fileSystem } = options;
  const url = textAt(target, "uploadUrl");
  // No address: the server has this content.
  if (url === undefined) return;
  const path = await findFile(options, entry);
  await connection.putFile(url, uploadHeaders(valueAt(target, "uploadHeaders")), { fileSystem, path });
}

async function findFile(options: UploadArtifactFilesOptions, entry: ArtifactEntry): Promise<string> {
  const { fileSystem, artifact, signal, runFolder } = options;
  const inFolder = /[/\\]artifacts[/\\]([^/\\]+)[/\\]([^/\\]+)$/.exec(entry.localPath);
  const moved = inFolder === null ? "" : `${runFolder}/artifacts/${inFolder[1]}/${inFolder[2]}`;
  for (const path of [entry.localPath, ...(runFolder === undefined ? [] : [moved])]) {
    if (path === "" || (await fileSystem.stat(path))?.kind !== "file") continue;
    const { digest, size } = await hashFile(fileSystem, path, signal);
    if (digest === entry.digest && (size === entry.size || entry.size === 0)) return path;
    throw lost(artifact, entry, "was changed after it was logged");
  }
  throw lost(artifact, entry, "is not there any more");
}

function lost({ name }: Artifact, { path, localPath }: ArtifactEntry, what: string): CoreError {
  return new CoreError(
    `[core] Failed to deliver the artifact "${name}": the file of "${path}", "${localPath}", ${what}. Log the artifact again.`,
  );
}
