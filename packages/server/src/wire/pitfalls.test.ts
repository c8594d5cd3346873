import { beforeEach, expect, test } from "vitest";
import type { Json, JsonObject } from "@stepwell/protocol";
import { createArtifactClient } from "../testing/artifact-client.ts";
import type { ArtifactClient } from "../testing/artifact-client.ts";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { wireRow } from "../testing/wire-client.ts";

// What makes W&B's clients hang, exit, or lose data without a word: each is a server's mistake that must not be ours.

let server: TestServer;
let client: ArtifactClient;
beforeEach(async () => {
  server = createTestServer();
  client = createArtifactClient(server);
  await client.wire.upsert({ tags: ["t"], notes: "n", displayName: "name", config: '{"a":{"value":1}}' });
});

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  server.request(path, { method: "POST", body, headers });
const bucket = async (): Promise<JsonObject> => {
  const data = await client.ask(`query { model(name: "demo") { bucket(name: "abc", missingOk: true) {
    id config summaryMetrics historyTail eventsTail historyLineCount eventsLineCount logLineCount wandbConfig(keys: ["t"]) } } }`);
  return (data["model"] as JsonObject)["bucket"] as JsonObject;
};

test.each<[string, () => Promise<void>]>([
  [
    "an operation name of no letters is none",
    async () => {
      const body = JSON.stringify({
        query: "query GetViewer { viewer { id } }",
        operationName: "",
        variables: null,
      });
      expect(await (await post("/graphql", body)).json()).toHaveProperty("data.viewer.id");
    },
  ],
  [
    "variables that the document does not declare are no error",
    async () => {
      const id = await client.log({ files: { a: "1" } });
      const use = `mutation($artifactID: ID!) { useArtifact(input: {entityName: "me", projectName: "demo", runName: "abc", artifactID: $artifactID}) { artifact { id } } }`;
      expect(await client.ask(use, { artifactID: id, usedAs: "x", deleteArtifacts: true })).toEqual({
        useArtifact: { artifact: { id } },
      });
    },
  ],
  [
    "a mutation that fails has errors, never null alone, and says a sentence where clients look for it",
    async () => {
      const mutations = [
        `createRunFiles(input: {projectName: "demo", runName: "none", files: ["a"]}) { runID }`,
        `createArtifact(input: {projectName: "demo", artifactTypeName: "t", digest: "d"}) { artifact { id } }`,
        `commitArtifact(input: {artifactID: "x"}) { artifact { id } }`,
        `rewindRun(input: {projectName: "demo", runName: "none", metricValue: 1}) { rewoundRun { id } }`,
        `linkArtifact(input: {artifactPortfolioName: "p"}) { versionIndex }`,
        `completeMultipartUploadArtifact(input: {}) { digest }`,
      ];
      for (const mutation of mutations) {
        const response = await post("/graphql", JSON.stringify({ query: `mutation { ${mutation} }` }));
        expect(response.status).toBe(200);
        const { errors } = (await response.json()) as { errors?: { message: string }[] };
        expect(errors?.[0]?.message).toMatch(/^\[server\] Failed to .+\.$/);
      }
    },
  ],
  [
    "addresses to put to are absolute, need no key, and are as many as were asked for, in their order",
    async () => {
      const names = ["b", "a", "c/d", "a"];
      const data = await client.ask(
        `mutation($files: [String!]!) { createRunFiles(input: {entityName: "me", projectName: "demo", runName: "abc", files: $files}) {
          runID uploadHeaders files { name uploadUrl } } }`,
        { files: names },
      );
      const { files } = data["createRunFiles"] as { files: { name: string; uploadUrl: string }[] };
      expect(files.map(({ name }) => name)).toEqual(names);
      for (const { uploadUrl } of files) {
        expect(uploadUrl).toMatch(/^http:\/\/localhost:7733\//);
        expect((await client.put(uploadUrl, "x")).status).toBe(200);
      }
      const { id } = (await client.create({ files: { x: "1" } })) as { id: string };
      await client.putFiles(id, { held: "held" });
      const urls = await client.uploadUrls(id, { z: "zz", held: "held", y: "yy" });
      expect(urls.map((url) => url?.startsWith("http://localhost:7733/") ?? null)).toEqual([
        true,
        null,
        true,
      ]);
      expect((await client.put(urls[2] ?? "", "yy")).status).toBe(200);
      expect((await client.put(urls[0] ?? "", "yy")).status).toBe(400);
    },
  ],
  [
    "members of the kind JSONString are text, also with NaN in them",
    async () => {
      await client.wire.history(0, [wireRow(0, { loss: Number.NaN, high: Infinity })]);
      await client.wire.stream({ files: { "wandb-summary.json": { offset: 0, content: ['{"loss":NaN}'] } } });
      const found = await bucket();
      for (const name of ["config", "summaryMetrics", "historyTail", "eventsTail", "wandbConfig"]) {
        expect(typeof found[name]).toBe("string");
      }
      expect(found["summaryMetrics"]).toContain("NaN");
      expect(found["historyTail"]).toContain("Infinity");
      const viewer = await client.ask("query { viewer { flags } }");
      expect(viewer).toEqual({ viewer: { flags: "{}" } });
    },
  ],
  [
    "a run that sent nothing yet has counts, tails and a config all the same",
    async () => {
      const empty = {
        historyTail: "[]",
        eventsTail: "[]",
        historyLineCount: 0,
        eventsLineCount: 0,
        logLineCount: 0,
      };
      expect(await bucket()).toMatchObject({ ...empty, summaryMetrics: "{}", config: '{"a":{"value":1}}' });
      expect(JSON.parse((await bucket())["wandbConfig"] as string)).toHaveProperty("t");
    },
  ],
  [
    "the line count is that of the stream's next line, also after a rewind",
    async () => {
      await client.wire.history(0, [wireRow(0), wireRow(1), wireRow(2)]);
      expect(await bucket()).toMatchObject({ historyLineCount: 3 });
      await client.ask(
        `mutation { rewindRun(input: {projectName: "demo", runName: "abc", metricName: "_step", metricValue: 0}) { rewoundRun { id } } }`,
      );
      expect(await bucket()).toMatchObject({ historyLineCount: 1 });
      expect(await client.wire.upsert({})).toMatchObject({ bucket: { historyLineCount: 1 } });
    },
  ],
  [
    "null in an upsert leaves all as it was",
    async () => {
      await client.wire.upsert({ tags: null, notes: null, displayName: null, config: null });
      expect(await server.run("demo", "abc")).toMatchObject({
        tags: ["t"],
        notes: "n",
        name: "name",
        config: { a: 1 },
      });
    },
  ],
  [
    "ids are texts, those of artifacts base64",
    async () => {
      const artifact = await client.log({ files: { a: "1" } });
      expect(btoa(atob(artifact))).toBe(artifact);
      const data = await client.ask(
        `query($id: ID!) { viewer { id } project(name: "demo") { id internalId run(name: "abc") { id }
          artifactCollectionMembership(name: "data:latest") { id } artifactType(name: "dataset") { id } }
          artifact(id: $id) { id tags { id } aliases { id } artifactSequence { id } files { edges { node { id } } } } }`,
        { id: artifact },
      );
      for (const id of idsIn(data)) expect(typeof id).toBe("string");
      expect(idsIn(data).length).toBeGreaterThan(8);
    },
  ],
  [
    "no run is stopped",
    async () => expect(await (await client.wire.stream({})).json()).not.toHaveProperty("stopped", true),
  ],
  [
    "no reply is a redirect, telemetry is 404, and refusals have errors with messages",
    async () => {
      const replies = [
        await post("/sdk/otel/v1/metrics", ""),
        await post("/sdk/otel/v1/logs", ""),
        await post("/graphql/", "{}"),
        await post("/files/me/demo/abc/other", "{}"),
        await server.request("/wire/uploads/x", { method: "PUT", body: "x" }),
        await server.request("/artifactsV2/default/me/demo/x/y/z/w"),
      ];
      expect(replies.map(({ status }) => status)).toEqual([404, 404, 404, 404, 403, 404]);
      for (const reply of replies) {
        expect(await reply.json()).toEqual({
          errors: [{ message: expect.stringMatching(/^\[server\]/) as string }],
        });
      }
    },
  ],
])("%s", (_, check) => check());

function idsIn(value: Json): Json[] {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    /^(id|internalId)$/.test(key) ? [member] : idsIn(member),
  );
}
