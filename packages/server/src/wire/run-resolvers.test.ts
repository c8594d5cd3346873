import { SOURCE_HEADER } from "@stepwell/protocol";
import type { JsonObject, RunDetail } from "@stepwell/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { noteAlert } from "./note-alert.ts";
import { openAccount } from "./wire-account.ts";
import { createWireClient, wireRow } from "../testing/wire-client.ts";
import type { WireClient } from "../testing/wire-client.ts";

const ALERT = `mutation NotifyScriptableRunAlert($entityName: String!, $projectName: String!, $runName: String!, $title: String!,
  $text: String!, $severity: AlertSeverity = INFO, $waitDuration: Duration) {
  notifyScriptableRunAlert(input: {entityName: $entityName, projectName: $projectName, runName: $runName, title: $title,
    text: $text, severity: $severity, waitDuration: $waitDuration}) { success } }`;

let server: TestServer;
let client: WireClient;
beforeEach(async () => {
  server = createTestServer();
  client = createWireClient(server);
  await client.upsert({});
});

const alert = (title: string, more: JsonObject = {}, headers: Record<string, string> = {}) =>
  client.graphql(
    ALERT,
    { entityName: "me", projectName: "demo", runName: "abc", title, text: "text", ...more },
    headers,
  );
const detail = () => server.get<RunDetail>("/api/runs/demo/abc");
const titles = async () => (await detail()).alerts.map(({ title }) => title);

describe("alerts", () => {
  test("are kept with their place and time, and a repeated request changes nothing", async () => {
    await client.history(0, [wireRow(0), wireRow(1)]);
    const sent = { severity: "WARN", waitDuration: 1000 };
    expect((await alert("first", sent)).data).toEqual({ notifyScriptableRunAlert: { success: true } });
    await alert("first", sent);
    await server.restart();
    await alert("first", sent);
    expect((await detail()).alerts).toEqual([
      { title: "first", text: "text", level: "WARN", row: 2, time: server.clock.now() },
    ]);
  });

  test("that say the same after the time that the client asked for are told again", async () => {
    await alert("a", { waitDuration: 120_000 });
    server.clock.advance(110_000);
    await alert("a", { waitDuration: 120_000 });
    await alert("b");
    expect(await titles()).toEqual(["a", "b"]);
    server.clock.advance(60_001);
    await alert("a", { waitDuration: 120_000 });
    await alert("b");
    expect(await titles()).toEqual(["a", "b", "a", "b"]);
  });

  test("of a run file come once, by folder and by wire", async () => {
    const folder = server.folder("run-file", { runId: "abc" });
    folder.write({ type: "alert", title: "t", text: "text", level: "ERROR", waitDurationMs: 0 });
    await server.settle();
    expect((await detail()).alerts).toEqual([
      { title: "t", text: "text", level: "ERROR", row: 0, time: null },
    ]);
    const [source] =
      (await server.runs.findRun("demo", "abc"))?.sources.filter(({ origin }) => origin.endsWith(".wandb")) ??
      [];
    await alert("t", { severity: "ERROR" }, { [SOURCE_HEADER]: source?.id ?? "" });
    expect(await titles()).toEqual(["t"]);
  });

  test("are short, and only for runs that are there", async () => {
    await alert("x".repeat(10_000), { text: "y".repeat(100_000) });
    const last = (await detail()).alerts.at(-1);
    expect([last?.title.length, last?.text.length]).toEqual([256, 16_384]);
    expect((await alert("a", { runName: "none" })).errors[0]?.message).toContain("has none of that name");
  });

  test("are at most 1,000 for each source", () => {
    const place = { id: "a", numbering: "client", run: 1, project: "p", runId: "r" } as const;
    const account = openAccount(place, undefined, 0, 0);
    for (let index = 0; index < 1005; index++) noteAlert(account, { title: `a${index}` }, 0);
    expect(account.state.alerts).toHaveLength(1000);
  });
});

describe("the rest", () => {
  test("a run that may be suspended says so", async () => {
    expect((await detail()).preempting).toBe(false);
    expect((await client.stream({ preempting: true })).status).toBe(200);
    expect((await detail()).preempting).toBe(true);
    await client.history(0, [wireRow(0)]);
    expect((await detail()).preempting).toBe(true);
  });

  test("files may be said to be uploaded outside of the stream", async () => {
    const query = `mutation MarkRunFilesUploaded($entity: String!, $project: String!, $run: String!, $files: [String!]!) {
      markRunFilesUploaded(input: {entityName: $entity, projectName: $project, runName: $run, files: $files}) { success } }`;
    const variables = { entity: "me", project: "demo", run: "abc", files: ["a.txt"] };
    expect((await client.graphql(query, variables)).data).toEqual({
      markRunFilesUploaded: { success: true },
    });
    expect((await client.graphql(query, { ...variables, run: "none" })).errors).toHaveLength(1);
  });

  test("W&B's reader gets what it refuses to go without", async () => {
    await client.history(0, [wireRow(0), wireRow(7)]);
    const query = `query { project(name: "demo") { run(name: "abc") { projectId commit readOnly createdAt heartbeatAt
      user { name username } systemMetrics historyKeys } } }`;
    const { data, errors } = await client.graphql(query);
    expect(errors).toEqual([]);
    expect(data["project"]).toMatchObject({
      run: {
        projectId: expect.stringMatching(/^\d+$/),
        readOnly: false,
        createdAt: expect.stringMatching(/^\d{4}-/),
        user: { name: "stepwell", username: "stepwell" },
        systemMetrics: "{}",
        historyKeys: {
          keys: { loss: { typeCounts: [{ type: "number", count: 2 }] } },
          sets: [],
          lastStep: 7,
        },
      },
    });
  });

  test("resuming is told the last row of each stream as text within text, and no count is null", async () => {
    await client.history(0, [wireRow(0), wireRow(1, { loss: Number.NaN })]);
    await client.stream({
      files: {
        "wandb-events.jsonl": {
          offset: 0,
          content: ['{"_wandb":true,"_timestamp":5,"_runtime":1,"system.cpu":3}'],
        },
        "output.log": { offset: 0, content: ["2026-01-01T00:00:00.000000 hello"] },
        "wandb-summary.json": { offset: 0, content: ['{"loss":NaN,"_wandb":{"runtime":3}}'] },
      },
    });
    await client.upsert({
      tags: ["t"],
      notes: "n",
      config: '{"a":{"value":1},"_wandb":{"value":{"t":{"4":"3.11"}}}}',
    });
    const query = `query RunResumeStatus($project: String, $entity: String, $name: String!) {
      model(name: $project, entityName: $entity) { id name entity { id name } bucket(name: $name, missingOk: true) {
        id name summaryMetrics displayName logLineCount historyLineCount eventsLineCount historyTail eventsTail
        config tags notes wandbConfig(keys: ["t"]) } } }`;
    const { data } = await client.graphql(query, { project: "demo", entity: "me", name: "abc" });
    const { bucket } = data["model"] as { bucket: Record<string, string> };
    expect(bucket).toMatchObject({
      name: "abc",
      logLineCount: 1,
      historyLineCount: 2,
      eventsLineCount: 1,
      tags: ["t"],
      notes: "n",
      wandbConfig: '{"t":{"4":"3.11"}}',
      summaryMetrics: '{"loss":NaN,"_wandb":{"runtime":3}}',
    });
    const tail = (name: string): string => (JSON.parse(bucket[name] ?? "") as string[]).at(-1) ?? "";
    expect(tail("historyTail")).toMatch(/"_step":1,.*"loss":NaN/);
    expect(JSON.parse(tail("eventsTail"))).toMatchObject({ _timestamp: 5 });
    expect(JSON.parse(bucket["config"] ?? "")).toMatchObject({ a: { value: 1 } });
  });
});
