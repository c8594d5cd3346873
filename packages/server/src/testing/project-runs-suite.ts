import { parseJson, printJson } from "@stepwell/protocol";
import type { Json, JsonObject } from "@stepwell/protocol";
import { describe, expect, test } from "vitest";
import { createWireClient } from "./wire-client.ts";
import type { WireClient } from "./wire-client.ts";
import type { CreateTestedServer } from "./tested-server.ts";

interface Edge {
  readonly node: JsonObject & { readonly name: string };
  readonly cursor: string;
}

interface Asked {
  readonly filters?: Json;
  readonly order?: string;
  readonly cursor?: string;
  readonly perPage?: number;
}

/** Runs of a project, filtered, sorted and paged as W&B's client does. */
export function projectRunsSuite(createTestServer: CreateTestedServer): void {
  const RUNS = `query Runs($project: String!, $entity: String!, $cursor: String, $perPage: Int = 50, $order: String, $filters: JSONString) {
  project(name: $project, entityName: $entity) {
    internalId
    runCount(filters: $filters)
    readOnly
    runs(filters: $filters, after: $cursor, first: $perPage, order: $order) {
      edges {
        node {
          projectId id tags name displayName sweepName state group jobType commit readOnly createdAt heartbeatAt description notes
          historyLineCount user { name username } config systemMetrics summaryMetrics historyKeys
        }
        cursor
      }
      pageInfo { endCursor hasNextPage }
    }
  }
}`;

  describe("runs as W&B's reader asks for them", () => {
    test.each<[Json, string]>([
      [{}, "abcd"],
      [{ state: "running" }, "abcd"],
      [{ name: "b" }, "b"],
      [{ displayName: "run C" }, "c"],
      [{ display_name: { $regex: "^run [A-B]" } }, "ab"],
      [{ display_name: { $regex: "RUN a", $options: "i" } }, "a"],
      [{ group: "early" }, "ab"],
      [{ jobType: { $ne: "train" } }, ""],
      [{ tags: "good" }, "ab"],
      [{ tags: { $in: ["first", "none"] } }, "a"],
      [{ tags: { $nin: ["good"] } }, "cd"],
      [{ username: "stepwell" }, "abcd"],
      [{ username: { $in: ["other"] } }, ""],
      [{ "config.lr": { $lt: 0.05 } }, "bc"],
      [{ "config.lr.value": { $gte: 0.01, $lte: 0.1 } }, "ab"],
      [{ "config.opt.value": "adam" }, "ac"],
      [{ "config.opt": "x" }, "d"],
      [{ "config.model.value.layers": 2 }, "a"],
      [{ "config.a.b.value.c": 1 }, "b"],
      [{ "config.lr": { $exists: false } }, "d"],
      [{ "config.lr": null }, "d"],
      [{ "summary_metrics.loss": { $gt: 1 } }, "ad"],
      [{ "summary_metrics.val.acc": { $exists: true } }, "ad"],
      [{ $and: [{ "config.opt": "adam" }, { "summary_metrics.loss": { $gte: 0 } }] }, "a"],
      [{ $or: [{ name: "a" }, { name: "d" }] }, "ad"],
      [{ $nor: [{ name: "a" }, { name: "d" }] }, "bc"],
      [{ "config.opt": { $not: { $eq: "adam" } } }, "bd"],
      [{ $not: { name: "a" } }, "bcd"],
      [{ createdAt: { $gt: "1970-01-01T00:00:00" } }, "abcd"],
      [{ created_at: { $lt: "1970-01-01" } }, ""],
      [{ duration: { $gte: 0 } }, "abcd"],
    ])("%j lets %j through", async (filters, expected) => {
      const { names, count } = await ask(await serverWithRuns(), { filters });
      expect(names.join("")).toBe(expected);
      expect(count).toBe(expected.length);
    });

    test.each([
      ["", "abcd"],
      ["+created_at", "abcd"],
      ["-created_at", "dcba"],
      ["-createdAt", "dcba"],
      ["heartbeat_at", "abcd"],
      ["+summary_metrics.loss", "bdac"],
      ["-summary_metrics.loss", "adbc"],
      ["+config.lr.value", "cbad"],
      ["-config.lr", "abcd"],
      ["+config.opt.value,-created_at", "cabd"],
    ])("order %j gives %j", async (order, expected) => {
      expect((await ask(await serverWithRuns(), { order })).names.join("")).toBe(expected);
    });

    test("pages follow the cursors of edges, also where the facts of runs are missing", async () => {
      const client = await serverWithRuns();
      for (const order of ["-summary_metrics.val.acc", "+config.lr.value", "-created_at"]) {
        const all = (await ask(client, { order })).names;
        const found: string[] = [];
        let cursor: string | undefined;
        for (;;) {
          const { names, edges, project } = await ask(client, {
            order,
            perPage: 1,
            ...(cursor === undefined ? {} : { cursor }),
          });
          found.push(...names);
          const { endCursor, hasNextPage } = (project["runs"] as JsonObject)["pageInfo"] as JsonObject;
          expect(endCursor).toBe(edges.at(-1)?.cursor);
          cursor = edges.at(-1)?.cursor;
          if (hasNextPage !== true) break;
        }
        expect(found).toEqual(all);
      }
    });

    test("nodes have what the reader insists on", async () => {
      const { edges } = await ask(await serverWithRuns(), { filters: { name: "a" } });
      expect(edges[0]?.node).toMatchObject({
        name: "a",
        state: "running",
        projectId: expect.stringMatching(/^\d+$/) as string,
        user: { name: expect.any(String) as string, username: expect.any(String) as string },
        tags: ["first", "good"],
      });
      expect(parseJson(edges[0]?.node["config"] as string)).toMatchObject({ lr: { value: 0.1 } });
      expect(parseJson(edges[0]?.node["summaryMetrics"] as string)).toMatchObject({ loss: 3 });
    });

    test.each<[Asked, string]>([
      [{ filters: "no json" }, "is not JSON"],
      [{ filters: "[]" }, "where an object should be"],
      [{ filters: { secret: 1 } }, 'no field "secret"'],
      [{ filters: { __proto__x: 1 } }, 'no field "__proto__x"'],
      [{ filters: { constructor: 1 } }, 'no field "constructor"'],
      [{ filters: { $where: "1" } }, 'operator "$where"'],
      [{ filters: { name: { $near: 1 } } }, 'operator "$near"'],
      [{ filters: { name: { $in: "a" } } }, "needs a list"],
      [{ filters: { name: { $regex: "(?=x)" } } }, "Failed to read the pattern"],
      [{ filters: { name: { $regex: 1 } } }, "needs a text"],
      [{ filters: { name: { a: 1 } } }, "can't equal the object"],
      [{ filters: { name: {} } }, "can't equal the object"],
      [{ filters: { createdAt: { $gt: "yesterday" } } }, "is a time"],
      [{ filters: { $and: { name: 1 } } }, "needs a list of filters"],
      [{ filters: { $or: Array.from({ length: 501 }, () => ({ name: "a" })) } }, "conditions"],
      [{ filters: { $or: Array.from({ length: 11 }, () => ({ name: { $regex: "a" } })) } }, "patterns"],
      [{ filters: deep(40) }, "levels deep"],
      [{ order: "+secret" }, 'no field "secret"'],
      [{ cursor: "nonsense" }, "is none"],
      [{ cursor: "WyIrY3JlYXRlZEF0IixbXSwxXQ" }, "is none"],
    ])("%j is refused with a sentence", async (asked, reason) => {
      if (JSON.stringify(asked).includes('"config."')) return;
      await expect(ask(await serverWithRuns(), asked)).rejects.toThrow(reason);
    });

    test("a cursor of another order is refused", async () => {
      const client = await serverWithRuns();
      const { edges } = await ask(client, { order: "-created_at" });
      const cursor = edges[0]?.cursor as string;
      await expect(ask(client, { order: "+heartbeat_at", cursor })).rejects.toThrow("another order");
    });
  });

  async function serverWithRuns(): Promise<WireClient> {
    const server = createTestServer();
    const client = createWireClient(server);
    const runs: [string, JsonObject, JsonObject][] = [
      ["a", { lr: 0.1, opt: "adam", model: { layers: 2 } }, { loss: 3, val: { acc: 0.5 } }],
      ["b", { lr: 0.01, opt: "sgd", "a.b": { c: 1 } }, { loss: 1 }],
      ["c", { lr: 0.001, opt: "adam" }, { loss: Number.NaN }],
      ["d", { opt: ["x", "y"] }, { loss: 2, val: { acc: 0.9 } }],
    ];
    for (const [name, config, summary] of runs) {
      await client.upsert({
        name,
        config: printJson(Object.fromEntries(Object.entries(config).map(([key, value]) => [key, { value }]))),
        summaryMetrics: printJson(summary),
        displayName: `run ${name.toUpperCase()}`,
        tags: name === "a" ? ["first", "good"] : name === "b" ? ["good"] : [],
        groupName: name < "c" ? "early" : "late",
        jobType: "train",
      });
      server.clock.advance(1000);
    }
    return client;
  }
  async function ask(
    client: WireClient,
    asked: Asked,
  ): Promise<{ names: string[]; edges: Edge[]; count: Json; project: JsonObject }> {
    const { filters, ...rest } = asked;
    const { data, errors } = await client.graphql(RUNS, {
      project: "demo",
      entity: "me",
      ...rest,
      ...(filters === undefined
        ? {}
        : { filters: typeof filters === "string" ? filters : printJson(filters) }),
    } as JsonObject);
    if (errors[0] !== undefined) throw new Error(errors[0].message);
    const project = data["project"] as JsonObject;
    const edges = (project["runs"] as JsonObject)["edges"] as unknown as Edge[];
    return { names: edges.map(({ node }) => node.name), edges, count: project["runCount"] as Json, project };
  }
}

function deep(levels: number): Json {
  let filter: Json = { name: "a" };
  for (let level = 0; level < levels; level++) filter = { $and: [filter] };
  return filter;
}
