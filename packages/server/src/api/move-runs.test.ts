import { describe, expect, test } from "vitest";
import { SOURCE_HEADER } from "@stepwell/protocol";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { openViewer } from "../testing/viewer.ts";
import { createWireClient, wireRow } from "../testing/wire-client.ts";

async function send(server: TestServer, method: string, path: string, body?: object) {
  const response = await server.request(path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}
const losses = async (server: TestServer, project: string) =>
  (await server.rows(project, "abc")).map((row) => row["loss"]);

describe("a run that is moved while it is logged to", () => {
  test.each([
    ["an ordinary client", {}],
    ["a run file's delivery", { [SOURCE_HEADER]: "writer-9" }],
  ] as const)("by %s goes on where it is, over a restart too", async (_, headers) => {
    const server = createTestServer();
    const client = createWireClient(server);
    await client.upsert({}, headers);
    await client.history(0, [wireRow(0), wireRow(1)], headers);
    const moved = await send(server, "PATCH", "/api/runs/demo/abc", { project: "kept" });
    expect(moved).toMatchObject({ status: 200, body: { id: "abc", project: "kept" } });
    await client.history(2, [wireRow(2)], headers);
    await server.restart();
    await client.history(3, [wireRow(3)], headers);
    const { bucket } = (await client.upsert({}, headers)) as { bucket: { historyLineCount: number } };
    expect(bucket.historyLineCount).toBe(4);
    expect(await losses(server, "kept")).toEqual([0, 0.5, 1, 1.5]);
    // The former name leads to it, and is no run of its own.
    expect((await server.run("demo", "abc")).project).toBe("kept");
    expect((await server.get<{ runs: object[] }>("/api/runs")).runs).toHaveLength(1);
  });

  test("keeps its rows apart and whole when requests by both names come at once", async () => {
    const server = createTestServer();
    const client = createWireClient(server);
    await client.upsert({});
    await client.history(0, [wireRow(0)]);
    const moving = send(server, "PATCH", "/api/runs/demo/abc", { project: "kept", notes: "n" });
    const stream = (project: string, step: number) =>
      server.request(`/files/me/${project}/abc/file_stream`, {
        method: "POST",
        body: JSON.stringify({
          files: { "wandb-history.jsonl": { offset: step, content: [JSON.stringify(wireRow(step))] } },
        }),
      });
    await Promise.all([moving, stream("demo", 1)]);
    await Promise.all([stream("kept", 2), stream("demo", 2)]);
    expect(await losses(server, "demo")).toEqual([0, 0.5, 1]);
    expect(await server.run("kept", "abc")).toMatchObject({ rows: 3, notes: "n" });
  });

  test("by its run folder goes on, and is not found twice", async () => {
    const server = createTestServer();
    const folder = server.folder("run-1-abc");
    folder.log({ loss: 1 });
    folder.file("a.txt", "text");
    await server.settle();
    await send(server, "PATCH", "/api/runs/demo/abc", { project: "kept" });
    folder.log({ loss: 2 });
    await server.settle();
    await server.restart();
    folder.log({ loss: 3 });
    await server.settle();
    expect(await losses(server, "kept")).toEqual([1, 2, 3]);
    expect(await server.get("/api/runs/kept/abc/files")).toMatchObject({ files: [{ path: "a.txt" }] });
    expect((await server.get<{ name: string }[]>("/api/projects" as never)).map(({ name }) => name)).toEqual([
      "kept",
    ]);
  });

  test("and then deleted stays away under both names", async () => {
    const server = createTestServer();
    const client = createWireClient(server);
    await client.upsert({});
    await client.history(0, [wireRow(0)]);
    await send(server, "PATCH", "/api/runs/demo/abc", { project: "kept" });
    expect((await send(server, "DELETE", "/api/runs/kept/abc")).status).toBe(204);
    await client.history(1, [wireRow(1)]);
    expect((await server.get<{ runs: object[] }>("/api/runs")).runs).toEqual([]);
  });

  test("leaves the pages that look at its former project", async () => {
    const server = createTestServer();
    await createWireClient(server).upsert({});
    const viewer = await openViewer(server);
    const wish = { project: "demo", series: [], cells: [] };
    await send(server, "PUT", `/api/live/${viewer.stream}`, wish);
    await viewer.events();
    await send(server, "PATCH", "/api/runs/demo/abc", { project: "kept" });
    await server.settle();
    const events = await viewer.events();
    expect(events).toContainEqual({ type: "run-removed", project: "demo", run: "abc" });
    expect(events.filter(({ type }) => type === "run")).toEqual([]);
  });
});

test("a fork that was moved still has the files of its parent", async () => {
  const server = createTestServer();
  const parent = server.folder("run-1-abc");
  parent.log({ loss: 1 });
  parent.file("media/x.txt", "x");
  const branch = { path: ["_wandb"], value: { branch_point: { run_id: "abc", step: 0 } } };
  server.folder("run-2-fork", { runId: "fork", config: [branch], writer: "w2" }).log({ loss: 2 });
  await server.settle();
  await send(server, "PATCH", "/api/runs/demo/fork", { project: "kept" });
  expect((await server.request("/api/runs/kept/fork/files/media/x.txt")).status).toBe(200);
});

test("a run is not moved onto another one, and a project's name must be one", async () => {
  const server = createTestServer();
  const client = createWireClient(server);
  await client.upsert({});
  await client.upsert({ modelName: "other" });
  const taken = await send(server, "PATCH", "/api/runs/demo/abc", { project: "other" });
  expect(taken.status).toBe(409);
  expect(taken.body.error.message).toContain('Failed to move run "abc" to project "other"');
  for (const project of ["", "a/b", "x".repeat(129), "a\u0000"])
    expect((await send(server, "PATCH", "/api/runs/demo/abc", { project })).status).toBe(400);
  expect((await server.run("demo", "abc")).project).toBe("demo");
});
