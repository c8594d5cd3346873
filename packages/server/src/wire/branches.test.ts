import type { JsonObject } from "@stepwell/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { createWireClient, wireRow } from "../testing/wire-client.ts";
import type { WireClient } from "../testing/wire-client.ts";
import { branchesSuite } from "../testing/branches-suite.ts";

const REWIND = `mutation RewindRun($runName: String!, $entity: String, $project: String, $metricName: String!, $metricValue: Float!) {
  rewindRun(input: {runName: $runName, entityName: $entity, projectName: $project, metricName: $metricName, metricValue: $metricValue}) {
    rewoundRun { id name displayName config historyLineCount project { name entity { name } } } } }`;

let server: TestServer;

let client: WireClient;

beforeEach(async () => {
  server = createTestServer();
  client = createWireClient(server);
  await client.upsert({ config: '{"a":{"value":1}}' });
  await client.history(0, rows(0, 6));
  await client.stream({
    files: { "wandb-summary.json": { offset: 0, content: ['{"loss":2.5,"_step":5}'] } },
  });
});

const rows = (from: number, to: number, more: JsonObject = {}) =>
  Array.from({ length: to - from }, (_, index) => wireRow(from + index, more));

const steps = async (run = "abc") => (await server.rows("demo", run)).map((row) => row["_step"]);

const rewind = (step: number, more: JsonObject = {}) =>
  client.graphql(REWIND, {
    runName: "abc",
    entity: "me",
    project: "demo",
    metricName: "_step",
    metricValue: step,
    ...more,
  });

const dropped = async () => (await server.run("demo", "abc")).dropped;

branchesSuite(createTestServer);

describe("a rewind", () => {
  test.each(["at once", "after a restart"])("lets a new session go on %s", async (when) => {
    await rewind(2);
    const { bucket } = (await client.upsert({})) as { bucket: JsonObject };
    expect(bucket["historyLineCount"]).toBe(3);
    const later = { _timestamp: 1_800_000_000 };
    await client.history(3, rows(3, 5, later));
    if (when === "after a restart") await server.restart();
    await client.history(5, rows(5, 7, later));
    await client.history(5, rows(5, 7, later));
    expect(await steps()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(await dropped()).toEqual({});
    expect((await client.upsert({}))["bucket"]).toMatchObject({ historyLineCount: 7 });
  });
});

describe("a run file that goes on from an earlier step of its own run", () => {
  test("rewinds the run when it is first seen, and an official client may go on after it", async () => {
    server.clock.advance(1000);
    const folder = server.folder("run-again", { runId: "abc" });
    folder.write({
      type: "config",
      update: [{ path: ["_wandb", "branch_point"], value: { run_id: "abc", step: 1 } }],
      remove: [],
    });
    folder.write({ type: "history", items: [{ path: ["_step"], value: 2 }] });
    await server.settle();
    folder.write({ type: "history", items: [{ path: ["_step"], value: 3 }] });
    await server.settle();
    expect(await steps()).toEqual([0, 1, 2, 3]);
    await client.history(6, rows(6, 7));
    expect(await steps()).toEqual([0, 1, 2, 3]);
    expect(await dropped()).toEqual({ rewound: 1 });
    const { bucket } = (await client.upsert({})) as { bucket: JsonObject };
    expect(bucket["historyLineCount"]).toBe(4);
    await client.history(4, rows(4, 6, { _timestamp: 1_800_000_000 }));
    expect(await steps()).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

describe("a fork", () => {
  const config = (runId: string, step: number) =>
    JSON.stringify({ _wandb: { value: { branch_point: { run_id: runId, step }, t: {} } } });
  const post = (offset: number, sent: readonly JsonObject[]) =>
    server.request("/files/me/demo/new/file_stream", {
      method: "POST",
      body: JSON.stringify({
        files: { "wandb-history.jsonl": { offset, content: sent.map((row) => JSON.stringify(row)) } },
      }),
    });

  test("begins with its parent's rows up to the step, and its client goes on after them", async () => {
    const { bucket } = (await client.upsert({ name: "new", config: config("abc", 2) })) as {
      bucket: JsonObject;
    };
    expect(bucket["historyLineCount"]).toBe(3);
    await post(3, rows(3, 5));
    await client.upsert({ name: "new", config: config("abc", 2) });
    await server.restart();
    await post(5, rows(5, 6));
    expect(await steps("new")).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await steps()).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test("that arrives in a watched folder has them, too", async () => {
    const folder = server.folder("run-new", { runId: "new" });
    folder.write({
      type: "config",
      update: [{ path: ["_wandb", "branch_point"], value: { run_id: "abc", step: 1 } }],
      remove: [],
    });
    folder.write({ type: "history", items: [{ path: ["_step"], value: 2 }] });
    await server.settle();
    expect(await steps("new")).toEqual([0, 1, 2]);
  });
});
