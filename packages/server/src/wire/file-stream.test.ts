import { describe, expect, test } from "vitest";
import { EVENTS_MARK_HEADER, MARK_HEADER, SOURCE_HEADER } from "@stepwell/protocol";
import type { JsonObject } from "@stepwell/protocol";
import { createMemoryMetricStore } from "@stepwell/storage";
import { createTestServer } from "../testing/test-server.ts";
import { createWireClient, wireRow } from "../testing/wire-client.ts";
import { fileStreamSuite } from "../testing/file-stream-suite.ts";

const steps = (rows: readonly JsonObject[]) => rows.map((row) => row["_step"]);

const OURS = { [SOURCE_HEADER]: "0123456789abcdef0123456789abcdef" };

fileStreamSuite(createTestServer);

describe("rows of an ordinary client", () => {
  test("are recognised after a restart of the server, too", async () => {
    const server = createTestServer();
    const client = createWireClient(server);
    await client.upsert({});
    await client.history(0, [wireRow(0), wireRow(1)]);
    await server.restart();
    await client.history(0, [wireRow(0), wireRow(1)]);
    await client.history(2, [wireRow(2)]);
    expect(steps(await server.rows("demo", "abc"))).toEqual([0, 1, 2]);
  });

  test("are recognised when the watched folder gave them before", async () => {
    const server = createTestServer();
    const client = createWireClient(server);
    const folder = server.folder("run-1");
    folder.write({
      type: "history",
      items: Object.entries(wireRow(0)).map(([key, value]) => ({ path: [key], value })),
    });
    await server.settle();
    expect(steps(await server.rows("demo", "abc"))).toEqual([0]);
    await client.upsert({});
    await client.history(1, [wireRow(0), wireRow(1)]);
    await client.history(3, [wireRow(2)]);
    expect(steps(await server.rows("demo", "abc"))).toEqual([0, 1, 2]);
  });

  test.each(["folder", "our own sync"])("are known when %s gives them afterwards", async (later) => {
    const server = createTestServer();
    const client = createWireClient(server);
    await client.upsert({});
    await client.history(0, [wireRow(0), wireRow(1)]);
    if (later === "folder") {
      const folder = server.folder("run-1");
      for (const step of [0, 1, 2]) {
        const items = Object.entries(wireRow(step)).map(([key, value]) => ({ path: [key], value }));
        folder.write({ type: "history", items });
      }
      await server.settle();
    } else {
      await client.history(0, [wireRow(0), wireRow(1), wireRow(2)], OURS);
    }
    await client.history(2, [wireRow(2), wireRow(3)]);
    expect(steps(await server.rows("demo", "abc"))).toEqual([0, 1, 2, 3]);
  });

  test("are not forgotten when storing them fails once", async () => {
    const metrics = createMemoryMetricStore();
    let failures = 1;
    const server = createTestServer({
      metrics: {
        ...metrics,
        append: (chunks) =>
          failures-- > 0 ? Promise.reject(new Error("disk full")) : metrics.append(chunks),
      },
    });
    const client = createWireClient(server);
    await client.upsert({});
    expect((await client.history(0, [{ loss: 1 }, { loss: 2 }])).status).toBe(500);
    expect((await client.history(0, [{ loss: 1 }, { loss: 2 }])).status).toBe(200);
    expect(await server.rows("demo", "abc")).toEqual([{ loss: 1 }, { loss: 2 }]);
  });

  test("of system metrics are known, though their runtime differs in its last digits", async () => {
    const server = createTestServer();
    const client = createWireClient(server);
    await client.upsert({});
    const event = (name: string) => ({
      _wandb: true,
      _timestamp: 5.5,
      _runtime: 0.123_456_789,
      [`system.${name}`]: 7.25,
    });
    const send = (offset: number, names: string[]) =>
      client.stream({
        files: {
          "wandb-events.jsonl": { offset, content: names.map((name) => JSON.stringify(event(name))) },
        },
      });
    await send(0, ["cpu", "gpu.0.gpu"]);
    const folder = server.folder("run-1");
    for (const key of ["cpu", "gpu.0.gpu", "memory"]) {
      folder.write({
        type: "stats",
        timestamp: { seconds: 5, nanos: 500_000_000 },
        items: [{ key, value: 7.25 }],
      });
    }
    await server.settle();
    await send(2, ["memory"]);
    const rows = await server.rows("demo", "abc", "?stream=events");
    expect(rows.map((row) => Object.keys(row).find((key) => key.startsWith("system")))).toEqual([
      "system.cpu",
      "system.gpu.0.gpu",
      "system.memory",
    ]);
  });
});

describe("rows of our own sync", () => {
  test("carry their source's numbers, and the reply says how many are here", async () => {
    const server = createTestServer();
    const client = createWireClient(server);
    await client.upsert({}, OURS);
    expect((await client.stream({}, OURS)).headers.get(MARK_HEADER)).toBe("0");
    await client.history(0, [wireRow(0), wireRow(1)], OURS);
    await server.restart();
    const response = await client.history(1, [wireRow(1), wireRow(2)], OURS);
    expect([response.headers.get(MARK_HEADER), response.headers.get(EVENTS_MARK_HEADER)]).toEqual(["3", "0"]);
    expect(steps(await server.rows("demo", "abc"))).toEqual([0, 1, 2]);
  });

  test("are passed by when people deleted the run", async () => {
    const server = createTestServer();
    const client = createWireClient(server);
    await client.history(0, [wireRow(0)], OURS);
    await server.request("/api/runs/demo/abc", { method: "DELETE" });
    expect((await client.history(1, [wireRow(1)], OURS)).status).toBe(200);
    await server.restart();
    expect((await client.history(1, [wireRow(1)], OURS)).status).toBe(200);
    expect((await server.request("/api/runs/demo/abc")).status).toBe(404);
  });
});

describe("the rest of the stream", () => {
  test("a client that falls silent has crashed, and a heartbeat brings it back", async () => {
    const server = createTestServer();
    const client = createWireClient(server);
    await client.upsert({});
    await server.clock.advanceAsync(6 * 60_000);
    await server.app.tick();
    expect((await server.run("demo", "abc")).status).toBe("crashed");
    await client.stream({});
    expect((await server.run("demo", "abc")).status).toBe("running");
  });
});
