import { beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "@stepwell/protocol";
import { md5 } from "../testing/artifact-client.ts";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { createWireClient, wireRow } from "../testing/wire-client.ts";
import type { WireClient } from "../testing/wire-client.ts";

let server: TestServer;
let client: WireClient;
beforeEach(async () => {
  server = createTestServer();
  client = createWireClient(server);
  await client.upsert({});
});

async function ask(query: string, variables: JsonObject = {}): Promise<JsonObject> {
  const { data, errors } = await client.graphql(query, variables);
  if (errors[0] !== undefined) throw new Error(errors[0].message);
  return data;
}
async function put(run: string, path: string, body: string): Promise<Response> {
  const data = await ask(
    `mutation($run: String!, $files: [String!]!) { createRunFiles(input: {projectName: "demo", runName: $run, files: $files}) { files { uploadUrl } } }`,
    { run, files: [path] },
  );
  const { files } = data["createRunFiles"] as { files: [{ uploadUrl: string }] };
  return server.request(new URL(files[0].uploadUrl).pathname, { method: "PUT", body });
}

interface FileNode {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly sizeBytes: number;
}
interface Files {
  readonly fileCount: number;
  readonly files: { readonly edges: readonly { readonly node: FileNode }[]; readonly pageInfo: JsonObject };
}

async function filesOf(asked: JsonObject = {}, run = "abc"): Promise<Files> {
  const data = await ask(
    `query RunFiles($run: String!, $after: String, $first: Int = 50, $names: [String] = [], $pattern: String, $upload: Boolean = false) {
      project(name: "demo") { run(name: $run) { fileCount files(names: $names, after: $after, first: $first, pattern: $pattern) {
        edges { node { id name url(upload: $upload) directUrl sizeBytes mimetype updatedAt md5 } cursor }
        pageInfo { endCursor hasNextPage } } } } }`,
    { run, ...asked },
  );
  return (data["project"] as JsonObject)["run"] as never as Files;
}
const names = async (asked: JsonObject = {}): Promise<string[]> =>
  (await filesOf(asked)).files.edges.map(({ node }) => node.name);
const fetchFile = async (node: FileNode | undefined): Promise<string> => {
  const { origin, pathname } = new URL(node?.url ?? "");
  expect(origin).toBe("http://localhost:7733");
  return (await server.request(pathname)).text();
};

describe("files", () => {
  beforeEach(async () => {
    for (const path of ["a.json", "b.txt", "media/c_1.json"]) await put("abc", path, `of ${path}`);
  });

  test("are listed by name, by pattern and page by page", async () => {
    expect(await names()).toEqual(["a.json", "b.txt", "media/c_1.json"]);
    expect(await names({ pattern: "%.json" })).toEqual(["a.json", "media/c_1.json"]);
    expect(await names({ names: ["b.txt", "none"] })).toEqual(["b.txt"]);
    const first = await filesOf({ first: 2 });
    expect(first).toMatchObject({ fileCount: 3, files: { pageInfo: { hasNextPage: true } } });
    expect(await names({ first: 2, after: first.files.pageInfo["endCursor"] ?? null })).toEqual([
      "media/c_1.json",
    ]);
  });

  test("are fetched from absolute addresses without a key, also after the server was started again", async () => {
    const server2 = createTestServer({ linkKey: async () => new Uint8Array(32).fill(7) });
    for (const one of [server, server2]) {
      server = one;
      client = createWireClient(one);
      await client.upsert({});
      await put("abc", "x.txt", "hello");
    }
    const [file] = (await filesOf()).files.edges;
    await server.restart();
    expect(await fetchFile(file?.node)).toBe("hello");
    const known = { sizeBytes: 5, mimetype: "text/plain; charset=utf-8", md5: md5("hello") };
    expect(file?.node).toMatchObject(known);
  });

  test("that lie beside a watched run file are listed and fetched too", async () => {
    const folder = server.folder("run-1", { runId: "watched" });
    folder.file("media/x.txt", "from the folder");
    folder.log({ loss: 1 });
    await server.settle();
    const [file] = (await filesOf({}, "watched")).files.edges;
    expect(file?.node.name).toBe("media/x.txt");
    expect(await fetchFile(file?.node)).toBe("from the folder");
  });

  test("are deleted for good, and come back when they are uploaded again", async () => {
    const [file] = (await filesOf()).files.edges;
    const drop = `mutation($files: [ID!]!, $projectId: Int) { deleteFiles(input: {files: $files, projectId: $projectId}) { success } }`;
    expect(await ask(drop, { files: [file?.node.id ?? ""], projectId: 1 })).toEqual({
      deleteFiles: { success: true },
    });
    expect(await names()).toEqual(["b.txt", "media/c_1.json"]);
    expect((await server.request("/api/runs/demo/abc/files/a.json")).status).toBe(404);
    await client.history(0, [wireRow(0)]);
    await server.restart();
    expect(await names()).toEqual(["b.txt", "media/c_1.json"]);
    await put("abc", "a.json", "new");
    expect(await names()).toHaveLength(3);
    await expect(ask(drop, { files: ["../x"] })).rejects.toThrow("no id of a run's file");
  });

  test("in a watched folder are hidden, and never touched", async () => {
    const folder = server.folder("run-1", { runId: "watched" });
    folder.file("x.txt", "mine");
    folder.log({ loss: 1 });
    await server.settle();
    const [file] = (await filesOf({}, "watched")).files.edges;
    await ask(`mutation($files: [ID!]!) { deleteFiles(input: {files: $files}) { success } }`, {
      files: [file?.node.id ?? ""],
    });
    folder.log({ loss: 2 });
    await server.settle();
    expect((await filesOf({}, "watched")).fileCount).toBe(0);
    expect(server.fileSystem.statSync(`${folder.path}/files/x.txt`)?.size).toBe(4);
  });

  test("of a run are those of its fork too, whose rows name them", async () => {
    await client.history(0, [wireRow(0), wireRow(1)]);
    const config = JSON.stringify({ _wandb: { value: { branch_point: { run_id: "abc", step: 0 } } } });
    await client.upsert({ name: "fork", config });
    const reply = await server.request("/api/runs/demo/fork/files/media/c_1.json");
    expect(await reply.text()).toBe("of media/c_1.json");
    await put("fork", "media/c_1.json", "its own");
    const own = await server.request("/api/runs/demo/fork/files/media/c_1.json");
    expect(await own.text()).toBe("its own");
    expect((await server.request("/api/runs/demo/fork/files/none")).status).toBe(404);
  });
});

describe("console lines", () => {
  const lines = async (asked: string): Promise<JsonObject> => {
    const data = await ask(
      `query { project(name: "demo") { run(name: "abc") { logLineCount logLines(${asked}, useImprovedPagination: true) {
        edges { node { number line level } } pageInfo { endCursor hasNextPage } } } } }`,
    );
    return (data["project"] as JsonObject)["run"] as JsonObject;
  };

  test("are read from the start by cursor, or the last ones", async () => {
    const content = ["a", "ERROR 2026-01-02T03:04:05.000000 b", "c"];
    await client.stream({ files: { "output.log": { offset: 0, content } } });
    expect(await lines("first: 2")).toEqual({
      logLineCount: 3,
      logLines: {
        edges: [
          { node: { number: 0, line: "a", level: "" } },
          { node: { number: 1, line: "b", level: "error" } },
        ],
        pageInfo: { endCursor: "2", hasNextPage: true },
      },
    });
    expect(await lines(`first: 2, after: "2"`)).toMatchObject({
      logLines: { edges: [{ node: { number: 2, line: "c" } }], pageInfo: { hasNextPage: false } },
    });
    expect(await lines("last: 1")).toMatchObject({ logLines: { edges: [{ node: { number: 2 } }] } });
    await expect(lines(`after: "x"`)).rejects.toThrow("is no cursor");
  });

  test("carry the label of the one of several writers that wrote them", async () => {
    const content = ['{"ts":"2026-01-02T03:04:05","label":"rank 1","content":"[x] y"}'];
    await client.stream({ files: { "output.log": { offset: 0, content } } });
    const query = `query { project(name: "demo") { run(name: "abc") { logLines(first: 9) { edges { node { label line } } } } } }`;
    const { project } = (await ask(query)) as { project: { run: { logLines: JsonObject } } };
    expect(project.run.logLines["edges"]).toEqual([{ node: { label: "rank 1", line: "[x] y" } }]);
    const { lines: shown } = await server.get<{ lines: JsonObject[] }>(
      "/api/runs/demo/abc/console?from=0&limit=9",
    );
    expect(shown).toMatchObject([{ text: "[rank 1] [x] y" }]);
  });
});
