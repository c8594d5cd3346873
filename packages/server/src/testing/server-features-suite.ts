import { beforeEach, describe, expect, test } from "vitest";
import type { JsonObject, RunDetail } from "@stepwell/protocol";
import { createArtifactClient, md5 } from "./artifact-client.ts";
import type { ArtifactClient } from "./artifact-client.ts";
import { SERVER_FEATURES } from "../wire/server-features.ts";
import type { CreateTestedServer, TestedServer } from "./tested-server.ts";

/** Each feature that the server announces is shown to be served. */
export function serverFeaturesSuite(createTestServer: CreateTestedServer): void {
  let server: TestedServer;

  let client: ArtifactClient;

  let id: string;

  beforeEach(async () => {
    server = createTestServer();
    client = createArtifactClient(server);
    await client.wire.upsert({});
    id = await client.log({
      files: { "a.txt": "aa", "b.txt": "b" },
      aliases: ["best"],
      more: { tags: [{ tagName: "t1" }], clientID: "c".repeat(128), sequenceClientID: "s".repeat(128) },
    });
  });

  const project = async (selection: string): Promise<JsonObject> =>
    (await client.ask(`query { project(name: "demo") { ${selection} } }`))["project"] as JsonObject;

  const download = async (path: string): Promise<string> => (await server.request(path)).text();

  /** What a client asks for, or sends, because a feature is announced. */
  const PROOFS: Readonly<Record<string, () => Promise<void>>> = {
    async STEPWELL_LIVE() {
      expect((await client.wire.history(0, [{ _step: 0, loss: 1 }])).status).toBe(200);
      expect(await server.rows("demo", "abc")).toHaveLength(1);
    },
    async CLIENT_IDS() {
      const query = `query($id: ID!) { clientIDMapping(clientID: $id) { serverID } }`;
      expect(await client.ask(query, { id: "c".repeat(128) })).toEqual({ clientIDMapping: { serverID: id } });
    },
    async LARGE_FILENAMES() {
      const path = `${"d".repeat(200)}/${"f".repeat(255)}`;
      await put(path, "x");
      expect(await project(`run(name: "abc") { files { edges { node { name } } } }`)).toEqual({
        run: { files: { edges: [{ node: { name: path } }] } },
      });
    },
    async STRUCTURED_CONSOLE_LOGS() {
      const content = ['{"level":"error","ts":"2026-01-02T03:04:05.000001","content":"a \\u003c b"}'];
      await client.wire.stream({ files: { "output.log": { offset: 0, content } } });
      expect(
        await project(`run(name: "abc") { logLines(last: 1) { edges { node { level line timestamp } } } }`),
      ).toEqual({
        run: {
          logLines: {
            edges: [{ node: { level: "error", line: "a < b", timestamp: "2026-01-02T03:04:05.000001Z" } }],
          },
        },
      });
    },
    async EXPAND_DEFINED_METRIC_GLOBS() {
      const m = [{ "2": "val/*", "4": "epoch", "6": [1], "7": [2] }];
      await client.wire.upsert({ config: JSON.stringify({ _wandb: { value: { m } } }) });
      await client.wire.history(0, [{ _step: 0, epoch: 1, "val/acc": 2 }]);
      const { metrics } = await server.get<RunDetail>("/api/runs/demo/abc");
      expect(metrics).toContainEqual({
        name: "val/acc",
        stepMetric: "epoch",
        hidden: false,
        summary: ["max"],
      });
    },
    async FILESTREAM_GZIP() {
      const body = '{"files":{"wandb-history.jsonl":{"offset":0,"content":["{\\"_step\\":0}"]}}}';
      const packed = new Blob([body]).stream().pipeThrough(new CompressionStream("gzip"));
      const reply = await server.request("/files/me/demo/abc/file_stream", {
        method: "POST",
        body: await new Response(packed).arrayBuffer(),
        headers: { "content-encoding": "gzip" },
      });
      expect(reply.status).toBe(200);
      expect(await server.rows("demo", "abc")).toEqual([{ _step: 0 }]);
    },
    async MARK_RUN_FILES_UPLOADED() {
      const mutation = `mutation { markRunFilesUploaded(input: {entityName: "me", projectName: "demo", runName: "abc", files: ["x"]}) { success } }`;
      expect(await client.ask(mutation)).toEqual({ markRunFilesUploaded: { success: true } });
    },
    async TOTAL_COUNT_IN_FILE_CONNECTION() {
      expect(await project(`artifact(name: "data:v0") { files(first: 1) { totalCount } }`)).toEqual({
        artifact: { files: { totalCount: 2 } },
      });
    },
    async ARTIFACT_TAGS() {
      expect(await project(`artifact(name: "data:v0") { tags { name } }`)).toEqual({
        artifact: { tags: [{ name: "t1" }] },
      });
    },
    async ARTIFACT_COLLECTION_MEMBERSHIP_FILES() {
      const found = await project(
        `artifactCollection(name: "data") { artifactMembership(aliasName: "best") { files { edges { node { name } } } } }`,
      );
      expect(JSON.stringify(found)).toContain('"b.txt"');
    },
    async ARTIFACT_COLLECTION_MEMBERSHIP_FILE_DOWNLOAD_HANDLER() {
      const hex = md5("aa", "hex");
      expect(await download(`/artifactsV2/default/me/demo/data/${id}/${hex}/a.txt`)).toBe("aa");
    },
    async ARTIFACT_V2_DOWNLOAD_HANDLER_SUPPORTS_ARTIFACT_ID() {
      const hex = md5("aa", "hex");
      expect(await download(`/artifactsV2/default/me/demo/data/${id}/${id}/${hex}/a.txt`)).toBe("aa");
    },
    async PROJECT_ARTIFACT_COLLECTION_MEMBERSHIP() {
      expect(
        await project(`artifactCollectionMembership(name: "data:best") { versionIndex artifact { id } }`),
      ).toEqual({ artifactCollectionMembership: { versionIndex: 0, artifact: { id } } });
    },
    async ARTIFACT_MEMBERSHIP_IN_LINK_ARTIFACT_RESPONSE() {
      const mutation = `mutation($id: ID!) { linkArtifact(input: {artifactID: $id, artifactPortfolioName: "p", projectName: "demo"}) {
      versionIndex artifactMembership { id artifact { id } artifactCollection { name } } } }`;
      expect(await client.ask(mutation, { id })).toMatchObject({
        linkArtifact: { artifactMembership: { artifact: { id }, artifactCollection: { name: "p" } } },
      });
    },
    async ARTIFACT_COLLECTIONS_FILTERING_SORTING() {
      await client.log({ name: "other", files: { a: "1" } });
      await client.log({ name: "dates", files: { a: "2" } });
      const found = await client.ask(
        `query($filters: JSONString, $order: String) { project(name: "demo") {
        artifactCollections(filters: $filters, order: $order) { totalCount edges { node { name } } } } }`,
        { filters: '{"name":{"$regex":"^da"}}', order: "-name" },
      );
      expect(found).toEqual({
        project: {
          artifactCollections: {
            totalCount: 2,
            edges: [{ node: { name: "dates" } }, { node: { name: "data" } }],
          },
        },
      });
    },
    async USE_ARTIFACT_WITH_ENTITY_AND_PROJECT_INFORMATION() {
      const mutation = `mutation($id: ID!) { useArtifact(input: {entityName: "me", projectName: "demo", runName: "abc",
      artifactID: $id, artifactEntityName: "me", artifactProjectName: "demo"}) { artifact { id } } }`;
      expect(await client.ask(mutation, { id })).toEqual({ useArtifact: { artifact: { id } } });
    },
  };

  describe("a feature that is announced is served", () => {
    test.each(SERVER_FEATURES.map((name) => [name]))("%s", async (name) => {
      await PROOFS[name]?.();
      expect(PROOFS).toHaveProperty(name);
    });
  });

  test("all of them are announced, and no other", async () => {
    const data = await client.ask("query ServerFeaturesQuery { serverInfo { features { name isEnabled } } }");
    const { features } = data["serverInfo"] as { features: JsonObject[] };
    expect(features).toEqual(Object.keys(PROOFS).map((name) => ({ name, isEnabled: true })));
  });

  async function put(path: string, body: string): Promise<void> {
    const data = await client.ask(
      `mutation($files: [String!]!) { createRunFiles(input: {projectName: "demo", runName: "abc", files: $files}) { files { uploadUrl } } }`,
      { files: [path] },
    );
    const { files } = data["createRunFiles"] as { files: [{ uploadUrl: string }] };
    await client.put(files[0].uploadUrl, body);
  }
}
