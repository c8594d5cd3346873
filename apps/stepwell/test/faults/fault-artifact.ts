import type { Acknowledged } from "./acknowledgements.ts";
import { askGraphql } from "./ask-graphql.ts";
import { fileText, md5 } from "./fault-content.ts";
import type { FaultyConnection } from "./faulty-connection.ts";
import { PROJECT } from "./fault-run.ts";

const CREATE = `mutation($input: CreateArtifactInput!) { createArtifact(input: $input) { artifact { id state } } }`;
const FILES = `mutation($input: CreateArtifactFilesInput!) {
  createArtifactFiles(input: $input) { files { edges { node { uploadUrl } } } }
}`;
const MANIFEST = `mutation($input: CreateArtifactManifestInput!) {
  createArtifactManifest(input: $input) { artifactManifest { file { uploadUrl } } }
}`;
const COMMIT = `mutation($id: ID!) { commitArtifact(input: { artifactID: $id }) { artifact { id } } }`;

/** The file of each version. */
export const VERSION_FILE = "version.txt";

/** Logs the next version of an artifact in the steps of W&B's clients. False when the server refused one, which is said. */
export async function logArtifact(options: {
  readonly connection: FaultyConnection;
  readonly say: (said: Acknowledged) => void;
  readonly name: string;
  readonly version: number;
}): Promise<boolean> {
  const { connection, say, name, version } = options;
  const ask = <Data>(query: string, variables: object): Promise<Data | undefined> =>
    askGraphql<Data>(options, query, variables);
  const text = fileText(name, VERSION_FILE, version);
  const manifest = manifestOf(text);

  const created = await ask<{ createArtifact: { artifact: { id: string } } }>(CREATE, {
    input: {
      projectName: PROJECT,
      artifactTypeName: "dataset",
      artifactCollectionName: name,
      digest: md5(manifest, "hex"),
      aliases: [{ artifactCollectionName: name, alias: "latest" }],
      clientID: `${name}-${version}`,
      sequenceClientID: name,
      enableDigestDeduplication: true,
    },
  });
  const id = created?.createArtifact.artifact.id;
  if (id === undefined) return false;
  const placed = await ask<{
    createArtifactFiles: { files: { edges: { node: { uploadUrl: string | null } }[] } };
  }>(FILES, {
    input: {
      artifactFiles: [{ artifactID: id, name: VERSION_FILE, md5: md5(text, "base64") }],
      storageLayout: "V2",
    },
  });
  if (placed === undefined) return false;
  for (const { node } of placed.createArtifactFiles.files.edges) {
    if (node.uploadUrl !== null && !(await put(node.uploadUrl, text))) return false;
  }
  const place = await ask<{ createArtifactManifest: { artifactManifest: { file: { uploadUrl: string } } } }>(
    MANIFEST,
    { input: { artifactID: id, digest: md5(manifest, "base64"), type: "FULL", name: "wandb_manifest.json" } },
  );
  if (place === undefined) return false;
  if (!(await put(place.createArtifactManifest.artifactManifest.file.uploadUrl, manifest))) return false;
  if ((await ask(COMMIT, { id })) === undefined) return false;
  say({ kind: "artifact", name, count: version + 1 });
  return true;

  async function put(url: string, body: string): Promise<boolean> {
    const { status, text: reason } = await connection.send({ method: "PUT", path: url, body });
    if (status === 200) return true;
    say({ kind: "wrong", text: `${status} for a file of ${name}: ${reason.slice(0, 300)}` });
    return false;
  }
}

function manifestOf(text: string): string {
  return JSON.stringify({
    version: 1,
    storagePolicy: "wandb-storage-policy-v1",
    storagePolicyConfig: { storageLayout: "V2" },
    contents: { [VERSION_FILE]: { digest: md5(text, "base64"), size: Buffer.byteLength(text) } },
  });
}
