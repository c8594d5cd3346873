import { beforeEach, expect, test } from "vitest";
import type { Json, JsonObject } from "@stepwell/protocol";
import { createArtifactClient } from "./artifact-client.ts";
import type { ArtifactClient } from "./artifact-client.ts";
import { wireRow } from "./wire-client.ts";
import { SERVER_FEATURES } from "../wire/server-features.ts";
import type { CreateTestedServer, TestedServer } from "./tested-server.ts";

/** What makes W&B's clients hang, exit or lose data without a word, one test for each. */
export function pitfallsSuite(createTestServer: CreateTestedServer): void {
  // What makes W&B's clients hang, exit, or lose data without a word: each is a server's mistake that must not be ours.

  let server: TestedServer;

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

  const PITFALLS: [numbers: string, title: string, check: () => Promise<void>][] = [
    [
      "4",
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
      "5",
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
      "6, 25",
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
      "7, 8, 9, 28",
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
      "13, 14",
      "members of the kind JSONString are text, also with NaN in them",
      async () => {
        await client.wire.history(0, [wireRow(0, { loss: Number.NaN, high: Infinity })]);
        await client.wire.stream({
          files: { "wandb-summary.json": { offset: 0, content: ['{"loss":NaN}'] } },
        });
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
      "15, 16",
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
      "17",
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
      "30",
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
      "20, 27",
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
      "23",
      "no run is stopped",
      async () => expect(await (await client.wire.stream({})).json()).not.toHaveProperty("stopped", true),
    ],
    [
      "22, 24, 25",
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
    [
      "1",
      "an upsert needs nothing but itself: who says no name gets one, and a project",
      async () => {
        const data = await client.ask(
          `mutation($name: String) { upsertBucket(input: {name: $name, modelName: null, entityName: null, config: null, tags: null}) {
          bucket { name displayName project { name entity { name } } historyLineCount } inserted } }`,
          { name: null },
        );
        expect(data).toMatchObject({
          upsertBucket: {
            bucket: {
              name: expect.stringMatching(/^\w{8}$/) as string,
              displayName: expect.stringMatching(/./) as string,
              project: { name: "uncategorized", entity: { name: expect.stringMatching(/./) as string } },
              historyLineCount: 0,
            },
            inserted: true,
          },
        });
      },
    ],
    [
      "2, 3, 34",
      "what clients ask before they begin is answered with 200, whatever they call themselves",
      async () => {
        const asked = [
          "query Viewer { viewer { id entity username email flags teams { edges { node { name } } } } }",
          "query ServerFeaturesQuery { serverInfo { features { name isEnabled } } }",
          `query RunResumeStatus { model(name: "nowhere", entityName: "nobody") { id name entity { id name } bucket(name: "none", missingOk: true) { id } } }`,
        ];
        for (const query of asked) {
          const body = JSON.stringify({ query, operationName: "" });
          const headers = { authorization: `Basic ${btoa("api:short")}`, "x-wandb-username": "" };
          const reply = await post("/graphql", body, headers);
          expect(reply.status).toBe(200);
          expect(await reply.json()).not.toHaveProperty("errors");
        }
      },
    ],
    [
      "10",
      "nothing that a client's file stream may send ends it",
      async () => {
        const files = {
          "wandb-history.jsonl": { offset: 7, content: ["{", "[]", "", '{"_step":7}'] },
          "wandb-events.jsonl": { offset: 0, content: ["nonsense"] },
          "wandb-summary.json": { offset: 3, content: ["{}", "not json"] },
          "output.log": { offset: 2, content: ["", "\u0000"] },
          "other.txt": { offset: 0, content: ["x"] },
        };
        const bodies: Json[] = [
          {},
          { files },
          { files: null, uploaded: null, complete: null },
          { uploaded: ["../x", ""] },
          { files: { "wandb-history.jsonl": { offset: 0, content: ['{"_step":0}'] } }, dropped: 3 },
          { preempting: true },
          { complete: true, exitcode: 3 },
          {},
        ];
        for (const body of bodies) expect((await client.wire.stream(body)).status).toBe(200);
        const nowhere = await post("/files/me/other%20project/fresh%20id/file_stream", "{}");
        expect(nowhere.status).toBe(200);
      },
    ],
    [
      "11",
      "24 MB of lines are taken at once",
      async () => {
        const line = JSON.stringify({ _step: 0, text: "\\".repeat(3_000_000) });
        const content = [line, line];
        const body = JSON.stringify({ files: { "wandb-history.jsonl": { offset: 0, content } } });
        expect(body.length).toBeGreaterThan(24_000_000);
        expect((await post("/files/me/demo/abc/file_stream", body)).status).toBe(200);
      },
    ],
    [
      "18, 19",
      "what readers need to scan a history is there, also for an empty one",
      async () => {
        const asked = () =>
          client.ask(
            `query { project(name: "demo") { run(name: "abc") { historyKeys parquetHistory(liveKeys: ["_step"]) { parquetUrls liveData } } } }`,
          );
        expect(await asked()).toEqual({
          project: {
            run: {
              historyKeys: { keys: {}, sets: [], lastStep: -1 },
              parquetHistory: { parquetUrls: [], liveData: [] },
            },
          },
        });
        await client.wire.history(0, [wireRow(0), wireRow(5)]);
        expect(await asked()).toMatchObject({ project: { run: { historyKeys: { lastStep: 5 } } } });
      },
    ],
    [
      "21",
      "every node says what it is by the name that clients expect",
      async () => {
        const id = await client.log({ files: { a: "1" } });
        const data = await client.ask(
          `query($id: ID!) {
          viewer { __typename } project(name: "demo") { __typename run(name: "abc") { __typename files { pageInfo { __typename } } }
            artifactCollectionMembership(name: "data:latest") { __typename aliases { __typename } artifactCollection { __typename } } }
          artifact(id: $id) { __typename artifactSequence { __typename } createdBy { __typename } files { edges { node { __typename } } } } }`,
          { id },
        );
        expect(data).toEqual({
          viewer: { __typename: "User" },
          project: {
            __typename: "Project",
            run: { __typename: "Run", files: { pageInfo: { __typename: "PageInfo" } } },
            artifactCollectionMembership: {
              __typename: "ArtifactCollectionMembership",
              aliases: [{ __typename: "ArtifactAlias" }, { __typename: "ArtifactAlias" }],
              artifactCollection: { __typename: "ArtifactSequence" },
            },
          },
          artifact: {
            __typename: "Artifact",
            artifactSequence: { __typename: "ArtifactSequence" },
            createdBy: { __typename: "Run" },
            files: { edges: [{ node: { __typename: "File" } }] },
          },
        });
      },
    ],
    [
      "26",
      "whatever is sent is answered, with errors that say a sentence",
      async () => {
        const bodies = [
          "",
          "null",
          "[]",
          '"x"',
          "{",
          '{"query":1}',
          '{"query":"{"}',
          '{"query":"query A { a } query B { b }"}',
        ];
        for (const body of bodies) {
          const reply = await post("/graphql", body);
          expect([200, 400]).toContain(reply.status);
          const { errors } = (await reply.json()) as { errors: { message: string }[] };
          expect(errors[0]?.message).toMatch(/./);
        }
        expect((await post("/files/me/demo/abc/file_stream", "[")).status).toBe(400);
        const packed = await post("/graphql", "not gzip", { "content-encoding": "gzip" });
        expect(packed.status).toBe(400);
      },
    ],
    [
      "31",
      "console lines that come again at their place replace what was there",
      async () => {
        const send = (offset: number, content: string[]) =>
          client.wire.stream({ files: { "output.log": { offset, content } } });
        await send(0, ["one", "10%", "three"]);
        await send(1, ["100%"]);
        const data = await client.ask(
          `query { project(name: "demo") { run(name: "abc") { logLineCount logLines(first: 9) { edges { node { line } } } } } }`,
        );
        expect(data).toEqual({
          project: {
            run: {
              logLineCount: 3,
              logLines: { edges: ["one", "100%", "three"].map((line) => ({ node: { line } })) },
            },
          },
        });
      },
    ],
    [
      "33",
      "a run has somebody whose it is, and a project with a number",
      async () => {
        const data = await client.ask(
          `query { project(name: "demo") { run(name: "abc") { projectId user { name username } } } }`,
        );
        const { run } = data["project"] as { run: { projectId: string; user: JsonObject } };
        expect(Number(run.projectId)).toBeGreaterThan(0);
        expect(run.user).toEqual({
          name: expect.any(String) as string,
          username: expect.any(String) as string,
        });
      },
    ],
    [
      "35",
      "what is announced has its fields",
      async () => {
        const data = await client.ask("query { serverInfo { features { name isEnabled } } }");
        const { features } = data["serverInfo"] as { features: { name: string }[] };
        const names = features.map(({ name }) => name);
        // Each of these is shown to be served beside the list of them.
        expect(names).toEqual([...SERVER_FEATURES]);
        expect(names).not.toContain("ARTIFACT_DIGEST_ALGORITHM");
        expect(names).not.toContain("SWEEPS_QUERY_FILTERING");
      },
    ],
  ];

  /** How slow a reply may be, what sync does with unknown records, and which keys a client refuses are not the server's to say. */
  const ELSEWHERE = [12, 29, 32];

  test.each(PITFALLS)("%s: %s", (_, __, check) => check());

  test("every one that a server can make has a row", () => {
    const covered = new Set(PITFALLS.flatMap(([numbers]) => numbers.split(", ").map(Number)));
    const wanted = Array.from({ length: 35 }, (_, index) => index + 1).filter(
      (number) => !ELSEWHERE.includes(number),
    );
    expect(wanted.filter((number) => !covered.has(number))).toEqual([]);
  });
}

function idsIn(value: Json): Json[] {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    /^(id|internalId)$/.test(key) ? [member] : idsIn(member),
  );
}
