import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { createMockServer } from "../create-mock-server.ts";
import { logRun, stream } from "../testing/log-run.ts";
import { operationOf } from "./operation-of.ts";
import { createRequestLog } from "./request-log.ts";

const POST = { method: "POST", headers: { "content-type": "application/json" } };

describe("the requests that came", () => {
  test("are told by what they ask for", async () => {
    const mock = createMockServer();
    await logRun(mock);
    await mock.fetch(new Request("http://localhost/api/projects?limit=1"));
    await mock.fetch(new Request("http://localhost/elsewhere"));
    expect(
      mock.requests.map(({ number, method, operation, status }) => [number, method, operation, status]),
    ).toEqual([
      [1, "POST", "UpsertBucket", 200],
      [2, "POST", "file_stream", 200],
      [3, "POST", "CreateRunFiles", 200],
      [4, "PUT", "upload", 200],
      [5, "POST", "notifyScriptableRunAlert", 200],
      [6, "POST", "file_stream", 200],
      [7, "GET", "api", 200],
      [8, "GET", "other", 404],
    ]);
    expect(mock.requests[6]?.path).toBe("/api/projects?limit=1");
    expect(JSON.parse(mock.requests[5]?.body ?? "")).toEqual({ complete: true, exitcode: 0 });
    expect(mock.requests[3]?.body).toBeUndefined();
  });

  test("are read where they are packed, and come whole to the server where they are long", async () => {
    const mock = createMockServer();
    const long = JSON.stringify({ _step: 0, text: "x".repeat(400_000) });
    const body = JSON.stringify({ files: { "wandb-history.jsonl": { offset: 0, content: [long] } } });
    await stream(mock, body);
    const packed = gzipSync(JSON.stringify({ query: "query Packed { viewer { id } }", variables: { a: 1 } }));
    await mock.fetch(
      new Request("http://localhost/graphql", {
        ...POST,
        headers: { ...POST.headers, "content-encoding": "gzip" },
        body: packed,
      }),
    );
    expect(mock.requests[0]?.body).toHaveLength(256 * 1024);
    expect((await mock.run("abc")).history[0]?.["text"]).toHaveLength(400_000);
    expect(mock.requests[1]).toMatchObject({ operation: "Packed", variables: { a: 1 }, status: 200 });
  });

  test("are bounded in number and in length, and what is dropped is counted", async () => {
    const mock = createMockServer({ requestLimit: 3 });
    for (let index = 0; index < 5; index++) await mock.fetch(new Request("http://localhost/api/projects"));
    expect(mock.requests.map(({ number }) => number)).toEqual([3, 4, 5]);
    expect(mock.droppedRequests).toBe(2);
    const log = createRequestLog(1000);
    const add = () =>
      log.add({
        at: 0,
        method: "POST",
        path: "/x",
        operation: operationOf("/x", ""),
        body: "x".repeat(2 ** 20),
        met: [],
      });
    for (let index = 0; index < 40; index++) add();
    expect(log.requests.length + log.dropped).toBe(40);
    expect(log.requests.length).toBeLessThanOrEqual(16);
  });
});

describe("what a request asks for", () => {
  test.each([
    ['{"operationName":"A","query":"query B { c }"}', ["A", "B", "c", "graphql"]],
    [
      '{"operationName":"","query":"mutation Up($x: X) { upsertBucket(input: $x) { id } }"}',
      ["Up", "upsertBucket", "graphql"],
    ],
    ['{"query":"{ alias: viewer { id } }"}', ["viewer", "graphql"]],
    ['{"query":5}', ["graphql"]],
    ["[]", ["graphql"]],
    ["{", ["graphql"]],
    [`{"query":"{${" ".repeat(100_000)}"}`, ["graphql"]],
  ])("a GraphQL body", (body, names) => {
    expect(operationOf("/graphql", body).names).toEqual(names);
  });

  test("a path", () => {
    const named = (path: string) => operationOf(path, undefined).name;
    expect(
      [
        "/files/a/b/c/file_stream",
        "/wire/uploads/x",
        "/wire/downloads/x",
        "/artifactsV2/x",
        "/files/a",
        "/api/live",
        "/api",
        "/apix",
      ].map(named),
    ).toEqual(["file_stream", "upload", "download", "download", "download", "live", "api", "other"]);
  });
});
