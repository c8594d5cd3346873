import { beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "@stepwell/protocol";
import { createArtifactClient, md5 } from "../testing/artifact-client.ts";
import type { ArtifactClient } from "../testing/artifact-client.ts";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { logArtifactSuite } from "../testing/log-artifact-suite.ts";

let server: TestServer;

let client: ArtifactClient;

beforeEach(async () => {
  server = createTestServer();
  client = createArtifactClient(server);
  await client.wire.upsert({});
});

const VERSIONS = `query($type: String!, $name: String!) { project(name: "demo", entityName: "me") {
  artifactTypes { edges { node { name } } }
  artifactCollection(name: $name) { __typename name }
  artifactType(name: $type) { artifactCollection(name: $name) { artifacts(first: 10) {
    totalCount edges { version node { id state size fileCount aliases { alias } } } } } } } }`;

logArtifactSuite(createTestServer);

describe("logging an artifact", () => {
  test.each(["create", "files", "manifest"])("shows nothing of what ended after its %s", async (last) => {
    const artifact = { files: { a: "one" } };
    const { id } = (await client.create(artifact)) as { id: string };
    if (last !== "create") await client.putFiles(id, artifact.files);
    if (last === "manifest") await client.putManifest(id, artifact);
    await server.restart();
    const { project } = await client.ask(VERSIONS, { name: "data", type: "dataset" });
    expect(project).toEqual({ artifactTypes: { edges: [] }, artifactCollection: null, artifactType: null });
    const latest = `query { project(name: "demo") { artifactCollectionMembership(name: "data:latest") { id }
      artifact(name: "data:latest") { id } run(name: "abc") { outputArtifacts { totalCount } } } }`;
    expect((await client.ask(latest))["project"]).toEqual({
      artifactCollectionMembership: null,
      artifact: null,
      run: { outputArtifacts: { totalCount: 0 } },
    });
    await client.log(artifact);
    expect(await versions()).toEqual([{ version: "v0", aliases: ["latest", "v0"] }]);
  });

  test("refuses bytes that are not those that were announced", async () => {
    const { id } = (await client.create({ files: { a: "one" } })) as { id: string };
    const [url] = await client.uploadUrls(id, { z: "zzz" });
    const response = await client.put(url as string, "not zzz");
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("was announced");
    expect(await server.runs.artifacts.contents([md5("zzz", "hex"), md5("not zzz", "hex")])).toEqual([
      undefined,
      undefined,
    ]);
  });
});

async function versions(name = "data", type = "dataset"): Promise<{ version: string; aliases: string[] }[]> {
  const { project } = (await client.ask(VERSIONS, { name, type })) as { project: JsonObject };
  const kind = project["artifactType"] as {
    artifactCollection: { artifacts: { edges: JsonObject[] } };
  } | null;
  return (kind?.artifactCollection.artifacts.edges ?? []).map(({ version, node }) => ({
    version: version as string,
    aliases: (node as unknown as { aliases: { alias: string }[] }).aliases.map(({ alias }) => alias),
  }));
}
