import type { ProjectKeys } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";

async function send(server: TestServer, method: string, path: string, body?: string) {
  const init = { method, ...(body === undefined ? {} : { body }) };
  const response = await server.request(`/api/projects${path}`, init);
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

async function withProject(): Promise<TestServer> {
  const server = createTestServer();
  await send(server, "POST", "", `{"name":"p"}`);
  return server;
}

test("a view is saved, listed, read, replaced and deleted", async () => {
  const server = await withProject();
  const path = `/p/views/${encodeURIComponent("my view / 50 % é")}`;
  expect(await send(server, "GET", "/p/views")).toEqual({ status: 200, body: { views: [] } });
  expect((await send(server, "PUT", path, `{"content":{"a":1}}`)).status).toBe(200);
  const saved = await send(server, "PUT", path, `{"content":{"a":[2]}}`);
  expect(saved.body).toEqual({ name: "my view / 50 % é", updatedAt: server.clock.now() });
  expect((await send(server, "GET", "/p/views")).body.views).toEqual([saved.body]);
  expect((await send(server, "GET", path)).body).toEqual({ ...saved.body, content: { a: [2] } });
  expect((await send(server, "DELETE", path)).status).toBe(204);
  expect((await send(server, "DELETE", path)).status).toBe(404);
  expect((await send(server, "GET", path)).status).toBe(404);
});

test("views of a project that is not there are refused", async () => {
  const server = await withProject();
  for (const method of ["GET", "DELETE"])
    expect((await send(server, method, "/none/views/a")).status).toBe(404);
  expect((await send(server, "PUT", "/none/views/a", `{"content":{}}`)).status).toBe(404);
  expect((await send(server, "GET", "/none/views")).status).toBe(404);
  expect((await send(server, "GET", "/none/keys")).status).toBe(404);
});

test.each([
  ["a name that is too long", "a".repeat(129)],
  ["a name with a line break", "a\nb"],
  ["a name with blanks around it", " a"],
])("%s is refused", async (_, name) => {
  const server = await withProject();
  const refused = await send(server, "PUT", `/p/views/${encodeURIComponent(name)}`, `{"content":{}}`);
  expect(refused.status).toBe(400);
  expect(refused.body.error.message).toContain("is no name of a view. Take 1 to 128 characters");
});

test.each([
  ["no JSON", "{", 400],
  ["no object", "[]", 400],
  ["a content that is no object", `{"content":[1]}`, 400],
  ["another member", `{"content":{},"x":1}`, 400],
  ["more than 256 KiB", `{"content":{"a":"${"é".repeat(131_072)}"}}`, 413],
  ["more than any body may have", `{"content":{"a":"${"x".repeat(1_100_000)}"}}`, 413],
])("a view of %s is refused, and nothing is saved", async (_, body, status) => {
  const server = await withProject();
  const refused = await send(server, "PUT", "/p/views/a", body);
  expect(refused.status).toBe(status);
  expect(refused.body.error.message).toMatch(/^\[server\] Failed to .+: .+\. .+\.$/);
  expect((await send(server, "GET", "/p/views")).body.views).toEqual([]);
});

test("members of an object's prototype are content like any other", async () => {
  const server = await withProject();
  await send(server, "PUT", "/p/views/__proto__", `{"content":{"__proto__":{"x":1},"constructor":1}}`);
  const response = await server.request("/api/projects/p/views/__proto__");
  expect(await response.text()).toContain(`"content":{"__proto__":{"x":1},"constructor":1}`);
});

test("a project has at most 200 views", async () => {
  const server = await withProject();
  for (let at = 0; at < 200; at++)
    expect((await send(server, "PUT", `/p/views/v${at}`, `{"content":{}}`)).status).toBe(200);
  const refused = await send(server, "PUT", "/p/views/other", `{"content":{}}`);
  expect(refused.status).toBe(409);
  expect(refused.body.error.message).toBe(
    `[server] Failed to save view "other": project "p" has 200 views. Delete one first.`,
  );
  expect((await send(server, "PUT", "/p/views/v7", `{"content":{}}`)).status).toBe(200);
});

test("views go with their project when it is renamed, and are gone when it is deleted", async () => {
  const server = await withProject();
  await send(server, "PUT", "/p/views/a", `{"content":{}}`);
  await send(server, "PATCH", "/p", `{"name":"q"}`);
  expect((await send(server, "GET", "/q/views")).body.views).toHaveLength(1);
  await send(server, "DELETE", "/q");
  await send(server, "POST", "", `{"name":"q"}`);
  expect((await send(server, "GET", "/q/views")).body.views).toEqual([]);
});

test("the keys of a project are those of its runs in the order of their first logging", async () => {
  const server = createTestServer();
  const first = server.folder("run-1-aa", { runId: "aa" });
  first.log({ loss: 1, image: { _type: "image-file" } });
  await server.settle();
  const second = server.folder("run-2-bb", { runId: "bb" });
  second.log({ early: 1, loss: 2 });
  await server.settle();
  const read = async () => (await server.get<ProjectKeys>("/api/projects/demo/keys")) as ProjectKeys;
  const names = async () => (await read()).keys.map(({ key }) => key).filter((key) => !key.startsWith("_"));
  expect(await names()).toEqual(["loss", "image", "early"]);
  expect((await read()).keys.find(({ key }) => key === "image")).toEqual({ key: "image", kind: "image" });
  expect((await read()).cut).toBe(false);
  first.log({ late: 1 });
  await server.settle();
  expect(await names()).toEqual(["loss", "image", "late", "early"]);
});

test("what was measured of machines are keys of their own", async () => {
  const server = createTestServer();
  const folder = server.folder("run-1-aa", { runId: "aa" });
  folder.log({ loss: 1 });
  folder.write({ type: "stats", timestamp: { seconds: 5, nanos: 0 }, items: [{ key: "cpu", value: 3 }] });
  await server.settle();
  const names = async (query: string) =>
    (await server.get<ProjectKeys>(`/api/projects/demo/keys${query}`)).keys
      .map(({ key }) => key)
      .filter((key) => !key.startsWith("_"));
  expect(await names("?stream=events")).toEqual(["system\\.cpu"]);
  expect(await names("?stream=history")).toEqual(["loss"]);
  expect(await names("")).toEqual(["loss"]);
  expect((await server.request("/api/projects/demo/keys?stream=none")).status).toBe(400);
});

test("keys of runs that are deleted or archived are told no more", async () => {
  const server = createTestServer();
  server.folder("run-1-aa", { runId: "aa" }).log({ a: 1 });
  server.folder("run-2-bb", { runId: "bb" }).log({ b: 1 });
  server.folder("run-3-cc", { runId: "cc" }).log({ c: 1 });
  await server.settle();
  const names = async () =>
    (await server.get<ProjectKeys>("/api/projects/demo/keys")).keys
      .map(({ key }) => key)
      .filter((key) => !key.startsWith("_"));
  expect((await names()).toSorted()).toEqual(["a", "b", "c"]);
  await server.request("/api/runs/demo/aa", { method: "DELETE" });
  expect((await names()).toSorted()).toEqual(["b", "c"]);
  await server.request("/api/runs/demo/bb", { method: "PATCH", body: `{"archived":true}` });
  expect(await names()).toEqual(["c"]);
});
