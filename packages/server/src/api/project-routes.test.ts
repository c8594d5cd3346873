import { expect, test } from "vitest";
import { createArtifactClient } from "../testing/artifact-client.ts";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { wireRow } from "../testing/wire-client.ts";

async function send(server: TestServer, method: string, path: string, body?: object) {
  const response = await server.request(path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

test("a project is made, described, renamed and deleted", async () => {
  const server = createTestServer();
  const made = await send(server, "POST", "/api/projects", { name: "p", description: "d" });
  expect(made).toMatchObject({ status: 201, body: { name: "p", description: "d", runs: 0 } });
  expect((await send(server, "POST", "/api/projects", { name: "p" })).status).toBe(409);
  expect((await send(server, "POST", "/api/projects", { name: "a/b" })).status).toBe(400);
  const changed = await send(server, "PATCH", "/api/projects/p", { name: "q", description: "e" });
  expect(changed.body).toMatchObject({ name: "q", description: "e" });
  expect((await send(server, "GET", "/api/projects/p")).status).toBe(404);
  expect(await send(server, "DELETE", "/api/projects/q")).toEqual({ status: 200, body: { runs: 0 } });
  expect((await send(server, "DELETE", "/api/projects/q")).status).toBe(404);
});

test("what is logged on under the former name of a project goes on in its runs", async () => {
  const server = createTestServer();
  const client = createArtifactClient(server);
  await client.wire.upsert({});
  await client.wire.history(0, [wireRow(0)]);
  await client.log({ files: { "a.txt": "a" } });
  expect((await send(server, "PATCH", "/api/projects/demo", { name: "renamed" })).status).toBe(200);
  await client.wire.history(1, [wireRow(1)]);
  expect(await server.rows("renamed", "abc")).toHaveLength(2);
  expect(await send(server, "GET", "/api/artifacts/renamed/data")).toMatchObject({ status: 200 });
  expect((await send(server, "GET", "/api/projects")).body.map(({ name }: { name: string }) => name)).toEqual(
    ["renamed"],
  );
  await client.wire.upsert({ name: "second", modelName: "renamed" });
  expect((await send(server, "POST", "/api/projects", { name: "demo" })).status).toBe(201);
  expect((await send(server, "PATCH", "/api/projects/renamed", { name: "demo" })).status).toBe(409);
  expect((await send(server, "DELETE", "/api/projects/renamed")).body).toEqual({ runs: 2 });
  expect((await send(server, "GET", "/api/artifacts/renamed/data")).status).toBe(404);
});

test("the size of a project is that of its runs' files and of its artifacts, each version once", async () => {
  const server = createTestServer();
  const client = createArtifactClient(server);
  await client.wire.upsert({});
  await client.wire.history(0, [wireRow(0)]);
  await client.log({ files: { "a.txt": "12345" } });
  const { status, body } = await send(server, "GET", "/api/projects/demo/size");
  expect(status).toBe(200);
  expect(body).toMatchObject({ artifacts: 5, runs: 1, cut: false });
  expect((await send(server, "GET", "/api/projects/none/size")).status).toBe(404);
});
