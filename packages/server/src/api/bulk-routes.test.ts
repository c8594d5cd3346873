import { describe, expect, test } from "vitest";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { createWireClient } from "../testing/wire-client.ts";

async function setUp(): Promise<TestServer> {
  const server = createTestServer();
  const client = createWireClient(server);
  for (const [name, lr] of [
    ["a", 1],
    ["b", 2],
    ["c", 3],
  ] as const)
    await client.upsert({ name, config: JSON.stringify({ lr: { value: lr } }), tags: ["old"] });
  return server;
}
async function post(server: TestServer, path: string, body: object) {
  const response = await server.request(path, { method: "POST", body: JSON.stringify(body) });
  return { status: response.status, body: JSON.parse(await response.text()) };
}
const found = async (server: TestServer, filter?: object) => {
  const { body } = await post(server, "/api/runs/query", { project: "demo", filter, sort: ["+name"] });
  return body.runs.map(({ id }: { id: string }) => id);
};

describe("many runs at once", () => {
  test("are edited by a filter, and the reply says how many", async () => {
    const server = await setUp();
    const chosen = { project: "demo", filter: { "config.lr": { $gte: 2 } } };
    const edit = { group: "g", jobType: "eval", addTags: ["new"], removeTags: ["old"] };
    expect(await post(server, "/api/runs/edit", { ...chosen, edit })).toEqual({
      status: 200,
      body: { runs: 2, failed: 0, refused: [] },
    });
    expect(await server.run("demo", "a")).toMatchObject({ group: "", tags: ["old"] });
    expect(await server.run("demo", "c")).toMatchObject({ group: "g", jobType: "eval", tags: ["new"] });
  });

  test("are moved as far as they can be; the others are told of", async () => {
    const server = await setUp();
    await createWireClient(server).upsert({ name: "b", modelName: "kept" });
    const { body } = await post(server, "/api/runs/edit", {
      project: "demo",
      filter: {},
      edit: { project: "kept" },
    });
    expect(body).toMatchObject({ runs: 2, failed: 1, refused: [{ project: "demo", run: "b" }] });
    expect(await found(server)).toEqual(["b"]);
  });

  test("are deleted by a list", async () => {
    const server = await setUp();
    const runs = ["a", "c", "a"].map((run) => ({ project: "demo", run }));
    expect((await post(server, "/api/runs/delete", { runs })).body.runs).toBe(2);
    expect(await found(server)).toEqual(["b"]);
    expect((await post(server, "/api/runs/delete", { runs })).status).toBe(404);
  });

  test.each([
    {},
    { project: "demo" },
    { filter: {} },
    { project: "demo", filter: {}, runs: [] },
    { project: "demo", filter: { $what: 1 } },
    { project: "demo", filter: [] },
    { runs: [{ project: "demo" }] },
  ])("are not deleted by %j", async (body) => {
    const server = await setUp();
    expect((await post(server, "/api/runs/delete", body)).status).toBe(400);
    expect(await found(server)).toEqual(["a", "b", "c"]);
  });
});

describe("archived runs", () => {
  test("are left out of lists, groups and values unless somebody asks", async () => {
    const server = await setUp();
    await post(server, "/api/runs/edit", {
      runs: [{ project: "demo", run: "b" }],
      edit: { archived: true },
    });
    expect(await found(server)).toEqual(["a", "c"]);
    expect(await found(server, { "config.lr": { $gte: 2 } })).toEqual(["c"]);
    expect(await found(server, { archived: true })).toEqual(["b"]);
    expect(await found(server, { archived: false })).toEqual(["a", "c"]);
    expect(await found(server, { archived: { $in: [true, false] } })).toEqual(["a", "b", "c"]);
    expect(await found(server, { $or: [{ archived: { $ne: false } }, { name: "a" }] })).toEqual(["a", "b"]);
    const groups = await post(server, "/api/run-groups/query", { project: "demo", by: ["tags"] });
    expect(groups.body.groups[0].runs).toBe(2);
    const listed = async (query: string) =>
      (await server.get<{ runs: { id: string }[] }>(`/api/runs${query}`)).runs.map(({ id }) => id);
    expect(await listed("")).toEqual(["c", "a"]);
    expect(await listed("?archived=with")).toEqual(["c", "b", "a"]);
    expect(await listed("?archived=only")).toEqual(["b"]);
    expect(await server.run("demo", "b")).toMatchObject({ archived: true });
    // W&B's reader has no word for it, and sees every run.
    const { data } = await createWireClient(server).graphql(
      `{ project(name: "demo", entityName: "me") { runCount } }`,
    );
    expect(data).toEqual({ project: { runCount: 3 } });
  });
});
