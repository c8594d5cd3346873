import { encodeSeriesFrames, type SeriesFrame } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { ClientError } from "./client-error.ts";
import { createClient } from "./create-client.ts";
import type { Fetch } from "./transport.ts";

interface Call {
  readonly url: string;
  readonly method: string;
  readonly body: string | undefined;
}

function answering(answer: (call: Call) => Response): { readonly calls: Call[]; readonly fetch: Fetch } {
  const calls: Call[] = [];
  const fetch: Fetch = (url, init) => {
    const call = { url, method: init?.method ?? "GET", body: init?.body as string | undefined };
    calls.push(call);
    return Promise.resolve(answer(call));
  };
  return { calls, fetch };
}

const baseUrl = "http://host/";

test("names are escaped in every path", async () => {
  const { calls, fetch } = answering(() => new Response("{}"));
  const client = createClient({ baseUrl, fetch });
  await client.run("a/b", "ü?");
  await client.runs({ project: "a b&c", limit: 5 });
  expect(calls.map(({ url }) => url)).toEqual([
    "http://host/api/runs/a%2Fb/%C3%BC%3F",
    "http://host/api/runs?project=a%20b%26c&limit=5",
  ]);
  expect(client.fileUrl("p", "r", "media/images/a b#1.png")).toBe(
    "http://host/api/runs/p/r/files/media/images/a%20b%231.png",
  );
});

test("replies may hold what JSON can't", async () => {
  const { fetch } = answering(
    () => new Response('{"run":{"summary":{"loss":NaN,"n":9007199254740993,"x":-Infinity}}}'),
  );
  const { run } = await createClient({ baseUrl, fetch }).run("p", "r");
  expect(run.summary).toEqual({ loss: Number.NaN, n: 9_007_199_254_740_993n, x: Number.NEGATIVE_INFINITY });
});

test("series travel as one request and come back as frames", async () => {
  const { calls, fetch } = answering(
    () => new Response(new Uint8Array(encodeSeriesFrames([frame(0), frame(1)]))),
  );
  const request = {
    project: "p",
    run: "r",
    stream: "history",
    key: "loss",
    x: "_step",
    buckets: 100,
  } as const;
  const frames = await createClient({ baseUrl, fetch }).series([request, { ...request, key: "acc" }]);
  expect(calls).toHaveLength(1);
  expect(calls[0]).toMatchObject({ url: "http://host/api/series", method: "POST" });
  expect(frames.map(({ query, x }) => [query, [...x]])).toEqual([
    [0, [1, 2]],
    [1, [1, 2]],
  ]);
});

test("no series ask for nothing", async () => {
  const { calls, fetch } = answering(() => new Response());
  expect(await createClient({ baseUrl, fetch }).series([])).toEqual([]);
  expect(calls).toEqual([]);
});

test("rows stream one by one, over any cut in the bytes", async () => {
  const text = '{"line":0,"row":{"loss":NaN}}\n{"line":1,"row":{"ü":1e400}}\n{"line":2,"row":{}}';
  for (const size of [1, 3, 7, 1_000]) {
    const { fetch } = answering(() => new Response(inPieces(text, size)));
    const rows = await all(createClient({ baseUrl, fetch }).rows("p", "r"));
    expect(rows.map(({ line }) => line)).toEqual([0, 1, 2]);
    expect(rows[0]?.row["loss"]).toBeNaN();
    expect(Object.keys(rows[1]?.row ?? {})).toEqual(["ü"]);
  }
});

test("a consumer that leaves the rows early ends the request", async () => {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('{"line":0,"row":{}}\n')),
    cancel: () => void (cancelled = true),
  });
  const { fetch } = answering(() => new Response(body));
  for await (const row of createClient({ baseUrl, fetch }).rows("p", "r")) {
    expect(row.line).toBe(0);
    break;
  }
  expect(cancelled).toBe(true);
});

test("keys of rows are named one by one, so that a comma in a key does not cut it", async () => {
  const { calls, fetch } = answering(() => new Response(""));
  const client = createClient({ baseUrl, fetch });
  await all(client.rows("p", "r", { keys: ["a", "b,c"], from: 3 }));
  await all(client.rows("p", "r", { keys: ["b,c"] }));
  expect(calls.map(({ url }) => url.split("?")[1])).toEqual([
    "from=3&keys=a&keys=b%2Cc",
    "keys=b%2Cc&keys=b%2Cc",
  ]);
});

test.each([
  [
    "the server's own sentence",
    new Response('{"error":{"message":"[server] Failed to find run \\"r\\"."}}', { status: 404 }),
    'Failed to find run "r"',
    404,
    false,
  ],
  ["a bare status", new Response("<html>", { status: 502 }), "the server answered 502", 502, true],
  ["a page instead of data", new Response("<html>no"), 'the reply is not JSON ("<html>no")', 200, false],
])("a refusal with %s is a sentence", async (_, response, sentence, status, retryable) => {
  const { fetch } = answering(() => response);
  const error = await createClient({ baseUrl, fetch })
    .run("p", "r")
    .catch((cause: unknown) => cause);
  expect(ClientError.isInstance(error)).toBe(true);
  expect(error).toMatchObject({ message: expect.stringContaining(sentence), status, retryable });
  expect((error as Error).message).toMatch(/^\[@stepwell\/client\] Failed to read run "r": /);
});

test("a server that does not answer is named", async () => {
  const client = createClient({ baseUrl, fetch: () => Promise.reject(new TypeError("fetch failed")) });
  await expect(client.projects()).rejects.toThrow('no reply from "http://host". Check that the server runs.');
});

test("a damaged series reply is told with its size", async () => {
  const { fetch } = answering(() => new Response(new Uint8Array([1, 2, 3])));
  const request = { project: "p", run: "r", stream: "history", key: "k", x: "_step", buckets: 1 } as const;
  await expect(createClient({ baseUrl, fetch }).series([request])).rejects.toThrow(
    "the reply of 3 bytes is damaged",
  );
});

test("an aborted call rejects with the abort, not with a client error", async () => {
  const controller = new AbortController();
  const client = createClient({
    baseUrl,
    fetch: (_, init) =>
      new Promise((__, reject) =>
        init?.signal?.addEventListener("abort", () => reject(init.signal?.reason as Error)),
      ),
  });
  const pending = client.projects(controller.signal);
  controller.abort(new Error("left"));
  await expect(pending).rejects.toThrow("left");
});

test("edits and deletions use their methods", async () => {
  const { calls, fetch } = answering(() => new Response("{}"));
  const client = createClient({ baseUrl, fetch });
  await client.editRun("p", "r", { name: "n" });
  await client.deleteRun("p", "r");
  expect(calls.map(({ method, body }) => [method, body])).toEqual([
    ["PATCH", '{"name":"n"}'],
    ["DELETE", undefined],
  ]);
});

function frame(query: number): SeriesFrame {
  const values = Float64Array.of(1, 2);
  const none = new Uint32Array(2);
  return {
    kind: "points",
    query,
    stored: 2,
    storedInRange: 2,
    nextLine: 2,
    x: values,
    xLast: values,
    first: values,
    last: values,
    min: values,
    max: values,
    mean: values,
    count: Uint32Array.of(1, 1),
    nan: none,
    positiveInfinity: none,
    negativeInfinity: none,
  };
}

function inPieces(text: string, size: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
