import type { JsonObject } from "@stepwell/protocol";
import { createMd5 } from "../artifacts/md5.ts";
import type { TestedServer } from "./tested-server.ts";
import type { WireClient } from "./wire-client.ts";
import { createWireClient } from "./wire-client.ts";

/** What a client logs: text files by their path, and references by theirs. */
interface LoggedArtifact {
  readonly name?: string;
  readonly type?: string;
  readonly run?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly references?: Readonly<Record<string, string>>;
  readonly aliases?: readonly string[];
  readonly clientID?: string;
  readonly manifestType?: "FULL" | "INCREMENTAL" | "PATCH";
  readonly more?: JsonObject;
}

/** Logs artifacts as W&B's clients do, one step at a time or all of them. */
export interface ArtifactClient {
  readonly wire: WireClient;
  /** The data of an operation that must go well. */
  ask(query: string, variables?: JsonObject): Promise<JsonObject>;
  create(artifact: LoggedArtifact): Promise<JsonObject>;
  /** Where the files may be put; null for content that is there. */
  uploadUrls(id: string, files: Readonly<Record<string, string>>): Promise<readonly (string | null)[]>;
  putFiles(id: string, files: Readonly<Record<string, string>>): Promise<readonly (string | null)[]>;
  putManifest(id: string, artifact: LoggedArtifact): Promise<Response>;
  commit(id: string): Promise<JsonObject>;
  /** All of it; the artifact's id. */
  log(artifact: LoggedArtifact): Promise<string>;
  put(url: string, body: string): Promise<Response>;
}

export function createArtifactClient(server: Pick<TestedServer, "request">): ArtifactClient {
  const wire = createWireClient(server);

  const client: ArtifactClient = {
    wire,
    async ask(query, variables) {
      const { data, errors } = await wire.graphql(query, variables);
      if (errors[0] !== undefined) throw new Error(errors[0].message);
      return data;
    },
    async create({
      name = "data",
      type = "dataset",
      run = "abc",
      aliases = [],
      clientID,
      files = {},
      references = {},
      more = {},
    }) {
      const data = await client.ask(
        `mutation CreateArtifact($input: CreateArtifactInput!) {
          createArtifact(input: $input) { ...Created } }
        fragment Created on CreateArtifactPayload {
          artifact { id state artifactSequence { latestArtifact { id } } } }`,
        {
          input: {
            entityName: "me",
            projectName: "demo",
            runName: run,
            artifactTypeName: type,
            artifactCollectionName: name,
            digest: md5(JSON.stringify([files, references]), "hex"),
            aliases: ["latest", ...aliases].map((alias) => ({ artifactCollectionName: name, alias })),
            clientID: clientID ?? null,
            enableDigestDeduplication: true,
            ...more,
          },
        },
      );
      return (data["createArtifact"] as JsonObject)["artifact"] as JsonObject;
    },
    async uploadUrls(id, files) {
      const input = Object.entries(files).map(([name, text]) => ({ artifactID: id, name, md5: md5(text) }));
      const data = await client.ask(
        `mutation CreateArtifactFiles($input: CreateArtifactFilesInput!) {
          createArtifactFiles(input: $input) { files { edges { node {
            storagePath uploadUrl uploadHeaders uploadMultipartUrls { uploadID } artifact { id } } } } } }`,
        { input: { artifactFiles: input, storageLayout: "V2" } },
      );
      const payload = data["createArtifactFiles"] as {
        files: { edges: { node: { uploadUrl: string | null } }[] };
      };
      return payload.files.edges.map(({ node }) => node.uploadUrl);
    },
    async putFiles(id, files) {
      const urls = await client.uploadUrls(id, files);
      for (const [index, text] of Object.values(files).entries()) {
        const url = urls[index];
        if (typeof url === "string") await client.put(url, text);
      }
      return urls;
    },
    async putManifest(id, { files = {}, references = {}, manifestType = "FULL" }) {
      const text = manifestText(files, references);
      const data = await client.ask(
        `mutation CreateArtifactManifest($id: ID!, $digest: String!, $type: ArtifactManifestType!, $base: ID) {
          createArtifactManifest(input: {artifactID: $id, digest: $digest, type: $type, name: "wandb_manifest.json",
            baseArtifactID: $base, entityName: "me", projectName: "demo", runName: "abc"}) {
            artifactManifest { id file { id uploadUrl uploadHeaders } } } }`,
        { id, digest: md5(text), type: manifestType, base: null },
      );
      const payload = data["createArtifactManifest"] as {
        artifactManifest: { file: { uploadUrl: string } };
      };
      return client.put(payload.artifactManifest.file.uploadUrl, text);
    },
    async commit(id) {
      const data = await client.ask(
        `mutation CommitArtifact($id: ID!) { commitArtifact(input: {artifactID: $id}) { artifact { id digest } } }`,
        { id },
      );
      return (data["commitArtifact"] as JsonObject)["artifact"] as JsonObject;
    },
    async log(artifact) {
      const { id, state } = (await client.create(artifact)) as { id: string; state: string };
      if (state === "COMMITTED") return id;
      await client.putFiles(id, artifact.files ?? {});
      await client.putManifest(id, artifact);
      await client.commit(id);
      return id;
    },
    put: (url, body) => server.request(new URL(url).pathname, { method: "PUT", body }),
  };
  return client;
}

/** A manifest as W&B's clients write it. */
export function manifestText(
  files: Readonly<Record<string, string>>,
  references: Readonly<Record<string, string>> = {},
): string {
  const contents: Record<string, object> = {};
  for (const [path, text] of Object.entries(files)) {
    contents[path] = { digest: md5(text), size: new TextEncoder().encode(text).length, skip_cache: false };
  }
  for (const [path, ref] of Object.entries(references))
    contents[path] = { digest: ref, ref, skip_cache: false };
  return JSON.stringify({
    version: 1,
    storagePolicy: "wandb-storage-policy-v1",
    storagePolicyConfig: { storageLayout: "V2" },
    contents,
  });
}

export function md5(text: string, encoding: "base64" | "hex" = "base64"): string {
  const hash = createMd5();
  hash.update(new TextEncoder().encode(text));
  const hex = hash.hex();
  if (encoding === "hex") return hex;
  return btoa(hex.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16))));
}
