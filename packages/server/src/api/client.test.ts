import { ClientError, createClient } from "@stepwell/client";
import { beforeEach, describe, expect, test } from "vitest";
import { createArtifactClient } from "../testing/artifact-client.ts";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { createWireClient } from "../testing/wire-client.ts";

// The client of the api against the api itself; how it asks is tested with the client.

let server: TestServer;
let client: ReturnType<typeof createClient>;
beforeEach(async () => {
  server = createTestServer();
  const folder = server.folder("run-1-abc");
  folder.log({ loss: 1, note: "a" }, { loss: Number.NaN, note: "b" });
  folder.file("media/x.txt", "bytes of x");
  await server.settle();
  client = createClient({
    baseUrl: "http://localhost:7733",
    fetch: (url, init) => server.app.fetch(new Request(url, init)),
  });
});

const textOf = async (stream: Promise<ReadableStream<Uint8Array>>) => new Response(await stream).text();

describe("a client of the server", () => {
  test("reads what was logged", async () => {
    const rows: unknown[] = [];
    for await (const { row } of client.rows("demo", "abc", { keys: ["loss"] })) rows.push(row["loss"]);
    expect(rows).toEqual([1, Number.NaN]);
    const { cells } = await client.cells("demo", "abc", "note", { fromStep: 1 });
    expect(cells.map(({ value }) => value)).toEqual(["b"]);
    expect(await client.console("demo", "abc", { search: "x", stream: "stderr" })).toEqual({
      lines: [],
      total: 0,
      next: null,
    });
    expect(await client.consoleMatches("demo", "abc", { pattern: "x+" })).toEqual({
      numbers: [],
      total: 0,
      next: null,
    });
    expect(client.consoleUrl("demo", "a b")).toBe("http://localhost:7733/api/runs/demo/a%20b/console/text");
    expect(await client.alerts("demo", "abc")).toEqual([]);
    expect(await client.document()).toMatchObject({ openapi: "3.1.0" });
  });

  test("reads files", async () => {
    expect(await client.filePage("demo", "abc", { prefix: "media/" })).toEqual({
      files: [{ path: "media/x.txt", size: 10, modifiedAt: expect.any(Number) as number }],
      next: null,
    });
    expect(await textOf(client.readFile("demo", "abc", "media/x.txt"))).toBe("bytes of x");
  });

  test("edits, archives and moves a run", async () => {
    const edit = { name: "best", group: "g", jobType: "train", archived: true, project: "kept" };
    expect(await client.editRun("demo", "abc", edit)).toMatchObject(edit);
    expect((await client.run("demo", "abc")).run.project).toBe("kept");
    expect((await client.runs()).runs).toEqual([]);
    expect((await client.runs({ archived: "only" })).runs).toHaveLength(1);
    expect((await client.runTable("kept", { filter: { archived: true } })).total).toBe(1);
  });

  test("changes many runs, and says what was refused", async () => {
    await createWireClient(server).upsert({ modelName: "taken" });
    const chosen = { project: "demo", filter: { name: "abc" } };
    expect(await client.editRuns(chosen, { addTags: ["t"] })).toEqual({ runs: 1, failed: 0, refused: [] });
    const { failed, refused } = await client.editRuns(chosen, { project: "taken" });
    expect([failed, refused[0]?.run]).toEqual([1, "abc"]);
    expect((await client.deleteRuns({ runs: [{ project: "demo", run: "abc" }] })).runs).toBe(1);
  });

  test("makes, renames and deletes projects", async () => {
    expect(await client.makeProject("p", "d")).toMatchObject({ name: "p", description: "d" });
    expect(await client.editProject("p", { name: "q" })).toMatchObject({ name: "q", description: "d" });
    expect((await client.project("q")).runs).toBe(0);
    expect(await client.deleteProject("demo")).toBe(1);
  });

  test("reads and edits artifacts", async () => {
    const logger = createArtifactClient(server);
    await logger.log({ files: { "dir/a b.txt": "bytes" } });
    await logger.log({ files: { "c.txt": "c" } });
    const { artifacts } = client;
    expect(await artifacts.types("demo")).toMatchObject([{ name: "dataset" }]);
    expect((await artifacts.list("demo", { type: "dataset" })).collections).toMatchObject([{ name: "data" }]);
    const { versions, next } = await artifacts.versions("demo", "data", { limit: 1 });
    expect([versions[0]?.version, next]).toEqual(["v0", 0]);
    const ofRun = await artifacts.ofRun("demo", "abc", { role: "output", after: 1 });
    expect(ofRun.versions.map(({ version }) => version)).toEqual(["v1"]);
    const edit = { metadata: { rows: 3 }, aliases: ["good"] };
    expect(await artifacts.editVersion("demo", "data", "v0", edit)).toMatchObject(edit);
    expect((await artifacts.files("demo", "data", "good", { prefix: "dir/" })).files).toMatchObject([
      { path: "dir/a b.txt", size: 5 },
    ]);
    expect(await textOf(artifacts.readFile("demo", "data", "good", "dir/a b.txt"))).toBe("bytes");
    expect(artifacts.fileUrl("demo", "data", "v0", "dir/a b.txt")).toBe(
      "http://localhost:7733/api/artifacts/demo/data/versions/v0/files/dir/a%20b.txt",
    );
    await artifacts.removeVersion("demo", "data", "v0");
    expect(await artifacts.edit("demo", "data", { name: "sets" })).toMatchObject({ name: "sets" });
    expect(await artifacts.read("demo", "sets")).toMatchObject({ type: "dataset" });
    expect((await artifacts.version("demo", "sets", "latest")).usedBy).toEqual([]);
    await artifacts.remove("demo", "sets");
    expect((await artifacts.list("demo")).collections).toEqual([]);
  });

  test("rejects with a sentence and the status of the refusal", async () => {
    const failed = await client.artifacts.read("demo", "none").catch((error: unknown) => error);
    expect(ClientError.isInstance(failed) && [failed.status, failed.retryable, failed.message]).toEqual([
      404,
      false,
      '[@stepwell/client] Failed to read artifact "none": Failed to find artifact "none" of project "demo": nothing of that name is stored. Look at the list of artifacts.',
    ]);
  });
});
