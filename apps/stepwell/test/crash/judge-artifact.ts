import { createHash } from "node:crypto";

const MANIFEST = "artifact { id state currentManifest { file { directUrl } } }";
const BY_NAME = `query($project: String!, $name: String!) {
  project(name: $project, entityName: "local") { artifactCollectionMembership(name: $name) { ${MANIFEST} } }
}`;
const BY_CLIENT = `query($client: ID!) { clientIDMapping(clientID: $client) { serverID } }`;
const BY_ID = `query($id: ID!) { ${MANIFEST.replace("artifact", "artifact(id: $id)")} }`;
const REFERENCE = /^wandb-client-artifact:\/\/([^/]+)\//;

interface Version {
  readonly state: string;
  readonly currentManifest: { readonly file: { readonly directUrl: string } };
}

/** Texts of an artifact's files by name, each with the content that its digest names; or what is wrong, as a sentence. */
export type JudgedArtifact = ReadonlyMap<string, string> | string;

/** A version by its project and name, as `data:v0`. */
export async function readVersion(url: string, project: string, name: string): Promise<JudgedArtifact> {
  const data = await ask<{ project: { artifactCollectionMembership: { artifact: Version } | null } }>(
    url,
    BY_NAME,
    { project, name },
  );
  return readFiles(url, data.project.artifactCollectionMembership?.artifact ?? undefined, name);
}

/** The version that a logged value refers to by the id that its client gave it. */
export async function readReferred(url: string, reference: string): Promise<JudgedArtifact> {
  const client = REFERENCE.exec(reference)?.[1] ?? "";
  const { clientIDMapping } = await ask<{ clientIDMapping: { serverID: string } | null }>(url, BY_CLIENT, {
    client,
  });
  if (clientIDMapping === null) return `the artifact "${reference}" is not there`;
  const { artifact } = await ask<{ artifact: Version | null }>(url, BY_ID, { id: clientIDMapping.serverID });
  return readFiles(url, artifact ?? undefined, reference);
}

async function readFiles(url: string, version: Version | undefined, name: string): Promise<JudgedArtifact> {
  if (version?.state !== "COMMITTED") return `the artifact "${name}" is "${version?.state ?? "not there"}"`;
  const manifest = await fetch(new URL(version.currentManifest.file.directUrl, url));
  const { contents } = (await manifest.json()) as {
    contents: Readonly<Record<string, { digest: string; size: number }>>;
  };
  const texts = new Map<string, string>();
  for (const [path, { digest, size }] of Object.entries(contents)) {
    const address = Buffer.from(digest, "base64").toString("hex");
    const reply = await fetch(`${url}/artifacts/local/${address}`, { headers: authorization });
    const bytes = new Uint8Array(await reply.arrayBuffer());
    const md5 = createHash("md5").update(bytes).digest("base64");
    if (!reply.ok || md5 !== digest || bytes.length !== size)
      return `"${path}" of the artifact "${name}" has another content (${reply.status})`;
    texts.set(path, new TextDecoder().decode(bytes));
  }
  return texts;
}

const authorization = { authorization: `Basic ${btoa(`api:${"k".repeat(40)}`)}` };

async function ask<Data>(url: string, query: string, variables: Record<string, string>): Promise<Data> {
  const reply = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { ...authorization, "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await reply.json()) as { data: Data; errors?: readonly { message: string }[] };
  if (answer.errors !== undefined) throw new Error(answer.errors[0]?.message);
  return answer.data;
}
