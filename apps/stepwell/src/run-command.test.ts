import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runCommand } from "./run-command.ts";
import { createMemoryWorld } from "./testing/memory-world.ts";
import { VERSION } from "./version.ts";

const PEER = { address: "127.0.0.1" };

describe("stepwell", () => {
  test("serves the working folder, says where and what, and stops cleanly", async () => {
    const made = createMemoryWorld();
    const code = runCommand(["--open"], made.world);
    await made.clock.advanceAsync(500);

    expect(made.printed).toHaveLength(1);
    expect(made.printed[0]).toContain("http://localhost:7733");
    expect(made.printed[0]).toContain("Folder  /home/ada\n");
    expect(made.printed[0]).toContain("/home/ada/wandb/.stepwell");
    expect(made.printed[0]).toContain("none yet; they appear here");
    expect(made.opened).toEqual(["http://localhost:7733"]);
    expect([...made.listening.keys()]).toEqual([7733]);
    const reply = await made.listening
      .get(7733)
      ?.fetch(new Request("http://localhost:7733/api/projects"), PEER);
    expect(await reply?.json()).toEqual([]);

    made.stop();
    expect(await code).toBe(0);
    expect(made.listening.size).toBe(0);
    expect(made.storages).toEqual([{ folder: "/home/ada/wandb/.stepwell", closed: true }]);
    expect(made.clock.pending).toBe(0);
    expect(made.errors).toEqual([]);
  });

  test("takes the next port when the usual one is taken, and says so", async () => {
    const made = createMemoryWorld([7733, 7734]);
    const code = runCommand([], made.world);
    await made.clock.advanceAsync(500);
    expect(made.printed[0]).toMatch(/http:\/\/localhost:7735\n +port 7733 is taken\n/);
    made.stop();
    expect(await code).toBe(0);
  });

  test.each<[string, string[], number[], 1 | 2, RegExp]>([
    [
      "a taken port that was asked for",
      ["--port", "9000"],
      [9000],
      1,
      /Failed to listen on port "9000": another program/,
    ],
    [
      "a folder that is not there",
      ["nowhere"],
      [],
      2,
      /Failed to find "\/home\/ada\/nowhere": there is no such folder\. Name the folder/,
    ],
    ["a mistyped command", ["snyc"], [], 2, /there is no such folder\. Did you mean "stepwell sync"\?/],
    ["an unknown option", ["--opne"], [], 2, /has no option "--opne"\. Did you mean "--open"\?/],
  ])("says one sentence for %s", async (_, argv, taken, exitCode, message) => {
    const made = createMemoryWorld(taken);
    expect(await runCommand(argv, made.world)).toBe(exitCode);
    expect(made.errors).toHaveLength(1);
    expect(made.errors[0]).toMatch(message);
    expect(made.errors[0]).not.toContain("\n");
    expect(made.printed).toEqual([]);
    expect(made.storages.every(({ closed }) => closed)).toBe(true);
  });

  test("says one sentence for a file in place of a folder, and for a folder that can't be written to", async () => {
    const made = createMemoryWorld();
    made.fileSystem.writeFileSync("/home/ada/notes", new Uint8Array([1]));
    expect(await runCommand(["notes"], made.world)).toBe(2);
    expect(made.errors[0]).toMatch(/Failed to look for runs in "\/home\/ada\/notes": it is a file\./);
    expect(await runCommand(["--data", "/home/ada/notes/inside"], made.world)).toBe(1);
    expect(made.errors[1]).toMatch(
      /Failed to write to the data folder "\/home\/ada\/notes\/inside": .+"ENOTDIR"/,
    );
  });

  test("says what the stores say when another process has the data folder", async () => {
    const made = createMemoryWorld();
    const sentence = '[storage-sqlite] Failed to open "x": process "7" writes to it already. Stop that one.';
    const world = { ...made.world, openStorage: () => Promise.reject(new Error(sentence)) };
    expect(await runCommand([], world)).toBe(1);
    expect(made.errors).toEqual([sentence]);
    made.fileSystem.writeFileSync(
      "/home/ada/wandb/.stepwell/server.json",
      new TextEncoder().encode('{"url":"http://localhost:7734"}'),
    );
    expect(await runCommand([], world)).toBe(1);
    expect(made.errors[1]).toBe(`${sentence} That process is the server at http://localhost:7734.`);
  });

  test("says one sentence when the system does not let it listen", async () => {
    const made = createMemoryWorld();
    const refused = Object.assign(new Error("listen EACCES"), { code: "EACCES" });
    const world = { ...made.world, listen: () => Promise.reject(refused) };
    expect(await runCommand(["--port", "80"], world)).toBe(1);
    expect(made.errors).toEqual([
      expect.stringMatching(/^\[stepwell\] Failed to listen on host "localhost", port "80": .+"EACCES"\./),
    ]);
    expect(made.storages.every(({ closed }) => closed)).toBe(true);
  });

  test("prints help and its version", async () => {
    const made = createMemoryWorld();
    expect(await runCommand(["--help"], made.world)).toBe(0);
    expect(await runCommand(["--version"], made.world)).toBe(0);
    expect(made.printed[0]).toContain("sync [folder…] ");
    const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
      version: string;
    };
    expect(made.printed[1]).toBe(version);
    expect(VERSION).toBe(version);
  });

  test("tells a script where it listens", async () => {
    const made = createMemoryWorld();
    const code = runCommand(["--port", "0", "--json"], made.world);
    await made.clock.advanceAsync(500);
    expect(made.printed.map((text) => JSON.parse(text) as unknown)).toEqual([
      {
        version: VERSION,
        url: "http://localhost:40000",
        port: 40_000,
        folder: "/home/ada",
        data: "/home/ada/wandb/.stepwell",
        access: "open to this machine",
        runs: 0,
        complete: true,
        problems: [],
      },
    ]);
    made.stop();
    expect(await code).toBe(0);
  });

  test("waits for what was begun when it is stopped, but not for ever", async () => {
    const made = createMemoryWorld();
    const order: string[] = [];
    const world = {
      ...made.world,
      listen: async () => ({
        port: 7733,
        drain: () => new Promise<void>(() => void order.push("drain")),
        close: async () => void order.push("close"),
      }),
    };
    const code = runCommand([], world);
    await made.clock.advanceAsync(500);
    made.stop();
    await made.clock.advanceAsync(4900);
    expect(order).toEqual(["drain"]);
    await made.clock.advanceAsync(200);
    expect(await code).toBe(0);
    expect(order).toEqual(["drain", "close"]);
    expect(made.clock.pending).toBe(0);
  });

  test("that is interrupted before its end says so and gives 130", async () => {
    const made = createMemoryWorld();
    made.fileSystem.makeFolderSync("/home/ada/wandb/offline-run-1");
    made.fileSystem.writeFileSync("/home/ada/wandb/offline-run-1/run-1.wandb", new Uint8Array());
    const world = { ...made.world, sync: () => new Promise<never>(() => undefined) };
    const code = runCommand(["sync", "--to", "http://localhost:1"], world);
    await made.clock.advanceAsync(500);
    made.stop();
    expect(await code).toBe(130);
    expect(made.errors).toEqual([expect.stringMatching(/^\[stepwell\] Stopped before the end\./)]);
  });

  test("prints a sentence for a fault of ours, without a stack", async () => {
    const made = createMemoryWorld();
    const world = {
      ...made.world,
      listen: async () => {
        throw new TypeError("y is not a function");
      },
    };
    expect(await runCommand([], world)).toBe(1);
    expect(made.errors[0]).toMatch(/^\[stepwell\] Failed to run: y is not a function\. [^\n]+$/);
  });
});
