import { beforeEach, describe, expect, test } from "vitest";
import { parseJson } from "@stepwell/protocol";
import type { Json, JsonObject } from "@stepwell/protocol";
import { createWireClient, wireRow } from "./wire-client.ts";
import type { WireClient } from "./wire-client.ts";
import type { CreateTestedServer, TestedServer } from "./tested-server.ts";

/** A run's rows, as W&B's client reads them. */
export function runHistorySuite(createTestServer: CreateTestedServer): void {
  let server: TestedServer;

  let client: WireClient;

  beforeEach(async () => {
    server = createTestServer();
    client = createWireClient(server);
    await client.upsert({});
  });

  const history = async (asked: string): Promise<JsonObject[]> =>
    ((await run(`history(${asked})`))["history"] as string[]).map((line) => parseJson(line) as JsonObject);

  const steps = async (asked: string) => (await history(asked)).map(({ _step }) => _step);

  const sampled = async (...specs: JsonObject[]): Promise<Json> =>
    (await run("sampledHistory(specs: $specs)", { specs: specs.map((spec) => JSON.stringify(spec)) }))[
      "sampledHistory"
    ] as Json;

  describe("history", () => {
    test("has all rows when there are few, with what plain JSON has no way to write", async () => {
      await client.history(0, [wireRow(0, { loss: Number.NaN }), wireRow(1, { a: { b: Infinity } })]);
      expect(await history("samples: 500")).toEqual([
        wireRow(0, { loss: Number.NaN }),
        wireRow(1, { a: { b: Infinity } }),
      ]);
    });

    test("has as many rows as are asked for, at equal distances, the first and the last among them", async () => {
      await client.history(
        0,
        Array.from({ length: 1000 }, (_, step) => wireRow(step)),
      );
      const found = await steps("samples: 10");
      expect(found).toEqual([0, 111, 222, 333, 444, 555, 666, 777, 888, 999]);
    });

    test("has every row of a range of steps, the end of which is not in it", async () => {
      await client.history(
        0,
        Array.from({ length: 100 }, (_, step) => wireRow(step)),
      );
      expect(await steps("minStep: 10, maxStep: 13, samples: 3")).toEqual([10, 11, 12]);
      expect(await steps("minStep: 98, maxStep: 2000, samples: 1000")).toEqual([98, 99]);
      expect(await steps("minStep: 200, maxStep: 300")).toEqual([]);
    });

    test("finds rows whose steps fall, repeat or are missing, by step", async () => {
      const { _step: _, ...without } = wireRow(9);
      await client.history(0, [wireRow(5), wireRow(2), without, wireRow(5, { more: 1 }), wireRow(3)]);
      expect(await steps("minStep: 0, maxStep: 9")).toEqual([2, 3, 5, 5]);
      expect((await history("minStep: 5, maxStep: 6"))[1]).toHaveProperty("more", 1);
      expect(await run("historyKeys")).toMatchObject({ historyKeys: { lastStep: 5 } });
    });

    test("knows of rows that came, were filled in, or were cut off since it was asked last", async () => {
      await client.history(0, [wireRow(0), wireRow(1)]);
      expect(await steps("minStep: 0, maxStep: 9")).toEqual([0, 1]);
      await client.history(4, [wireRow(4)]);
      expect(await steps("minStep: 0, maxStep: 9")).toEqual([0, 1, 4]);
      await client.history(2, [wireRow(2), wireRow(3)]);
      expect(await steps("minStep: 0, maxStep: 9")).toEqual([0, 1, 2, 3, 4]);
      await client.graphql(
        `mutation { rewindRun(input: {projectName: "demo", runName: "abc", metricName: "_step", metricValue: 1}) { rewoundRun { id } } }`,
      );
      expect(await steps("minStep: 0, maxStep: 9")).toEqual([0, 1]);
    });
  });

  describe("sampled history", () => {
    test("has the rows that have all keys, cut down to them, in one list for each spec", async () => {
      await client.history(0, [wireRow(0, { acc: 1 }), wireRow(1), wireRow(2, { acc: Number.NaN })]);
      expect(await sampled({ keys: ["_step", "acc"], samples: 500 }, { keys: ["none"] })).toEqual([
        [
          { _step: 0, acc: 1 },
          { _step: 2, acc: "NaN" },
        ],
        [],
      ]);
    });

    test("takes dots in a key for a name or for steps inward", async () => {
      await client.history(0, [wireRow(0, { a: { b: 1 } }), wireRow(1, { "a.b": 2 })]);
      expect(await sampled({ keys: ["a.b"] })).toEqual([[{ "a.b": 1 }, { "a.b": 2 }]]);
    });

    test("has the rows of a range, both ends included", async () => {
      await client.history(
        0,
        Array.from({ length: 9 }, (_, step) => wireRow(step)),
      );
      const spec = { keys: ["loss", "_step"], minStep: 3, maxStep: 4, samples: 2 };
      expect(await sampled(spec)).toEqual([
        [
          { loss: 1.5, _step: 3 },
          { loss: 2, _step: 4 },
        ],
      ]);
    });

    test("thins out evenly what is more than asked for", async () => {
      await client.history(
        0,
        Array.from({ length: 5000 }, (_, step) => wireRow(step)),
      );
      const [rows] = (await sampled({ keys: ["_step"], samples: 50 })) as [{ _step: number }[]];
      const found = rows.map(({ _step }) => _step);
      expect(found).toHaveLength(50);
      expect([found[0], found.at(-1)]).toEqual([0, 4999]);
      expect(Math.max(...found.slice(1).map((step, at) => step - (found[at] ?? 0)))).toBeLessThan(250);
    });

    test.each(["", "[]", '{"keys":[1]}', "{"])("refuses the spec %j with a sentence", async (spec) => {
      await expect(run("sampledHistory(specs: $specs)", { specs: [spec] })).rejects.toThrow(
        /^\[server\] Failed to/,
      );
    });
  });

  test("events are measurements, by whichever way they came", async () => {
    const row = { _wandb: true, _timestamp: 1.5, _runtime: 0.5, "system.cpu": 3 };
    expect(await run("systemMetrics")).toEqual({ systemMetrics: "{}" });
    await client.stream({ files: { "wandb-events.jsonl": { offset: 0, content: [JSON.stringify(row)] } } });
    expect(await run("events(samples: 5) systemMetrics")).toEqual({
      events: [JSON.stringify(row)],
      systemMetrics: '{"system.cpu":3}',
    });
  });

  test("there are no exports of rows, and live rows begin at the lowest step", async () => {
    const asked = 'parquetHistory(liveKeys: ["_step"]) { parquetUrls liveData }';
    expect(await run(asked)).toEqual({ parquetHistory: { parquetUrls: [], liveData: [] } });
    await client.history(0, [wireRow(7), wireRow(3)]);
    expect(await run(asked)).toEqual({ parquetHistory: { parquetUrls: [], liveData: [{ _step: 3 }] } });
  });

  async function run(selection: string, variables: JsonObject = {}): Promise<JsonObject> {
    const types = Object.keys(variables).map(
      (name) => `$${name}: ${name === "specs" ? "[JSONString!]!" : "Int64!"}`,
    );
    const { data, errors } = await client.graphql(
      `query ${types.length === 0 ? "" : `(${types.join(", ")})`} { project(name: "demo") { run(name: "abc") { ${selection} } } }`,
      variables,
    );
    if (errors[0] !== undefined) throw new Error(errors[0].message);
    return (data["project"] as JsonObject)["run"] as JsonObject;
  }
}
