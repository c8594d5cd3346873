import { describe, expect, test } from "vitest";
import { createArtifactClient, md5 } from "./artifact-client.ts";
import type { CreateTestedServer, TestedServer } from "./tested-server.ts";

/** Artifacts by the api: their types, versions, files, and the runs that logged and used them. */
export function artifactRoutesSuite(createTestServer: CreateTestedServer): void {
  const V0 = "/api/artifacts/demo/data/versions/v0";

  describe("artifacts of a project", () => {
    test("are listed with their types and versions", async () => {
      const server = await setUp();
      expect(await server.get("/api/artifact-types?project=demo")).toMatchObject({
        types: [{ name: "dataset" }],
      });
      expect(await server.get("/api/artifacts/demo?type=dataset")).toMatchObject({
        collections: [{ project: "demo", name: "data", kind: "sequence", type: "dataset" }],
        next: null,
      });
      expect(await server.get("/api/artifacts/demo?type=model")).toEqual({ collections: [], next: null });
      const first = await server.get("/api/artifacts/demo/data/versions?limit=1");
      expect(first).toMatchObject({
        versions: [
          { version: "v0", aliases: ["best"], files: 2, size: 15, run: { project: "demo", run: "abc" } },
        ],
        next: 0,
      });
      expect(await server.get("/api/artifacts/demo/data/versions?after=0")).toMatchObject({
        versions: [{ version: "v1", aliases: ["latest"] }],
        next: null,
      });
      expect(await server.get("/api/artifacts/demo/data/versions/latest")).toMatchObject({
        version: "v1",
        usedBy: [{ project: "demo", run: "abc" }],
      });
      expect((await send(server, "GET", "/api/artifacts/demo/none")).status).toBe(404);
      expect((await send(server, "GET", "/api/artifacts/demo/data/versions/none")).status).toBe(404);
    });

    test("have files, page by page, which are sent whole or in part", async () => {
      const server = await setUp();
      expect(await server.get(`${V0}/files?limit=1`)).toEqual({
        files: [{ path: "a.txt", size: 5, digest: md5("first"), reference: null }],
        total: 2,
        next: "a.txt",
      });
      expect(await server.get(`${V0}/files?after=a.txt&prefix=sub/`)).toMatchObject({
        files: [{ path: "sub/b c.txt" }],
        next: null,
      });
      const part = await server.request(`${V0}/files/sub/b%20c.txt`, { headers: { range: "bytes=2-4" } });
      expect([part.status, await part.text(), part.headers.get("content-range")]).toEqual([
        206,
        "234",
        "bytes 2-4/10",
      ]);
      const whole = await server.request(`${V0}/files/sub/b%20c.txt`);
      const etag = whole.headers.get("etag") as string;
      expect(await whole.text()).toBe("0123456789");
      const again = await server.request(`${V0}/files/sub/b%20c.txt`, { headers: { "if-none-match": etag } });
      expect(again.status).toBe(304);
      const reference = await send(server, "GET", "/api/artifacts/demo/data/versions/v1/files/far");
      expect(reference.body.error.message).toContain("it is a reference, whose bytes are elsewhere");
      expect((await send(server, "GET", `${V0}/files/../a.txt`)).status).toBe(404);
    });

    test("are those that a run logged, and those that it used", async () => {
      const server = await setUp();
      const versions = async (role: string) =>
        (
          await server.get<{ versions: { version: string }[] }>(`/api/runs/demo/abc/artifacts?role=${role}`)
        ).versions.map(({ version }) => version);
      expect(await versions("output")).toEqual(["v0", "v1"]);
      expect(await versions("input")).toEqual(["v1"]);
    });
  });

  describe("edits of artifacts", () => {
    test("change what they name of a version, and move its aliases", async () => {
      const server = await setUp();
      const edit = { description: "d", metadata: { rows: 3 }, tags: ["t"], aliases: ["latest", "good"] };
      expect((await send(server, "PATCH", V0, edit)).body).toMatchObject({
        version: "v0",
        description: "d",
        metadata: { rows: 3 },
        tags: ["t"],
        aliases: ["good", "latest"],
      });
      expect(await server.get("/api/artifacts/demo/data/versions/v1")).toMatchObject({ aliases: [] });
      expect((await send(server, "PATCH", V0, { aliases: ["v7"] })).status).toBe(400);
      expect((await send(server, "PATCH", V0, { aliases: ["a/b"] })).status).toBe(400);
      expect((await send(server, "PATCH", V0, { metadata: [] })).status).toBe(400);
    });

    test("rename a collection, unless the name is taken", async () => {
      const server = await setUp();
      await createArtifactClient(server).log({ name: "other", files: { x: "x" } });
      expect((await send(server, "PATCH", "/api/artifacts/demo/data", { name: "other" })).status).toBe(409);
      expect((await send(server, "PATCH", "/api/artifacts/demo/data", { name: "a/b" })).status).toBe(400);
      const edit = { name: "sets", description: "d", tags: ["t"] };
      expect((await send(server, "PATCH", "/api/artifacts/demo/data", edit)).body).toMatchObject(edit);
      expect((await send(server, "GET", "/api/artifacts/demo/data")).status).toBe(404);
    });

    test("delete a version, and a collection with all of them", async () => {
      const server = await setUp();
      expect((await send(server, "DELETE", V0)).status).toBe(204);
      expect((await send(server, "GET", V0)).status).toBe(404);
      expect((await send(server, "DELETE", "/api/artifacts/demo/data")).status).toBe(204);
      expect((await send(server, "GET", "/api/artifacts/demo/data")).status).toBe(404);
    });
  });

  async function setUp(): Promise<TestedServer> {
    const server = createTestServer();
    const client = createArtifactClient(server);
    await client.wire.upsert({});
    await client.log({ files: { "a.txt": "first", "sub/b c.txt": "0123456789" }, aliases: ["best"] });
    const id = await client.log({ files: { "a.txt": "second" }, references: { far: "s3://bucket/far" } });
    await client.ask(
      `mutation UseArtifact($id: ID!) { useArtifact(input: {artifactID: $id, entityName: "me", projectName: "demo", runName: "abc"}) { artifact { id } } }`,
      { id },
    );
    return server;
  }
  async function send(server: TestedServer, method: string, path: string, body?: object) {
    const response = await server.request(path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  }
}
