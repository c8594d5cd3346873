import type { Item, JsonObject } from "@stepwell/protocol";
import { describe, expect, test } from "vitest";
import type { RunFolder } from "../testing/run-folder.ts";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { openViewer } from "../testing/viewer.ts";
import { createWireClient } from "../testing/wire-client.ts";

const ROLE: readonly Item[] = [
  { path: ["_wandb", "stepwell", "role"], value: "secondary" },
  { path: ["_wandb", "stepwell", "label"], value: "rank1" },
];
const START = 1_700_000_000;

/** A run folder of a secondary writer, or of a primary one. */
function writerFolder(server: TestServer, name: string, isSecondary: boolean): RunFolder {
  const config = isSecondary ? ROLE : [{ path: ["lr"], value: 1 }];
  return server.folder(name, { writer: name, config, startMs: START * 1000 });
}

/** Writes rows `{ [key]: time }` at seconds after the start; with steps or without. */
function logAt(folder: RunFolder, key: string, times: readonly number[], firstStep?: number): void {
  times.forEach((time, index) => {
    const items = [
      { path: [key], value: time },
      { path: ["_timestamp"], value: START + time },
      { path: ["_runtime"], value: time },
      ...(firstStep === undefined ? [] : [{ path: ["_step"], value: firstStep + index }]),
    ];
    folder.write({ type: "history", items });
  });
}

async function stepsOf(server: TestServer, key: string): Promise<unknown[]> {
  const rows = await server.rows("demo", "abc", `?keys=${key}`);
  return rows.map((row) => row["_step"]);
}

describe("rows of secondary writers in a watched folder", () => {
  test("get the step that the run had at their time, and never one twice", async () => {
    const server = createTestServer();
    logAt(writerFolder(server, "run-1-abc", false), "a", [0, 1, 2, 3, 10], 0);
    logAt(writerFolder(server, "run-2-abc-1", true), "b", [0.5, 2.5, 2.6, 2.7, 11]);
    logAt(writerFolder(server, "run-2-abc-2", true), "c", [2.2, 3.5]);
    await server.settle();
    expect(await stepsOf(server, "a")).toEqual([0, 1, 2, 3, 4]);
    expect(await stepsOf(server, "b")).toEqual([0, 2, 3, 4, 5]);
    expect(await stepsOf(server, "c")).toEqual([2, 4]);
  });

  test("live, writers at the same pace stay abreast, and viewers are told the same steps", async () => {
    const server = createTestServer();
    const first = writerFolder(server, "run-1-abc", false);
    const second = writerFolder(server, "run-2-abc-1", true);
    await server.settle();
    const viewer = await openViewer(server);
    const wish = { project: "demo", run: "abc", stream: "history", key: "b", x: "_step" };
    await server.request(`/api/live/${viewer.stream}`, {
      method: "PUT",
      body: JSON.stringify({ series: [wish], cells: [] }),
    });
    for (let time = 0; time < 5; time++) {
      logAt(first, "a", [time], time);
      logAt(second, "b", [time + 0.5]);
      await server.settle();
    }
    expect(await stepsOf(server, "b")).toEqual([0, 1, 2, 3, 4]);
    const told = (await viewer.events()).flatMap((event) => (event.type === "points" ? event.xs : []));
    expect(told).toEqual([0, 1, 2, 3, 4]);
  });

  test("keep their steps over a restart, and go on after them", async () => {
    const server = createTestServer();
    logAt(writerFolder(server, "run-1-abc", false), "a", [0, 1], 0);
    const second = writerFolder(server, "run-2-abc-1", true);
    logAt(second, "b", [5, 6, 7]);
    await server.settle();
    await server.restart();
    await server.settle();
    logAt(second, "b", [8]);
    await server.settle();
    expect(await stepsOf(server, "b")).toEqual([1, 2, 3, 4]);
  });

  test("leave config, summary and the end of the run to the primary one", async () => {
    const server = createTestServer();
    const first = writerFolder(server, "run-1-abc", false);
    const second = writerFolder(server, "run-2-abc-1", true);
    logAt(first, "a", [0], 0);
    logAt(second, "b", [1]);
    first.exit(0);
    await server.settle();
    expect(await server.run("demo", "abc")).toMatchObject({ status: "running", rows: 2 });
    second.exit(3);
    await server.settle();
    const run = await server.run("demo", "abc");
    expect(run).toMatchObject({ status: "finished", config: { lr: 1 } });
    expect(run.summary).toMatchObject({ a: 0 });
    expect(run.summary).not.toHaveProperty("b");
  });
});

test("console lines of secondary writers say whose they are, by folder as by wire", async () => {
  const server = createTestServer();
  const second = writerFolder(server, "run-2-abc-1", true);
  second.write({ type: "output-raw", stream: "stdout", text: "hello\n" });
  await server.settle();
  const { lines } = await server.get<{ lines: unknown[] }>("/api/runs/demo/abc/console?from=0&limit=9");
  expect(lines).toMatchObject([{ text: "[rank1] hello" }]);
});

describe("rows of W&B's shared mode over the wire", () => {
  const shared = (id: string) => ({
    "x-wandb-use-async-filestream": "true",
    "x-wandb-async-client-id": id,
  });
  const row = (key: string, time: number, more: JsonObject = {}): JsonObject => ({
    [key]: time,
    _timestamp: START + time,
    _runtime: time,
    ...more,
  });

  test("are numbered in their order when nobody has steps", async () => {
    const server = createTestServer();
    const client = createWireClient(server);
    for (let time = 0; time < 4; time++) {
      const writer = time % 2 === 0 ? "one" : "two";
      await client.history(Math.floor(time / 2), [row("loss", time)], shared(writer));
    }
    expect(await stepsOf(server, "loss")).toEqual([0, 1, 2, 3]);
  });

  test("clients of W&B that never say their end don't keep the run from being finished, nor do their late rows", async () => {
    const server = createTestServer({ silenceMs: 1000 });
    const client = createWireClient(server);
    await client.upsert({ config: '{"lr":{"value":1}}' }, shared("one"));
    await client.history(0, [row("a", 0)], shared("one"));
    await client.history(0, [row("b", 1)], shared("two"));
    await client.stream({ complete: true, exitcode: 0 }, shared("one"));
    expect(await server.run("demo", "abc")).toMatchObject({ status: "finished", config: { lr: 1 }, step: 0 });
    await client.history(1, [row("b", 2)], shared("two"));
    expect(await server.run("demo", "abc")).toMatchObject({ status: "finished" });
    server.clock.advance(2000);
    await server.settle();
    expect(await server.run("demo", "abc")).toMatchObject({ status: "finished" });
  });

  test("a repeated request changes nothing, and what follows has the next step", async () => {
    const server = createTestServer();
    const client = createWireClient(server);
    await client.history(0, [row("a", 0), row("a", 1)], shared("one"));
    await client.history(0, [row("a", 0), row("a", 1)], shared("one"));
    await client.history(2, [row("a", 2)], shared("one"));
    expect(await stepsOf(server, "a")).toEqual([0, 1, 2]);
  });

  test("a writer that sends minutes later is placed by its times", async () => {
    const server = createTestServer();
    const client = createWireClient(server);
    const times = Array.from({ length: 10 }, (_, index) => index);
    await client.history(
      0,
      times.map((time) => row("a", time)),
      shared("one"),
    );
    await client.history(
      0,
      [1.5, 2.5, 7.5].map((time) => row("b", time)),
      shared("two"),
    );
    expect(await stepsOf(server, "b")).toEqual([2, 3, 8]);
  });

  test("one file by folder and by our sync is one source, with the steps that it got first", async () => {
    const server = createTestServer();
    const client = createWireClient(server);
    logAt(writerFolder(server, "run-1-abc", false), "a", [0, 1, 2], 0);
    await server.settle();
    const source = { "x-stepwell-source": "0123456789abcdef", ...shared("0123456789abcdef") };
    const reply = await client.history(0, [row("b", 0.5), row("b", 2.5)], source);
    expect(reply.headers.get("x-stepwell-mark")).toBe("2");
    await client.history(0, [row("b", 0.5), row("b", 2.5), row("b", 3)], source);
    expect(await stepsOf(server, "b")).toEqual([0, 2, 3]);
    expect((await server.run("demo", "abc")).config).toEqual({ lr: 1 });
  });

  test("rows without a time follow the row before them", async () => {
    const server = createTestServer();
    const client = createWireClient(server);
    await client.history(0, [row("a", 5), { a: 1 }, { a: 2, _timestamp: null }], shared("one"));
    expect(await stepsOf(server, "a")).toEqual([0, 1, 2]);
  });
});
