import { parseJson, printJson } from "@stepwell/protocol";
import type {
  Json,
  JsonObject,
  RunGroupView,
  RunKeyView,
  RunRows,
  RunRowsRequest,
  RunValuesView,
} from "@stepwell/protocol";
import { describe, expect, test } from "vitest";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";

async function serverWithRuns(): Promise<TestServer> {
  const server = createTestServer();
  for (let index = 0; index < 10; index++) {
    const folder = server.folder(`run-1-r${index}`, {
      runId: `r${index}`,
      config: [
        { path: ["lr"], value: index / 10 },
        { path: ["opt"], value: index % 2 === 0 ? "adam" : "sgd" },
      ],
    });
    folder.write({ type: "summary", update: [{ path: ["loss"], value: 10 - index }], remove: [] });
    if (index < 8) folder.exit(0);
  }
  await server.settle();
  return server;
}

async function post<Reply>(server: TestServer, path: string, body: Json): Promise<Reply> {
  const response = await server.request(path, { method: "POST", body: printJson(body) });
  const reply = parseJson(await response.text()) as JsonObject;
  if (response.status !== 200) throw new Error(`${response.status} ${printJson(reply)}`);
  return reply as unknown as Reply;
}

const rows = (server: TestServer, request: Omit<RunRowsRequest, "project">): Promise<RunRows> =>
  post(server, "/api/runs/query", { project: "demo", ...request } as unknown as Json);

describe("the api of run queries", () => {
  test("runs come filtered, sorted and with the columns that were asked for", async () => {
    const server = await serverWithRuns();
    const { runs, total, next } = await rows(server, {
      filter: { "config.opt": "adam", "summary.loss": { $lt: 9 } },
      sort: ["-summary.loss"],
      columns: ["config.lr", "summary.loss", "id", "summary.none"],
      limit: 2,
    });
    expect(runs.map(({ id, columns }) => [id, columns])).toEqual([
      ["r2", { "config.lr": 0.2, "summary.loss": 8, id: "r2" }],
      ["r4", { "config.lr": 0.4, "summary.loss": 6, id: "r4" }],
    ]);
    expect(runs[0]).toMatchObject({ project: "demo", name: "r2", state: "finished", tags: [], group: "" });
    expect(runs[0]?.startedAt).toBeGreaterThan(0);
    expect(total).toBe(4);
    expect(next).not.toBeNull();
  });

  test("pages lead to all runs, the newest first by default", async () => {
    const server = await serverWithRuns();
    const found: string[] = [];
    let after: string | null = null;
    do {
      const page: RunRows = await rows(server, { limit: 3, ...(after === null ? {} : { after }) });
      found.push(...page.runs.map(({ id }) => id));
      after = page.next;
    } while (after !== null);
    expect(found).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((index) => `r${index}`));
  });

  test("a page begins where it is told to, after as many runs as are passed over", async () => {
    const server = await serverWithRuns();
    const ids = async (request: Omit<RunRowsRequest, "project">): Promise<unknown> => {
      const { runs, total, next } = await rows(server, { sort: ["config.lr"], ...request });
      return [runs.map(({ id }) => id).join(" "), total, next !== null];
    };
    expect(await ids({ from: 3, limit: 2 })).toEqual(["r3 r4", 10, true]);
    expect(await ids({ from: 8, limit: 5 })).toEqual(["r8 r9", 10, false]);
    expect(await ids({ from: 10, limit: 5 })).toEqual(["", 10, false]);
    expect(await ids({ from: 4_000, limit: 5 })).toEqual(["", 10, false]);
    for (const sort of [[], ["-config.lr"], ["config.opt", "-summary.loss"], ["config.none"], ["-state"]]) {
      const all = (await rows(server, { sort })).runs.map(({ id }) => id);
      for (let from = 1; from < 10; from++) {
        const page = await rows(server, { sort, from, limit: 2 });
        expect(page.runs.map(({ id }) => id)).toEqual(all.slice(from, from + 2));
        const rest = page.next === null ? [] : (await rows(server, { sort, after: page.next })).runs;
        expect(rest.map(({ id }) => id)).toEqual(all.slice(from + 2));
      }
    }
    const first = await rows(server, { sort: ["config.lr"], limit: 2 });
    expect(await ids({ after: first.next ?? "", from: 3, limit: 2 })).toEqual(["r5 r6", 10, true]);
    expect(await ids({ filter: { id: "none" }, from: 3 })).toEqual(["", 0, false]);
    await expect(rows(server, { from: -1 })).rejects.toThrow("400");
  });

  test("the same is asked by GET with the body as q", async () => {
    const server = await serverWithRuns();
    const body = printJson({ project: "demo", filter: { id: "r3" } });
    const { runs } = await server.get<{ runs: JsonObject[] }>(
      `/api/runs/query?q=${encodeURIComponent(body)}`,
    );
    expect(runs.map(({ id }) => id)).toEqual(["r3"]);
  });

  test("groups count runs and sum up their numbers", async () => {
    const server = await serverWithRuns();
    const { groups, total } = await post<{ groups: RunGroupView[]; total: number }>(
      server,
      "/api/run-groups/query",
      {
        project: "demo",
        by: ["config.opt"],
        measures: ["summary.loss", "summary.none"],
        sort: { of: { path: "summary.loss", take: "mean" }, direction: "ascending" },
      },
    );
    expect(total).toBe(2);
    expect(groups[0]).toEqual({
      values: { "config.opt": "sgd" },
      runs: 5,
      live: 1,
      measures: {
        "summary.loss": { count: 5, min: 1, max: 9, mean: 5 },
        "summary.none": { count: 0, min: Number.NaN, max: Number.NaN, mean: Number.NaN },
      },
    });
    expect(groups[1]).toMatchObject({ values: { "config.opt": "adam" }, live: 1 });
  });

  test("keys tell what there is to filter by, and values what a key has", async () => {
    const server = await serverWithRuns();
    const { keys } = await server.get<{ keys: RunKeyView[] }>("/api/run-keys?project=demo");
    expect(keys).toEqual(
      expect.arrayContaining([
        { path: "config.lr", runs: 10, numbers: 10, texts: 0 },
        { path: "config.opt", runs: 10, numbers: 0, texts: 10 },
      ]),
    );
    const values = await post<RunValuesView>(server, "/api/run-values/query", {
      project: "demo",
      path: "config.opt",
      filter: { state: "finished", "config.lr": { $lt: 0.7 } },
    });
    expect(values).toEqual({
      values: [
        { value: "adam", runs: 4 },
        { value: "sgd", runs: 3 },
      ],
      distinct: 2,
      min: Number.NaN,
      max: Number.NaN,
    });
  });

  test("an edit counts at once", async () => {
    const server = await serverWithRuns();
    await server.request("/api/runs/demo/r5", { method: "PATCH", body: '{"tags":["best"]}' });
    const { runs } = await rows(server, { filter: { tags: "best" } });
    expect(runs.map(({ id, tags }) => [id, tags])).toEqual([["r5", ["best"]]]);
  });

  test.each<[string, Json, string]>([
    ["/api/runs/query", { project: "demo", filter: { loss: 1 } }, 'no field "loss"'],
    [
      "/api/runs/query",
      { project: "demo", filter: { "config.x": { $regex: "(a)\\1" } } },
      "Failed to read the pattern",
    ],
    ["/api/runs/query", { project: "demo", filter: [] }, "expected an object"],
    ["/api/runs/query", { project: "demo", filter: { $expr: 1 } }, 'operator "$expr"'],
    ["/api/runs/query", { project: "demo", sort: ["-config"] }, 'no field "config"'],
    ["/api/runs/query", { project: "demo", after: "x" }, "is none"],
    ["/api/runs/query", { project: "demo", limit: 1001 }, '"limit"'],
    ["/api/runs/query", { project: "demo", columns: [""] }, "columns"],
    ["/api/runs/query", { project: "demo", columns: [`config.${"x".repeat(600)}`] }, "columns"],
    ["/api/runs/query", { filter: {} }, '"project"'],
    ["/api/runs/query", { project: "demo", order: "x" }, "order"],
    ["/api/run-groups/query", { project: "demo", by: [] }, '"by"'],
    ["/api/run-groups/query", { project: "demo", by: ["state"], measures: ["x"] }, 'no field "x"'],
    [
      "/api/run-groups/query",
      {
        project: "demo",
        by: ["state"],
        measures: ["summary.acc"],
        sort: { of: { path: "summary.loss", take: "min" }, direction: "ascending" },
      },
      'can\'t be sorted by "summary.loss", which is not among "measures"',
    ],
    ["/api/run-values/query", { project: "demo", path: "summary." }, 'no field "summary."'],
  ])("%s refuses %j with a sentence", async (path, body, reason) => {
    const server = createTestServer();
    const response = await server.request(path, { method: "POST", body: printJson(body) });
    expect(response.status).toBe(400);
    const { error } = parseJson(await response.text()) as unknown as { error: { message: string } };
    expect(error.message).toContain(reason);
    expect(error.message).toMatch(/^\[\w+\] Failed to .*\.$/s);
  });
});
