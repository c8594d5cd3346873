import { describe, expect, test } from "vitest";
import { decodeSeriesFrames, printJson } from "@stepwell/protocol";
import type { Json, JsonObject } from "@stepwell/protocol";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";

async function post(server: TestServer, series: Json): Promise<Response> {
  return server.request("/api/series", { method: "POST", body: printJson({ series }) });
}

const wish = { project: "demo", run: "abc", stream: "history", key: "loss", x: "_step", buckets: 100 };

describe("the api of rows", () => {
  test("a series comes as frames that name their request", async () => {
    const server = createTestServer();
    server.folder("run-1-abc").log({ loss: 3 }, { acc: 1 }, { loss: 2 });
    await server.settle();
    const response = await post(server, [{ ...wish, key: "acc" }, wish, { ...wish, range: [2, 2] }]);
    expect(response.headers.get("content-type")).toBe("application/vnd.stepwell.series");
    const frames = decodeSeriesFrames(new Uint8Array(await response.arrayBuffer()));
    expect(frames.map(({ query, last }) => [query, [...last]])).toEqual([
      [0, [1]],
      [1, [3, 2]],
      [2, [2]],
    ]);
  });

  test("rows stream to the end in one reply, with exact values, or as few as asked", async () => {
    const server = createTestServer();
    const folder = server.folder("run-1-abc");
    folder.log(...Array.from({ length: 2500 }, (_, at) => ({ loss: at })));
    folder.log({ loss: NaN, big: 9007199254740993n, "deep/er": [1, "two", null] });
    await server.settle();

    const rows = await server.rows("demo", "abc");
    expect(rows).toHaveLength(2501);
    expect(rows.at(-1)).toMatchObject({ loss: NaN, big: 9007199254740993n, deep: { er: [1, "two", null] } });
    expect(await server.rows("demo", "abc", "?from=2499&limit=1")).toMatchObject([{ loss: 2499 }]);
    const cut = await server.rows("demo", "abc", "?keys=big");
    expect(cut).toHaveLength(1);
    expect(cut[0]).not.toHaveProperty("loss");
  });

  test("cells are the values that are no plain numbers, by page", async () => {
    const server = createTestServer();
    server
      .folder("run-1-abc")
      .log({ image: { _type: "image-file", path: "a.png" } }, { image: 3 }, { image: "text" });
    await server.settle();
    const path = "/api/runs/demo/abc/cells?key=image";
    expect(await server.get(path)).toEqual({
      cells: [
        { line: 0, step: 0, value: { _type: "image-file", path: "a.png" } },
        { line: 2, step: 2, value: "text" },
      ],
      next: null,
    });
    expect(await server.get(`${path}&limit=1`)).toMatchObject({ cells: [{ line: 0 }], next: 1 });
  });

  test("console lines come with their numbers, streams and times in milliseconds", async () => {
    const server = createTestServer();
    server
      .folder("run-1-abc")
      .write(
        { type: "output-raw", stream: "stdout", timestamp: { seconds: 5, nanos: 0 }, text: "one\ntwo\n" },
        { type: "output-raw", stream: "stderr", text: "oh\n" },
      );
    await server.settle();
    const { lines, total } = await server.get<{ lines: JsonObject[]; total: number }>(
      "/api/runs/demo/abc/console?from=1",
    );
    expect(total).toBe(3);
    expect(lines).toMatchObject([
      { number: 1, stream: "stdout", text: "two" },
      { number: 2, stream: "stderr", text: "oh" },
    ]);
    expect(lines[0]?.["time"]).toBe(5000);
  });

  test.each<[string, string, string | undefined, number, RegExp]>([
    ["a body that is no JSON", "/api/series", "{oops", 400, /its body is not JSON \(\\"\{oops\\"\)/],
    [
      "a body of the wrong shape",
      "/api/series",
      '{"series":[{"project":1}]}',
      400,
      /\\"series\.0\.project\\"/,
    ],
    [
      "too many series",
      "/api/series",
      printJson({ series: Array(2001).fill(wish) as Json[] }),
      400,
      /\\"series\\"/,
    ],
    [
      "too many buckets",
      "/api/series",
      printJson({ series: [{ ...wish, buckets: 10_001 }] }),
      400,
      /buckets/,
    ],
    [
      "too many buckets together",
      "/api/series",
      printJson({ series: Array(500).fill({ ...wish, buckets: 10_000 }) as Json[] }),
      400,
      /all series together ask for more than/,
    ],
    [
      "a range that is no numbers",
      "/api/series",
      printJson({ series: [{ ...wish, range: [NaN, 1] }] }),
      400,
      /range/,
    ],
    ["a body of two megabytes", "/api/series", "x".repeat(2 * 1024 * 1024), 413, /larger than 1048576 bytes/],
    ["a body of a million brackets", "/api/series", "[".repeat(1_000_000), 400, /Failed to read the request/],
    [
      "a limit that is no number",
      "/api/runs?limit=many",
      undefined,
      400,
      /\\"limit\\" in its query is wrong/,
    ],
    ["a negative limit", "/api/runs/demo/abc/rows?limit=-1", undefined, 400, /\\"limit\\"/],
    ["an unknown stream", "/api/runs/demo/abc/rows?stream=other", undefined, 400, /\\"stream\\"/],
    ["an unknown address", "/api/nothing", undefined, 404, /the api has no such address/],
  ])("%s is refused with a sentence", async (_, path, body, status, message) => {
    const server = createTestServer();
    const response = await server.request(path, body === undefined ? {} : { method: "POST", body });
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(message);
  });
});
