import { describe, expect, test } from "vitest";
import type { JsonObject } from "@stepwell/protocol";
import { createWireClient, wireRow } from "./wire-client.ts";
import type { CreateTestedServer } from "./tested-server.ts";

/** What clients ask before, while and after they log. */
export function graphqlSuite(createTestServer: CreateTestedServer): void {
  describe("graphql", () => {
    test("takes an empty operation name, comments, aliases and variables that nobody declared", async () => {
      const client = createWireClient(createTestServer());
      const query = `#graphql
      query GetViewer { result: viewer { __typename id username flags ...Teams } }
      fragment Teams on User { teams { edges { node { name } } } }`;
      const { data, errors } = await client.graphql(query, { project: "unused" });
      expect(errors).toEqual([]);
      expect(data["result"]).toMatchObject({ __typename: "User", flags: "{}", teams: { edges: [] } });
    });

    test("answers the question about the organization with nothing", async () => {
      const client = createWireClient(createTestServer());
      const query = `query OrganizationCoreWeaveOrganizationID($entityName: String!) {
      entity(name: $entityName) { organization { coreWeaveOrganizationId } } }`;
      const { data, errors } = await client.graphql(query, { entityName: "me" });
      expect([data, errors]).toEqual([{ entity: { organization: { coreWeaveOrganizationId: null } } }, []]);
    });

    test.each([
      [
        "an operation about artifacts",
        "mutation CreateArtifact { createArtifact(input: {}) { artifact { id } } }",
        200,
      ],
      ["what is not GraphQL", "hello", 200],
      ["an endless document", `{ ${"viewer { id } ".repeat(20_000)} }`, 200],
      ["a document of many tokens", `{ ${"a".repeat(10)} ${"b ".repeat(20_000)} }`, 200],
    ])("%s is told as an error, never as null without one", async (_, query, status) => {
      const client = createWireClient(createTestServer());
      const answer = await client.graphql(query);
      expect(answer.status).toBe(status);
      expect(answer.errors[0]?.message).not.toBe("");
      expect(answer.errors.length).toBeGreaterThan(0);
      expect(answer.data).toEqual({});
    });

    test("a body that is no request is 400 with the message where clients look for it", async () => {
      const server = createTestServer();
      for (const body of ["", "[]", '{"query":1}']) {
        const response = await server.request("/graphql", { method: "POST", body });
        expect(response.status).toBe(400);
        expect(await response.json()).toEqual({
          errors: [{ message: expect.stringMatching(/^\[/) as string }],
        });
      }
    });
  });

  describe("upserting a run", () => {
    test("makes it, with the names that clients build addresses from", async () => {
      const server = createTestServer();
      const client = createWireClient(server);
      const { bucket, inserted } = await client.upsert({
        displayName: "first try",
        tags: ["a"],
        notes: "note",
        groupName: "g",
        jobType: "train",
        host: "box",
        config: '{"lr":{"value":0.5},"deep":{"value":{"x":NaN}},"_wandb":{"value":{"t":{"4":"3.11"}}}}',
      });
      expect(inserted).toBe(true);
      expect(bucket).toMatchObject({
        name: "abc",
        displayName: "first try",
        historyLineCount: 0,
        project: { name: "demo", entity: { name: "stepwell" } },
      });
      expect(await server.run("demo", "abc")).toMatchObject({
        name: "first try",
        tags: ["a"],
        notes: "note",
        group: "g",
        jobType: "train",
        host: "box",
        status: "running",
        config: { lr: 0.5, deep: { x: Number.NaN } },
      });
    });

    test("leaves alone what is null, and replaces the config as a whole", async () => {
      const server = createTestServer();
      const client = createWireClient(server);
      await client.upsert({
        displayName: "first",
        tags: ["a"],
        notes: "note",
        config: '{"a":{"value":1},"b":{"value":2}}',
      });
      const { bucket, inserted } = await client.upsert({
        displayName: null,
        tags: null,
        notes: null,
        config: null,
      });
      expect(inserted).toBe(false);
      expect(JSON.parse((bucket as JsonObject)["config"] as string)).toEqual({
        a: { value: 1 },
        b: { value: 2 },
      });
      await client.upsert({ config: '{"b":{"value":3}}' });
      expect(await server.run("demo", "abc")).toMatchObject({
        name: "first",
        tags: ["a"],
        notes: "note",
        config: { b: 3 },
      });
    });

    test("finds a run by the id that it answered with, and refuses another", async () => {
      const client = createWireClient(createTestServer());
      const { bucket } = (await client.upsert({})) as { bucket: JsonObject };
      const again = (await client.upsert({
        id: bucket["id"] as string,
        name: null,
        modelName: null,
        notes: "n",
      })) as { bucket: JsonObject };
      expect(again.bucket["name"]).toBe("abc");
      await expect(client.upsert({ id: "UnVuOjk5" })).rejects.toThrow(/there is none with this id/);
      await expect(client.upsert({ id: "%%%" })).rejects.toThrow(/there is none with this id/);
    });

    test("gives a name and the usual project to a run that has none", async () => {
      const client = createWireClient(createTestServer());
      const { bucket } = (await client.upsert({ name: null, modelName: null })) as { bucket: JsonObject };
      expect(bucket["name"]).toMatch(/^[a-z0-9]{8}$/);
      expect(bucket["project"]).toMatchObject({ name: "uncategorized" });
    });

    test.each([
      [{ modelName: "a/b" }, /project name "a\/b"/],
      [{ modelName: "x".repeat(129) }, /project name/],
      [{ name: "a:b" }, /run id "a:b"/],
      [{ name: " a" }, /run id " a"/],
      [{ name: "a\u0000b" }, /run id/],
      [{ config: "[1]" }, /"config" is not a JSON object/],
      [{ config: '{"a":' }, /"config" is not a JSON object/],
    ])("refuses %j with a sentence", async (input, message) => {
      const client = createWireClient(createTestServer());
      await expect(client.upsert(input)).rejects.toThrow(message);
    });

    test("reads definitions, telemetry and environment out of the config", async () => {
      const server = createTestServer();
      const client = createWireClient(server);
      const own = {
        t: { "3": [2, 7], "4": "3.11", "5": "0.30.0", "12": "0.30.0", "13": "linux-x86_64" },
        m: [
          { "1": "epoch", "6": [3] },
          { "1": "loss", "5": 1, "6": [1, 2, 3], "7": [1, 5], "8": 1 },
        ],
        e: {
          w: {
            os: "Linux",
            python: "CPython",
            host: "box",
            startedAt: "2026-01-01T00:00:00.5Z",
            memory: { total: "1024" },
          },
        },
      };
      await client.upsert({ config: JSON.stringify({ _wandb: { value: own } }) });
      const detail = await server.get("/api/runs/demo/abc");
      expect(detail["metrics"]).toEqual([
        { name: "epoch", stepMetric: "", hidden: false, summary: [] },
        { name: "loss", stepMetric: "epoch", hidden: true, summary: ["min", "last"], goal: "minimize" },
      ]);
      expect(detail["environment"]).toMatchObject({ os: "Linux", runtime: "CPython", memoryTotal: 1024 });
      expect((await server.run("demo", "abc")).startedAt).toBe(Date.UTC(2026, 0, 1) + 500);
    });
  });

  describe("resuming", () => {
    const query = `query RunResumeStatus($project: String, $entity: String, $name: String!) {
    model(name: $project, entityName: $entity) {
      id name entity { id name }
      bucket(name: $name, missingOk: true) {
        id name summaryMetrics displayName logLineCount historyLineCount eventsLineCount
        historyTail eventsTail config tags notes wandbConfig(keys: ["t"])
      }
    }
  }`;

    test("a run that is not there is null", async () => {
      const client = createWireClient(createTestServer());
      const { data, errors } = await client.graphql(query, { project: "demo", entity: null, name: "none" });
      expect(errors).toEqual([]);
      expect(data).toMatchObject({ model: { name: "demo", bucket: null } });
    });

    test("a run that is there says where it ended, and nothing of it is null", async () => {
      const server = createTestServer();
      const client = createWireClient(server);
      await client.upsert({ config: '{"lr":{"value":1},"_wandb":{"value":{"t":{"5":"0.30.0"}}}}' });
      await client.history(0, [wireRow(0), wireRow(1, { loss: Number.NaN })]);
      await client.stream({ files: { "wandb-summary.json": { offset: 0, content: ['{"loss":NaN}'] } } });
      const { data } = await client.graphql(query, { project: "demo", entity: "me", name: "abc" });
      const { bucket } = (data as { model: { bucket: JsonObject } }).model;
      expect(Object.values(bucket)).not.toContain(null);
      expect(bucket).toMatchObject({
        historyLineCount: 2,
        eventsLineCount: 0,
        logLineCount: 0,
        eventsTail: "[]",
      });
      expect(bucket["summaryMetrics"]).toBe('{"loss":NaN}');
      expect(JSON.parse(bucket["config"] as string)).toMatchObject({ lr: { value: 1 } });
      expect(JSON.parse(bucket["wandbConfig"] as string)).toEqual({ t: { "5": "0.30.0" } });
      const tail = JSON.parse(bucket["historyTail"] as string) as string[];
      expect(tail.at(-1)).toContain('"loss":NaN');
    });
  });

  describe("files", () => {
    const query = `mutation CreateRunFiles($run: String!, $files: [String!]!) {
    createRunFiles(input: { entityName: "me", projectName: "demo", runName: $run, files: $files }) {
      runID uploadHeaders files { name uploadUrl }
    }
  }`;
    type Created = { createRunFiles: { files: { name: string; uploadUrl: string | null }[] } };

    test("of a run that is not there are an error, not null alone", async () => {
      const client = createWireClient(createTestServer());
      const { data, errors } = await client.graphql(query, { run: "none", files: ["a"] });
      expect(errors[0]?.message).toContain('there is no run "none"');
      expect(data["createRunFiles"] ?? null).toBeNull();
    });

    test("are refused at an address that was changed, is made up, or is a day old", async () => {
      const server = createTestServer();
      const client = createWireClient(server);
      await client.upsert({});
      const { data } = await client.graphql(query, { run: "abc", files: ["a.txt"] });
      const url = (data as unknown as Created).createRunFiles.files[0]?.uploadUrl ?? "";
      const path = new URL(url).pathname;
      const [body = "", signature = ""] = path.split(".");
      const forged = [
        `${body}x.${signature}`,
        `${body}.${signature.slice(0, -2)}AA`,
        "/wire/uploads/a.b",
        "/wire/uploads/a",
      ];
      for (const bad of forged)
        expect((await server.request(bad, { method: "PUT", body: "x" })).status).toBe(403);
      await server.clock.advanceAsync(25 * 60 * 60_000);
      expect((await server.request(path, { method: "PUT", body: "x" })).status).toBe(403);
      expect(await server.get("/api/runs/demo/abc/files")).toEqual({ files: [], next: null });
    });
  });

  test.each([5, 2n ** 60n, [2n ** 60n], true, { lr: 1 }, ["{}"]])(
    "what is no text where JSON as text belongs is refused: %s",
    async (config) => {
      const client = createWireClient(createTestServer());
      const { data, errors } = await client.graphql(
        `mutation($config: JSONString) { upsertBucket(input: {name: "abc", modelName: "demo", config: $config}) { bucket { id } } }`,
        { config },
      );
      expect(data).toEqual({});
      expect(errors[0]?.message).toContain('"JSONString" is text that holds JSON, and');
      const literal = await client.graphql(
        `mutation { upsertBucket(input: {name: "abc", modelName: "demo", config: 5}) { bucket { id } } }`,
      );
      expect(literal.errors[0]?.message).toContain("Send it as text.");
    },
  );
}
