import { createApp } from "@stepwell/server";
import type { App } from "@stepwell/server";
import { createMemoryBlobStore, createMemoryMetricStore, createMemoryRunStore } from "@stepwell/storage";
import { beforeEach, describe, expect, test } from "vitest";
import { runCommand } from "../run-command.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import type { MemoryWorld } from "../testing/memory-world.ts";
import type { Storage, World } from "../world.ts";

const HELD = '[storage-sqlite] Failed to open "x": process "7" writes to it already. Stop that one.';
const LINES = '{"_step":0,"loss":0.5}\n{"_step":1,"loss":0.25}\n';

let made: MemoryWorld;
let storage: Storage;

beforeEach(async () => {
  made = createMemoryWorld();
  storage = {
    runs: createMemoryRunStore(),
    metrics: createMemoryMetricStore(),
    blobs: createMemoryBlobStore(),
    close: async () => undefined,
  };
  const { number } = await storage.runs.openRun("mnist", "abc", 0);
  const rows = [
    { _step: 0, loss: 0.5 },
    { _step: 1, loss: 0.25 },
  ];
  await storage.metrics.append([{ run: number, stream: "history", source: "s", offset: 0, rows }]);
});

/** Runs the command over a folder whose data folder has the run, unless `world` says otherwise. */
function run(words: readonly string[], world: Partial<World> = {}): Promise<number> {
  const openStorage = async () => storage;
  return runCommand(["export", ...words], { ...made.world, openStorage, ...world });
}

function openServer(): App {
  const { clock, random } = made.world;
  return createApp({ ...storage, clock, random, version: "1" });
}

function fileAt(path: string): string {
  return new TextDecoder().decode(made.fileSystem.readFileSync(path));
}

describe("stepwell export", () => {
  test("writes a run of this folder to a file in it, and says where", async () => {
    expect(await run(["mnist/abc"])).toBe(0);
    expect(fileAt("/home/ada/mnist-abc-history.jsonl")).toBe(LINES);
    expect(made.fileSystem.listSync("/home/ada").map(({ name }) => name)).not.toContain(
      "mnist-abc-history.jsonl.part",
    );
    expect(made.printed).toEqual([
      "Exported mnist/abc to /home/ada/mnist-abc-history.jsonl: 47 bytes, from /home/ada.",
    ]);
    expect(made.errors).toEqual([]);
  });

  test("the name of the file says the format, and an older file gives way", async () => {
    made.fileSystem.writeFileSync("/home/ada/x.csv", new Uint8Array(1000));
    expect(await run(["mnist/abc", "--out", "x.csv", "--steps", "1:", "--keys", "loss"])).toBe(0);
    expect(fileAt("/home/ada/x.csv")).toBe("_step,loss\r\n1,0.25\r\n");
  });

  test("into a folder it goes under its own name; a table of runs too", async () => {
    made.fileSystem.makeFolderSync("/home/ada/out");
    expect(await run(["mnist", "--runs", "--format", "csv", "--out", "out", "--json"])).toBe(0);
    expect(fileAt("/home/ada/out/mnist-runs.csv")).toMatch(/^project,run,name,status,.+\r\nmnist,abc,abc,/);
    expect(JSON.parse(made.printed[0] as string)).toMatchObject({
      project: "mnist",
      format: "csv",
      file: "/home/ada/out/mnist-runs.csv",
      from: "/home/ada",
    });
  });

  test("to the standard output go the bytes and nothing else", async () => {
    expect(await run(["mnist/abc", "--out", "-"])).toBe(0);
    expect(made.written).toBe(LINES);
    expect(made.printed).toEqual([]);
    expect(made.errors).toEqual(["Exported mnist/abc to the standard output: 47 bytes, from /home/ada."]);
  });

  test("a reader of the standard output that has enough ends it without a word", async () => {
    expect(await run(["mnist/abc", "--out", "-"], { write: async () => false })).toBe(0);
    expect([made.printed, made.errors]).toEqual([[], []]);
  });

  test("from a server it asks with the saved key", async () => {
    const app = openServer();
    const asked: [string, RequestInit][] = [];
    const world: Partial<World> = {
      server: (to = "") => ({ baseUrl: to, apiKey: "k" }),
      fetch: (url, init) => {
        asked.push([url, init]);
        return app.fetch(new Request(url, init), { address: "127.0.0.1" });
      },
    };
    expect(await run(["mnist/abc", "--from", "http://localhost:7733/", "--out", "-"], world)).toBe(0);
    expect(made.written).toBe(LINES);
    expect(asked[0]?.[0]).toBe("http://localhost:7733/api/export/mnist/abc?format=jsonl");
    expect(asked[0]?.[1].headers).toEqual({ authorization: "Bearer k" });
    expect(made.storages).toEqual([]);
  });

  test("when a server has the data folder, that server is asked", async () => {
    const app = openServer();
    const world: Partial<World> = {
      openStorage: () => Promise.reject(new Error(HELD)),
      fetch: (url, init) => app.fetch(new Request(url, init), { address: "127.0.0.1" }),
    };
    expect(await run(["mnist/abc", "--out", "-"], world)).toBe(1);
    expect(made.errors[0]).toContain('process "7" writes to it already');
    expect(made.errors[0]).toContain('"--from <its address>"');

    const serving = runCommand(["--port", "7733"], made.world);
    await made.clock.advanceAsync(500);
    expect(await run(["mnist/abc", "--out", "-"], world)).toBe(0);
    expect(made.written).toBe(LINES);
    expect(made.errors.at(-1)).toContain("from http://localhost:7733");
    made.stop();
    expect(await serving).toBe(0);
    expect(made.fileSystem.statSync("/home/ada/wandb/.stepwell/server.json")).toBeUndefined();
  });

  test("a noted address that is none is not asked", async () => {
    made.fileSystem.makeFolderSync("/home/ada/wandb/.stepwell");
    for (const text of ["", "[]", "null", '{"url":"file:///etc/passwd"}', '{"url":7}']) {
      made.fileSystem.writeFileSync("/home/ada/wandb/.stepwell/server.json", new TextEncoder().encode(text));
      const openStorage = () => Promise.reject(new Error(HELD));
      expect(await run(["mnist/abc"], { openStorage })).toBe(1);
      expect(made.errors.at(-1)).toContain('"--from <its address>"');
    }
  });
});

describe("what can't be", () => {
  test.each([
    [[], 'a word is missing after "stepwell export": <project[/run]>'],
    [["a", "b"], '"b" is one word too many after "stepwell export a"'],
    [["mnist/"], '"mnist/" is neither a project nor a run'],
    [["mnist", "--format", "xlsx"], 'option "--format" can\'t be "xlsx". Use one of "jsonl", "csv"'],
    [["mnist", "--steps", "1-2"], 'steps "1-2" are no range'],
    [["mnist/abc", "--runs"], '"--runs" gives a row for each run'],
    [["mnist", "--formt", "csv"], 'Did you mean "--format"?'],
    [["mnist/abc", "--from", "nowhere"], '"/home/ada/nowhere": there is no such folder'],
  ])("%j is misuse, said in a sentence", async (words, reason) => {
    expect(await run(words)).toBe(2);
    expectSentence(reason);
  });

  test.each([
    [["none"], 'Failed to find a run of project "none"'],
    [["mnist/none"], 'Failed to find run "none"'],
    [["mnist/abc", "--out", "missing/x.csv"], 'Failed to write "/home/ada/missing/x.csv"'],
    [["mnist/abc", "--from", "http://localhost:1"], 'Failed to reach "http://localhost:1"'],
  ])("%j fails with a sentence", async (words, reason) => {
    expect(await run(words)).toBe(1);
    expectSentence(reason);
  });

  function expectSentence(reason: string): void {
    expect(made.errors).toHaveLength(1);
    expect(made.errors[0]).toMatch(/^\[\w+\] Failed to .+[.?]$/);
    expect(made.errors[0]).toContain(reason);
    expect(made.printed).toEqual([]);
  }

  test("what is cut off leaves no file", async () => {
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(2048));
        controller.error(new TypeError("terminated"));
      },
    });
    const world = { fetch: async () => new Response(body) };
    expect(await run(["mnist/abc", "--from", "http://localhost:1"], world)).toBe(1);
    expect(made.errors).toEqual([expect.stringContaining("was cut off after")]);
    expect(made.fileSystem.listSync("/home/ada").map(({ name }) => name)).toEqual([]);
  });

  test("an address of something else is told", async () => {
    const world = { fetch: async () => new Response("<html>", { status: 404 }) };
    expect(await run(["mnist/abc", "--from", "http://localhost:1"], world)).toBe(1);
    expect(made.errors[0]).toContain('answered "404", and not as a Stepwell server does');
  });
});

test("on a terminal it shows how much came, and takes that away", async () => {
  let pieces = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise<void>((resolve) => made.clock.after(150, resolve));
      pieces += 1;
      if (pieces > 8) controller.close();
      else controller.enqueue(new Uint8Array(2 ** 20));
    },
  });
  const world = { fetch: async () => new Response(body), isTerminal: true };
  const code = run(["mnist/abc", "--from", "http://localhost:1"], world);
  await made.clock.advanceAsync(3000);
  expect(await code).toBe(0);
  expect(made.drawn[0]).toBe("\rExporting: 2.0 MiB");
  expect(made.drawn.at(-1)).toMatch(/^\r +\r$/);
});
