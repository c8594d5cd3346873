import { beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "@stepwell/protocol";
import { createArtifactClient, manifestText, md5 } from "./artifact-client.ts";
import type { ArtifactClient } from "./artifact-client.ts";
import type { CreateTestedServer, TestedServer } from "./tested-server.ts";

/** Artifacts on their way: created, uploaded, committed. */
export function logArtifactSuite(createTestServer: CreateTestedServer): void {
  let server: TestedServer;

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

  describe("logging an artifact", () => {
    test("gives versions, moves latest, and hands the files out as they were put", async () => {
      await client.log({ files: { "a.txt": "one", "dir/ü b": "same" }, aliases: ["first"] });
      await client.log({ files: { "a.txt": "two", "dir/ü b": "same" }, references: { far: "s3://b/c" } });
      expect(await versions()).toEqual([
        { version: "v1", aliases: ["latest", "v1"] },
        { version: "v0", aliases: ["first", "v0"] },
      ]);
      expect(await download("data:first")).toEqual({ "a.txt": "one", "dir/ü b": "same" });
      expect(await download("data:v1")).toEqual({ "a.txt": "two", "dir/ü b": "same", far: "s3://b/c" });
    });

    test("wants content that it holds only once, also of another artifact", async () => {
      await client.log({ files: { a: "one", b: "two" } });
      const { id } = (await client.create({ name: "other", files: { b: "two", c: "three" } })) as {
        id: string;
      };
      expect(await client.putFiles(id, { b: "two", c: "three" })).toEqual([
        null,
        expect.stringMatching(/^http:\/\/localhost:7733\/wire\/uploads\//),
      ]);
    });

    test("of the same digest is the version that is there, with the new aliases", async () => {
      const first = await client.log({ files: { a: "one" } });
      await client.log({ files: { a: "two" } });
      expect(await client.create({ files: { a: "one" }, aliases: ["again"] })).toMatchObject({
        id: first,
        state: "COMMITTED",
      });
      expect(await versions()).toEqual([
        { version: "v1", aliases: ["v1"] },
        { version: "v0", aliases: ["again", "latest", "v0"] },
      ]);
    });

    test("can be repeated at each step", async () => {
      const artifact = { files: { a: "one" }, clientID: "c".repeat(128) };
      const { id } = (await client.create(artifact)) as { id: string };
      expect(await client.create(artifact)).toMatchObject({ id, state: "PENDING" });
      await client.putFiles(id, artifact.files);
      await client.putFiles(id, artifact.files);
      await client.putManifest(id, artifact);
      await client.putManifest(id, artifact);
      expect(await client.commit(id)).toEqual(await client.commit(id));
      expect(await client.create(artifact)).toMatchObject({ id, state: "COMMITTED" });
      expect(await versions()).toHaveLength(1);
    });

    test("is refused at the commit while a file or the manifest is missing", async () => {
      const { id } = (await client.create({ files: { a: "one" } })) as { id: string };
      await expect(client.commit(id)).rejects.toThrow("it has no manifest");
      await client.putManifest(id, { files: { a: "one", b: "two" } });
      await client.putFiles(id, { a: "one" });
      await expect(client.commit(id)).rejects.toThrow('"1" of its files did not come, such as "b"');
      await client.putFiles(id, { b: "two" });
      await client.commit(id);
      expect(await download("data:latest")).toEqual({ a: "one", b: "two" });
    });

    test("an incremental manifest lies on the version before, and patches of several writers on each other", async () => {
      const base = await client.log({ files: { a: "one", b: "two" } });
      const { id } = (await client.create({ files: { b: "new" } })) as { id: string };
      await client.putFiles(id, { b: "new" });
      const text = manifestText({ b: "new" });
      const made = await client.ask(
        `mutation($id: ID!, $base: ID!, $digest: String!) { createArtifactManifest(input: {artifactID: $id,
        baseArtifactID: $base, digest: $digest, type: INCREMENTAL}) { artifactManifest { id file { uploadUrl } } } }`,
        { id, base, digest: md5(text) },
      );
      const manifest = (made["createArtifactManifest"] as JsonObject)["artifactManifest"] as JsonObject;
      await client.put((manifest["file"] as { uploadUrl: string }).uploadUrl, text);
      await client.commit(id);
      expect(await download("data:latest")).toEqual({ a: "one", b: "new" });

      const group = { more: { distributedID: "g" } };
      const one = (await client.create({ ...group, files: { p: "1" } })) as { id: string };
      const two = (await client.create({ ...group, files: { q: "2" } })) as { id: string };
      expect(two.id).toBe(one.id);
      for (const files of [{ p: "1" }, { q: "2" }]) {
        await client.putFiles(one.id, files);
        await client.putManifest(one.id, { files, manifestType: "PATCH" });
      }
      await client.commit(one.id);
      expect(await download("data:v2")).toEqual({ p: "1", q: "2" });
    });

    test("maps the names that clients gave to ids that are base64", async () => {
      const id = await client.log({ files: { a: "one" }, clientID: "mine" });
      const query = "query($id: ID!) { clientIDMapping(clientID: $id) { serverID } }";
      expect(await client.ask(query, { id: "mine" })).toEqual({ clientIDMapping: { serverID: id } });
      expect(await client.ask(query, { id: "other" })).toEqual({ clientIDMapping: null });
      expect(btoa(atob(id))).toBe(id);
    });
  });

  describe("what is refused", () => {
    test.each([
      ["a collection with a slash", { name: "a/b" }, /collection "a\/b"/],
      ["a long collection", { name: "x".repeat(129) }, /collection/],
      ["no collection", { name: "" }, /collection/],
      ["a type with a colon", { type: "a:b" }, /type "a:b"/],
      ["an alias with a slash", { aliases: ["a/b"] }, /alias "a\/b"/],
      ["very many aliases", { aliases: Array.from({ length: 200 }, (_, at) => `a${at}`) }, /alias "201"/],
      ["a long client id", { clientID: "x".repeat(300) }, /client id/],
      ["large metadata", { more: { metadata: "x".repeat(5_000_000) } }, /metadata/],
      ["a long description", { more: { description: "x".repeat(70_000) } }, /description/],
      ["a long digest", { more: { digest: "x".repeat(300) } }, /digest/],
    ])("%s", async (_, artifact, message) => {
      await expect(client.create(artifact)).rejects.toThrow(message);
    });

    test.each(["../x", "/etc/passwd", "a/../../b", "a\\..\\b", "c:\\x", "a\0b", "", "x".repeat(5000)])(
      "a manifest with the name %.20s",
      async (path) => {
        const { id } = (await client.create({ files: { a: "one" } })) as { id: string };
        const response = await client.putManifest(id, { files: { [path]: "one" } });
        expect(response.status).toBe(400);
        await expect(client.commit(id)).rejects.toThrow("it has no manifest");
      },
    );

    test.each([
      "",
      "[]",
      "{}",
      '{"version":1}',
      '{"version":1,"contents":[]}',
      '{"version":1,"contents":{"a":{"digest":"x","size":1}}}',
      `{"version":1,"contents":{"a":{"digest":"${md5("one")}","size":-1}}}`,
      `{"version":1,"contents":{"a":{"digest":"${md5("one")}","size":"big"}}}`,
      '{"version":2,"contents":{}}',
    ])("the manifest %j", async (text) => {
      const { id } = (await client.create({ files: { a: "one" } })) as { id: string };
      const data = await client.ask(
        `mutation($id: ID!, $digest: String!) { createArtifactManifest(input: {artifactID: $id, digest: $digest}) {
        artifactManifest { file { uploadUrl } } } }`,
        { id, digest: md5(text) },
      );
      const manifest = (data["createArtifactManifest"] as JsonObject)["artifactManifest"] as JsonObject;
      const response = await client.put((manifest["file"] as { uploadUrl: string }).uploadUrl, text);
      expect(response.status).toBe(400);
      expect(await response.text()).toContain("Failed to take the manifest");
    });

    test("ids of nothing, of runs, and of what was deleted", async () => {
      const id = await client.log({ files: { a: "one" } });
      const remove = `mutation($id: ID!) { deleteArtifact(input: {artifactID: $id, deleteAliases: true}) { artifact { id } } }`;
      await client.ask(remove, { id });
      for (const other of [id, "", "%%%", btoa("Run:1"), btoa("Artifact:99"), btoa("Artifact:1e3")]) {
        await expect(client.commit(other)).rejects.toThrow("Failed to find artifact");
      }
    });

    test("a manifest of a version that was deleted meanwhile", async () => {
      const { id } = await client.create({ files: { a: "one" } });
      const data = await client.ask(
        `mutation($id: ID!) { createArtifactManifest(input: {artifactID: $id, name: "wandb_manifest.json"}) {
        artifactManifest { file { uploadUrl } } } }`,
        { id: id as string },
      );
      const { artifactManifest: made } = data["createArtifactManifest"] as {
        artifactManifest: { file: { uploadUrl: string } };
      };
      await client.ask(
        `mutation($id: ID!) { deleteArtifact(input: {artifactID: $id, deleteAliases: true}) { artifact { state } } }`,
        { id: id as string },
      );
      const response = await client.put(made.file.uploadUrl, manifestText({ a: "one" }));
      expect([response.status, await response.text()]).toEqual([
        404,
        expect.stringContaining("it was deleted"),
      ]);
    });

    test("a type that the versions of the name do not have", async () => {
      await client.log({ files: { a: "one" } });
      await expect(client.create({ type: "model", files: { a: "two" } })).rejects.toThrow(
        'of type "dataset"',
      );
    });
  });

  async function versions(
    name = "data",
    type = "dataset",
  ): Promise<{ version: string; aliases: string[] }[]> {
    const { project } = (await client.ask(VERSIONS, { name, type })) as { project: JsonObject };
    const kind = project["artifactType"] as {
      artifactCollection: { artifacts: { edges: JsonObject[] } };
    } | null;
    return (kind?.artifactCollection.artifacts.edges ?? []).map(({ version, node }) => ({
      version: version as string,
      aliases: (node as unknown as { aliases: { alias: string }[] }).aliases.map(({ alias }) => alias),
    }));
  }
  async function download(name: string): Promise<Record<string, string>> {
    const query = `query($collection: String!, $alias: String!) { project(name: "demo", entityName: "me") {
    artifactCollection(name: $collection) { artifactMembership(aliasName: $alias) {
      files(first: 5000) { edges { node { name directUrl } } } } } } }`;
    const [collection, alias] = name.split(":");
    const data = (await client.ask(query, { collection: collection ?? "", alias: alias ?? "" })) as never as {
      project: {
        artifactCollection: {
          artifactMembership: { files: { edges: { node: { name: string; directUrl: string } }[] } };
        };
      };
    };
    const found: Record<string, string> = {};
    for (const { node } of data.project.artifactCollection.artifactMembership.files.edges) {
      if (!node.directUrl.startsWith("http")) {
        found[node.name] = node.directUrl;
        continue;
      }
      const response = await server.request(new URL(node.directUrl).pathname);
      expect(response.status).toBe(200);
      found[node.name] = await response.text();
    }
    return found;
  }
}
