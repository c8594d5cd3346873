import { describe, expect, test } from "vitest";
import { MARK_HEADER, SOURCE_HEADER } from "@stepwell/protocol";
import type { JsonObject } from "@stepwell/protocol";
import { createWireClient, wireRow } from "./wire-client.ts";
import type { CreateTestedServer } from "./tested-server.ts";

/** Rows, console lines and the end of a run, as clients stream them. */
export function fileStreamSuite(createTestServer: CreateTestedServer): void {
  const steps = (rows: readonly JsonObject[]) => rows.map((row) => row["_step"]);

  const OURS = { [SOURCE_HEADER]: "0123456789abcdef0123456789abcdef" };

  describe("rows of an ordinary client", () => {
    test("are appended by their line, and a repeated request changes nothing", async () => {
      const server = createTestServer();
      const client = createWireClient(server);
      await client.upsert({});
      for (const from of [0, 0, 2, 2]) {
        const response = await client.history(from, [wireRow(from), wireRow(from + 1, { loss: Number.NaN })]);
        expect([response.status, await response.text()]).toEqual([200, "{}"]);
      }
      expect(await server.rows("demo", "abc")).toEqual([
        wireRow(0),
        wireRow(1, { loss: Number.NaN }),
        wireRow(2),
        wireRow(3, { loss: Number.NaN }),
      ]);
    });

    test("keep a hole where a line is missing, and a line that comes late gets its place", async () => {
      const server = createTestServer();
      const client = createWireClient(server);
      await client.upsert({});
      await client.history(0, [wireRow(0)]);
      expect((await client.history(3, [wireRow(3)])).status).toBe(200);
      const lines = (await (await server.request("/api/runs/demo/abc/rows")).text()).trim().split("\n");
      expect(lines.map((line) => (JSON.parse(line) as { line: number }).line)).toEqual([0, 3]);
      await client.history(1, [wireRow(1)]);
      expect(steps(await server.rows("demo", "abc")).toSorted((a, b) => Number(a) - Number(b))).toEqual([
        0, 1, 3,
      ]);
    });

    test("are recognised when a forced sync gives them again, in several requests, and new ones follow", async () => {
      const server = createTestServer();
      const client = createWireClient(server);
      await client.upsert({});
      await client.history(
        0,
        [0, 1, 2, 3].map((step) => wireRow(step)),
      );
      const { bucket } = (await client.upsert({})) as { bucket: JsonObject };
      expect(bucket["historyLineCount"]).toBe(4);
      await client.history(4, [wireRow(0), wireRow(1)]);
      await client.history(6, [wireRow(2), wireRow(3)]);
      await client.history(8, [wireRow(4), wireRow(5)]);
      await client.history(8, [wireRow(4), wireRow(5)]);
      await client.history(10, [wireRow(6)]);
      expect(steps(await server.rows("demo", "abc"))).toEqual([0, 1, 2, 3, 4, 5, 6]);
      const lines = (await (await server.request("/api/runs/demo/abc/rows")).text()).trim().split("\n");
      expect((JSON.parse(lines.at(-1) ?? "") as { line: number }).line).toBe(6);
    });

    test("of two sessions that were told the same line are all kept", async () => {
      const server = createTestServer();
      const client = createWireClient(server);
      await client.upsert({});
      await client.upsert({});
      await client.history(0, [wireRow(0), wireRow(1)]);
      await client.history(0, [wireRow(10), wireRow(11)]);
      expect(steps(await server.rows("demo", "abc"))).toEqual([0, 1, 10, 11]);
    });

    test("that are no JSON objects are told, and the others stay", async () => {
      const server = createTestServer();
      const client = createWireClient(server);
      await client.upsert({});
      const content = ['{"_step":0}', "[1]", '{"_step":', '{"_step":3}'];
      const response = await client.stream({ files: { "wandb-history.jsonl": { offset: 0, content } } });
      expect(response.status).toBe(200);
      expect(steps(await server.rows("demo", "abc"))).toEqual([0, 3]);
      expect((await server.run("demo", "abc")).damage).toEqual([
        expect.stringContaining("Failed to read line 1 of history"),
        expect.stringContaining("Failed to read line 2 of history"),
      ]);
    });

    test("may come as gzip", async () => {
      const server = createTestServer();
      const body = JSON.stringify({
        files: { "wandb-history.jsonl": { offset: 0, content: [JSON.stringify(wireRow(0))] } },
      });
      const response = await server.request("/files/me/demo/abc/file_stream", {
        method: "POST",
        body: await gzipped(body),
        headers: { "content-encoding": "gzip" },
      });
      expect(response.status).toBe(200);
      expect(await server.rows("demo", "abc")).toEqual([wireRow(0)]);
    });
  });

  describe("rows of our own sync", () => {
    test("behind a hole wait until a server that has lost its data was given those before", async () => {
      const server = createTestServer();
      const client = createWireClient(server);
      await client.upsert({}, OURS);
      const early = await client.history(2, [wireRow(2)], OURS);
      expect([early.status, early.headers.get(MARK_HEADER)]).toEqual([200, "0"]);
      expect(await server.rows("demo", "abc")).toEqual([]);
      const again = await client.history(0, [wireRow(0), wireRow(1), wireRow(2)], OURS);
      expect(again.headers.get(MARK_HEADER)).toBe("3");
      expect(steps(await server.rows("demo", "abc"))).toEqual([0, 1, 2]);
    });

    test("that come again late take back neither the summary nor the end", async () => {
      const server = createTestServer();
      const client = createWireClient(server);
      await client.upsert({}, OURS);
      const send = (from: number, last: number) =>
        client.stream(
          {
            files: {
              "wandb-history.jsonl": { offset: from, content: [JSON.stringify(wireRow(from))] },
              "wandb-summary.json": { offset: 0, content: [JSON.stringify({ last })] },
            },
          },
          OURS,
        );
      const shown = async () => {
        const { summary, status } = await server.run("demo", "abc");
        return [summary["last"], status];
      };
      await send(0, 0);
      await send(1, 1);
      await client.stream({ complete: true, exitcode: 0 }, OURS);
      expect(await shown()).toEqual([1, "finished"]);
      for (const from of [0, 1]) expect((await send(from, from)).status).toBe(200);
      expect(await shown()).toEqual([1, "finished"]);
      await send(2, 2);
      expect(await shown()).toEqual([2, "running"]);
    });
  });

  describe("several writers in shared mode", () => {
    test("each number their own lines", async () => {
      const server = createTestServer();
      const client = createWireClient(server);
      const row = (loss: number) => ({ loss, _timestamp: 5, _runtime: 1 });
      for (const writer of ["one", "two"]) {
        await client.history(0, [row(1), row(2)], { "x-wandb-async-client-id": writer });
      }
      expect((await server.rows("demo", "abc")).map(({ loss }) => loss)).toEqual([1, 2, 1, 2]);
    });

    test("are not told where a hole is, so rows behind one are kept, and those that come late or again are known", async () => {
      const server = createTestServer();
      const client = createWireClient(server);
      const row = (loss: number) => ({ loss, _timestamp: loss, _runtime: 1 });
      const headers = { "x-wandb-async-client-id": "one" };
      await client.history(0, [row(0), row(1)], headers);
      await client.history(4, [row(4)], headers);
      await client.history(2, [row(2), row(3)], headers);
      await client.history(2, [row(2), row(3), row(4), row(5)], headers);
      // Its writer forgot how far it came.
      await client.history(3, [row(6)], headers);
      await client.history(4, [row(6), row(7)], headers);
      expect((await server.rows("demo", "abc")).map(({ loss }) => loss)).toEqual([0, 1, 4, 2, 3, 5, 6, 7]);
    });
  });

  describe("the rest of the stream", () => {
    test("summary is its last line, console lines are rewritten in place, events are rows of their own", async () => {
      const server = createTestServer();
      const client = createWireClient(server);
      await client.upsert({});
      await client.stream({
        files: {
          "wandb-summary.json": { offset: 0, content: ['{"loss":1}', '{"loss":NaN,"_wandb":{"runtime":3}}'] },
          "output.log": {
            offset: 0,
            content: ["2026-01-01T00:00:00.500000 10%", "ERROR 2026-01-01T00:00:01.000000 oh", "no stamp"],
          },
          "wandb-events.jsonl": {
            offset: 0,
            content: ['{"_wandb":true,"_timestamp":1,"_runtime":1,"system.cpu":5}'],
          },
        },
      });
      await client.stream({
        files: { "output.log": { offset: 0, content: ["2026-01-01T00:00:02.000000 100%"] } },
      });
      expect((await server.run("demo", "abc")).summary).toEqual({ loss: Number.NaN });
      expect((await server.get("/api/runs/demo/abc/console"))["lines"]).toEqual([
        { number: 0, stream: "stdout", time: 1_767_225_602_000, text: "100%" },
        { number: 1, stream: "stderr", time: 1_767_225_601_000, text: "oh" },
        { number: 2, stream: "stdout", time: null, text: "no stamp" },
      ]);
      expect(await server.rows("demo", "abc", "?stream=events")).toHaveLength(1);
    });

    test.each([
      [0, "finished"],
      [3, "failed"],
    ])("an exit code of %s leaves the run %s, and new lines open it again", async (exitcode, status) => {
      const server = createTestServer();
      const client = createWireClient(server);
      await client.upsert({});
      await client.history(0, [wireRow(0)]);
      await client.stream({ complete: true, exitcode });
      expect((await server.run("demo", "abc")).status).toBe(status);
      await client.upsert({ notes: "an edit" });
      expect((await server.run("demo", "abc")).status).toBe(status);
      await client.history(1, [wireRow(1)]);
      expect((await server.run("demo", "abc")).status).toBe("running");
    });
  });

  describe("hostile input", () => {
    test.each([
      ["no JSON", "{", 400],
      ["a list", "[]", 400],
      ["a negative line", '{"files":{"wandb-history.jsonl":{"offset":-1,"content":[]}}}', 400],
      ["a line beyond all bounds", '{"files":{"wandb-history.jsonl":{"offset":1e15,"content":["{}"]}}}', 400],
      ["content that is no text", '{"files":{"wandb-history.jsonl":{"offset":0,"content":[{}]}}}', 400],
      ["a file that nobody knows", '{"files":{"../../x":{"offset":0,"content":["y"]}}}', 200],
      ["keys of the prototype", '{"__proto__":{"files":1},"constructor":1}', 200],
    ])("%s", async (_, body, status) => {
      const server = createTestServer();
      const response = await server.request("/files/me/demo/abc/file_stream", { method: "POST", body });
      expect(response.status).toBe(status);
      if (status === 400) {
        const { errors } = (await response.json()) as { errors: [{ message: string }] };
        expect(errors[0].message).toMatch(/^\[.+\] Failed to /);
      }
    });

    test("a body that is too large is refused before it is read, also when gzip hides it", async () => {
      const server = createTestServer();
      const declared = await server.request("/files/me/demo/abc/file_stream", {
        method: "POST",
        body: "{}",
        headers: { "content-length": "999999999" },
      });
      expect(declared.status).toBe(413);
      const packed = await server.request("/files/me/demo/abc/file_stream", {
        method: "POST",
        body: await gzipped(new Uint8Array(80 * 1024 * 1024)),
        headers: { "content-encoding": "gzip" },
      });
      expect(packed.status).toBe(413);
      const broken = await server.request("/files/me/demo/abc/file_stream", {
        method: "POST",
        body: "not gzip",
        headers: { "content-encoding": "gzip" },
      });
      expect(broken.status).toBe(400);
    });

    test("a source that is another run's brings that run nothing", async () => {
      const server = createTestServer();
      const client = createWireClient(server);
      await client.history(0, [wireRow(0)], OURS);
      const reply = await server.request("/files/me/demo/other/file_stream", {
        method: "POST",
        body: JSON.stringify({
          files: { "wandb-history.jsonl": { offset: 1, content: [JSON.stringify(wireRow(1))] } },
        }),
        headers: OURS,
      });
      expect(reply.status).toBe(409);
      expect(await reply.text()).toContain('is a run file of \\"abc\\"');
      expect(await server.rows("demo", "abc")).toHaveLength(1);
    });

    test("a source may not take the name of a session, nor a run one that breaks paths", async () => {
      const server = createTestServer();
      const client = createWireClient(server);
      expect((await client.stream({}, { [SOURCE_HEADER]: "wire-1-0" })).status).toBe(400);
      expect((await client.stream({}, { [SOURCE_HEADER]: "fork-1" })).status).toBe(400);
      expect((await client.stream({}, { [SOURCE_HEADER]: "a b" })).status).toBe(400);
      expect(
        (await server.request("/files/me/demo/a%2Fb/file_stream", { method: "POST", body: "{}" })).status,
      ).toBe(400);
      expect(
        (await server.request("/files/me/de%3Amo/abc/file_stream", { method: "POST", body: "{}" })).status,
      ).toBe(400);
    });

    test("pages of other sites are refused, those of this machine are not", async () => {
      const server = createTestServer();
      const client = createWireClient(server);
      expect((await client.stream({}, { origin: "https://evil.example" })).status).toBe(403);
      expect((await client.stream({}, { origin: "null" })).status).toBe(403);
      const local = await client.stream({}, { origin: "http://localhost:5173" });
      expect([local.status, local.headers.get("access-control-allow-origin")]).toEqual([
        200,
        "http://localhost:5173",
      ]);
    });

    test("addresses that the protocol has and this server has not are 404", async () => {
      const server = createTestServer();
      for (const path of ["/sdk/otel/v1/metrics", "/oidc/token", "/files/me/demo/abc/other"]) {
        const response = await server.request(path, { method: "POST", body: "" });
        expect(response.status).toBe(404);
        expect(await response.json()).toMatchObject({
          errors: [{ message: expect.stringContaining(path) as string }],
        });
      }
    });
  });
}

async function gzipped(content: string | Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const packed = new Blob([content]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Response(packed).arrayBuffer();
}
