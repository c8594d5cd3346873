import { MARK_HEADER, SOURCE_HEADER } from "@stepwell/protocol";
import type { JsonObject } from "@stepwell/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { createWireClient, wireRow } from "./wire-client.ts";
import type { WireClient } from "./wire-client.ts";
import type { CreateTestedServer, TestedServer } from "./tested-server.ts";

/** Runs that are rewound and forked over the wire. */
export function branchesSuite(createTestServer: CreateTestedServer): void {
  const REWIND = `mutation RewindRun($runName: String!, $entity: String, $project: String, $metricName: String!, $metricValue: Float!) {
  rewindRun(input: {runName: $runName, entityName: $entity, projectName: $project, metricName: $metricName, metricValue: $metricValue}) {
    rewoundRun { id name displayName config historyLineCount project { name entity { name } } } } }`;

  let server: TestedServer;

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

  describe("a rewind", () => {
    test("cuts the rows after the step, tells the line to go on at, and the summary is what it was", async () => {
      const { data, errors } = await rewind(2);
      expect(errors).toEqual([]);
      expect(data["rewindRun"]).toMatchObject({
        rewoundRun: { name: "abc", historyLineCount: 3, project: { name: "demo" } },
      });
      expect(await steps()).toEqual([0, 1, 2]);
      expect((await server.run("demo", "abc")).summary).toMatchObject({ loss: 1, _step: 2 });
    });

    test("answers late requests of the time before with 200, counts their rows, and stores none", async () => {
      await rewind(2);
      expect((await client.history(6, rows(6, 8))).status).toBe(200);
      expect((await client.history(4, rows(4, 6))).status).toBe(200);
      expect(await steps()).toEqual([0, 1, 2]);
      expect(await dropped()).toEqual({ rewound: 4 });
      await client.upsert({});
      const later = { _timestamp: 1_800_000_000 };
      await client.history(3, rows(3, 7, later));
      await client.history(4, rows(4, 6));
      await client.history(20, rows(20, 21));
      await client.history(7, rows(7, 8, later));
      expect(await steps()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
      expect(await dropped()).toEqual({ rewound: 7 });
    });

    test("ends what a run file gave before it; the file's later rows are counted", async () => {
      const ours = { [SOURCE_HEADER]: "0123456789abcdef0123456789abcdef" };
      await client.stream(
        { files: { "wandb-history.jsonl": { offset: 0, content: [JSON.stringify(wireRow(6))] } } },
        ours,
      );
      await rewind(2);
      const response = await client.history(1, rows(7, 9), ours);
      expect(response.status).toBe(200);
      expect(response.headers.get(MARK_HEADER)).toBe("3");
      expect(await steps()).toEqual([0, 1, 2]);
      expect(await dropped()).toEqual({ rewound: 2 });
    });

    test("leaves a run file's mark at what was given, through all that is still given", async () => {
      const ours = { [SOURCE_HEADER]: "0123456789abcdef0123456789abcdef" };
      const mark = async (response: Promise<Response>) => (await response).headers.get(MARK_HEADER);
      await client.history(0, rows(6, 9), ours);
      await rewind(2);
      expect(await mark(client.history(3, rows(9, 13), ours))).toBe("7");
      expect(await mark(client.history(7, rows(13, 14), ours))).toBe("8");
      expect(await mark(client.stream({}, ours))).toBe("8");
      expect(await steps()).toEqual([0, 1, 2]);
      expect(await dropped()).toEqual({ rewound: 5 });
    });

    test("can be repeated, be to the last step or before the first, and twice to one place", async () => {
      await rewind(2);
      await rewind(2);
      expect(await steps()).toEqual([0, 1, 2]);
      await rewind(99);
      expect(await steps()).toEqual([0, 1, 2]);
      await rewind(-1);
      expect(await steps()).toEqual([]);
      const { bucket } = (await client.upsert({})) as { bucket: JsonObject };
      expect(bucket["historyLineCount"]).toBe(0);
      await client.history(0, rows(0, 2, { _timestamp: 1_800_000_000 }));
      await rewind(0);
      await client.upsert({});
      await client.history(1, rows(1, 2, { _timestamp: 1_900_000_000 }));
      expect(await steps()).toEqual([0, 1]);
    });

    test("keeps a min and max as they were at the step", async () => {
      const config = { _wandb: { value: { m: [{ "1": "loss", "6": [3], "7": [1, 2] }], t: {} } } };
      await client.upsert({ config: JSON.stringify(config) });
      await rewind(4);
      expect((await server.run("demo", "abc")).summary).toMatchObject({ loss: { min: 0, max: 2 } });
    });

    test.each([
      [{ runName: "none" }, "has none of that name"],
      [{ metricName: "loss" }, 'Name a "_step"'],
    ])("of %j is refused", async (more, message) => {
      expect((await rewind(1, more)).errors[0]?.message).toContain(message);
      expect(await steps()).toHaveLength(6);
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

    test("whose client counts from 0 has them all the same", async () => {
      await client.upsert({ name: "new", config: config("abc", 2) });
      await post(0, rows(3, 5));
      await post(2, rows(5, 6));
      expect(await steps("new")).toEqual([0, 1, 2, 3, 4, 5]);
    });

    test("keeps them when its parent is rewound or deleted", async () => {
      await client.upsert({ name: "new", config: config("abc", 4) });
      await rewind(1);
      await server.request("/api/runs/demo/abc", { method: "DELETE" });
      expect(await steps("new")).toEqual([0, 1, 2, 3, 4]);
    });

    test("of a run that is not here, or of itself, has its own rows", async () => {
      await client.upsert({ name: "new", config: config("none", 2) });
      await post(0, rows(3, 4));
      expect(await steps("new")).toEqual([3]);
      await client.upsert({ config: config("abc", 2) });
      expect(await steps()).toEqual([0, 1, 2, 3, 4, 5]);
    });
  });
}
