import { describe, expect, test } from "vitest";
import type { FileSystem } from "@stepwell/effects";
import { createMemoryMetricStore } from "@stepwell/storage";
import { createTestServer } from "../testing/test-server.ts";

const values = (count: number, from = 0) => Array.from({ length: count }, (_, at) => ({ loss: from + at }));

function copyFile(fileSystem: FileSystem, from: string, to: string): void {
  fileSystem.makeFolderSync(to.slice(0, to.lastIndexOf("/")));
  fileSystem.writeFileSync(to, fileSystem.readFileSync(from));
}

/** Copies a run file with one byte turned over. */
function copyDamaged(fileSystem: FileSystem, from: string, to: string, at = 32768 + 5000): void {
  const bytes = fileSystem.readFileSync(from).slice();
  expect(bytes.length).toBeGreaterThan(at);
  bytes[at] = (bytes[at] as number) ^ 0xff;
  fileSystem.writeFileSync(to, bytes);
}

describe("the watch folder", () => {
  test("shows a run and its rows, and what it is called", async () => {
    const server = createTestServer();
    const folder = server.folder("run-1-abc");
    folder.log(...values(3));
    await server.settle();

    expect(await server.rows("demo", "abc")).toEqual([
      expect.objectContaining({ _step: 0, loss: 0 }),
      expect.objectContaining({ _step: 1, loss: 1 }),
      expect.objectContaining({ _step: 2, loss: 2 }),
    ]);
    expect(await server.run("demo", "abc")).toMatchObject({
      id: "abc",
      project: "demo",
      name: "abc",
      status: "running",
      rows: 3,
      config: {},
      startedAt: server.clock.now() - 600,
    });
  });

  test("numbers runs as their folders began, whichever of them is read first", async () => {
    const server = createTestServer();
    const names = ["e", "d", "c", "b", "a"];
    for (const [at, runId] of names.entries()) {
      server.clock.advance(1000);
      const folder = server.folder(`run-${at}-${runId}`, {
        runId,
        writer: runId,
        startMs: server.clock.now(),
      });
      folder.log(...values(3));
      folder.exit(0);
    }
    const { fileSystem } = server;
    const slow = new Map(names.map((runId, at) => [runId, 100 * (names.length - at)]));
    const slowed = createTestServer({
      fileSystem: {
        ...fileSystem,
        async read(path, offset, length) {
          const ticks = slow.get(/run-(\w)\.wandb$/.exec(path)?.[1] ?? "") ?? 0;
          for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
          return fileSystem.read(path, offset, length);
        },
      },
    });
    await slowed.settle();
    const found = await slowed.runs.queries.find({ project: "demo", limit: 10 });
    expect(found.runs.map(({ runId }) => runId)).toEqual(["a", "b", "c", "d", "e"]);
    expect(await slowed.rows("demo", "e")).toHaveLength(3);
  });

  test("numbers runs of one second by the numbers in their names", async () => {
    const server = createTestServer();
    for (const runId of ["trial-10", "trial-2", "trial-1"]) {
      server.folder(`run-20260101_000000-${runId}`, { runId, writer: runId }).log(...values(1));
    }
    await server.settle();
    const { runs } = await server.runs.queries.find({ project: "demo", limit: 10 });
    expect(runs.map(({ runId }) => runId)).toEqual(["trial-10", "trial-2", "trial-1"]);
  });

  test("takes a file in that grows byte by byte, each row once", async () => {
    const server = createTestServer();
    const whole = server.folder("elsewhere", { folder: "/elsewhere/run" });
    whole.log(...values(5));
    whole.exit(0);
    const bytes = server.fileSystem.readFileSync(whole.runFile);
    server.fileSystem.makeFolderSync("/home/ada/wandb/run-1-abc");
    const file = server.fileSystem.openAppend("/home/ada/wandb/run-1-abc/run-abc.wandb");
    for (let at = 0; at < bytes.length; at++) {
      file.writeSync(bytes.subarray(at, at + 1));
      await server.app.tick();
    }
    await server.settle();

    expect(await server.rows("demo", "abc")).toHaveLength(5);
    expect(await server.run("demo", "abc")).toMatchObject({ rows: 5, status: "finished", damage: [] });
  });

  test("finds a new run folder at its next tick, in nested project folders too", async () => {
    const server = createTestServer();
    await server.settle();
    server.folder("run-1-abc").log(...values(1));
    server.folder("", { folder: "/home/ada/vision/deep/wandb/run-2-def", runId: "def" }).log(...values(2));
    await server.app.tick();

    expect(await server.rows("demo", "abc")).toHaveLength(1);
    expect(await server.rows("demo", "def")).toHaveLength(2);
  });

  test("looks neither into node_modules nor into links that go in circles", async () => {
    const server = createTestServer();
    server.folder("", { folder: "/home/ada/node_modules/x/wandb/run-1-abc" }).log(...values(1));
    server.folder("run-2-def", { runId: "def" }).log(...values(1));
    server.fileSystem.linkSync("/home/ada", "/home/ada/wandb/circle");
    server.fileSystem.linkSync("/home/ada/wandb/run-2-def", "/home/ada/wandb/latest-run");
    await server.settle();

    const { runs } = await server.get<{ runs: { id: string; rows: number }[] }>("/api/runs");
    expect(runs.map(({ id, rows }) => ({ id, rows }))).toEqual([{ id: "def", rows: 1 }]);
  });

  test("survives a restart in the middle of a run without doubling a row", async () => {
    const server = createTestServer();
    const folder = server.folder("run-1-abc");
    folder.log(...values(10));
    await server.settle();
    await server.restart();
    folder.log(...values(5, 10));
    await server.settle();
    await server.restart();
    await server.settle();

    const rows = await server.rows("demo", "abc");
    expect(rows.map((row) => row["loss"])).toEqual(values(15).map(({ loss }) => loss));
  });

  test("does not read a finished file again after a restart", async () => {
    const server = createTestServer();
    const folder = server.folder("run-1-abc");
    // More than what it takes to know whose file it is.
    folder.log(...values(3000));
    folder.exit(0);
    await server.settle();
    await server.restart();
    const read: number[] = [];
    const original = server.fileSystem.read.bind(server.fileSystem);
    server.fileSystem.read = async (path, offset, length) => {
      const bytes = await original(path, offset, length);
      read.push(bytes.length);
      return bytes;
    };
    await server.settle(10);

    const total = read.reduce((sum, length) => sum + length, 0);
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(64 * 1024);
    expect(await server.rows("demo", "abc")).toHaveLength(3000);
  });

  test("rebuilds everything when the data folder was deleted", async () => {
    const server = createTestServer();
    const folder = server.folder("run-1-abc");
    folder.log(...values(20));
    folder.exit(0);
    await server.settle();
    await server.restart("data");
    await server.settle();

    expect(await server.rows("demo", "abc")).toHaveLength(folder.rows);
  });

  test("stores each row once when only the position was lost", async () => {
    const server = createTestServer();
    const folder = server.folder("run-1-abc");
    folder.log(...values(20));
    await server.settle();
    const run = await server.runs.findRun("demo", "abc");
    const source = run?.sources[0];
    if (run === undefined || source === undefined) throw new Error("no source was stored");
    await server.runs.saveSource(run.number, { ...source, position: 0 }, []);
    await server.restart();
    folder.log(...values(5, 20));
    await server.settle();

    expect(await server.rows("demo", "abc")).toHaveLength(folder.rows);
  });

  test("reads a copied run folder as one source, and the longer of the two files", async () => {
    const server = createTestServer();
    const folder = server.folder("run-1-abc");
    folder.log(...values(10));
    copyFile(server.fileSystem, folder.runFile, "/home/ada/backup/run-1-abc/run-abc.wandb");
    await server.settle();
    folder.log(...values(10, 10));
    folder.exit(0);
    await server.settle();
    copyFile(server.fileSystem, folder.runFile, "/home/ada/aaa/run-1-abc/run-abc.wandb");
    await server.settle();
    await server.restart();
    await server.settle();

    expect(await server.rows("demo", "abc")).toHaveLength(folder.rows);
    expect((await server.runs.findRun("demo", "abc"))?.sources).toHaveLength(1);
  });

  test("goes on with a copy when the file that was read is gone", async () => {
    const server = createTestServer();
    const folder = server.folder("run-1-abc");
    folder.log(...values(10));
    await server.settle();
    copyFile(server.fileSystem, folder.runFile, "/home/ada/backup/run-1-abc/run-abc.wandb");
    await server.settle();
    server.fileSystem.removeSync(folder.path);
    await server.settle();

    const run = await server.runs.findRun("demo", "abc");
    expect(run?.sources.map(({ origin }) => origin)).toEqual(["/home/ada/backup/run-1-abc/run-abc.wandb"]);
    expect(await server.rows("demo", "abc")).toHaveLength(10);
  });

  test("keeps two folders of one run apart as two sources of it", async () => {
    const server = createTestServer();
    const first = server.folder("run-1-abc", { writer: "one" });
    const second = server.folder("run-1-abc-1", { writer: "two" });
    first.log(...values(10));
    second.log(...values(7, 100));
    await server.settle();

    expect((await server.runs.findRun("demo", "abc"))?.sources).toHaveLength(2);
    expect(await server.rows("demo", "abc")).toHaveLength(first.rows + second.rows);
  });

  test("starts over with a file that was replaced by a shorter one", async () => {
    const server = createTestServer();
    const folder = server.folder("run-1-abc");
    folder.log(...values(10));
    await server.settle();
    const other = server.folder("", { folder: "/elsewhere/run", runId: "abc", writer: "other" });
    other.log(...values(4, 50));
    server.fileSystem.writeFileSync(folder.runFile, server.fileSystem.readFileSync(other.runFile));
    await server.settle();

    expect(await server.rows("demo", "abc")).toHaveLength(14);
  });

  test("says where a file is damaged, and has every row before and after", async () => {
    const server = createTestServer();
    const folder = server.folder("run-1-abc");
    folder.log(...values(4000));
    copyDamaged(server.fileSystem, folder.runFile, folder.runFile);
    await server.settle();

    const { damage, rows } = await server.run("demo", "abc");
    expect(damage[0]).toMatch(
      /^\[server\] Failed to read bytes \d+ to \d+ of "run-abc\.wandb": .+\. What they held/,
    );
    expect(rows).toBeGreaterThan(2500);
    expect(rows).toBeLessThan(4000);
    const losses = (await server.rows("demo", "abc")).map((row) => row["loss"]);
    expect([losses[0], losses.at(-1)]).toEqual([0, 3999]);
  });

  test("keeps every row that was stored when the file is damaged later, and those that follow", async () => {
    const server = createTestServer();
    const whole = server.folder("", { folder: "/elsewhere/run" });
    const runFile = "/home/ada/wandb/run-1-abc/run-abc.wandb";
    whole.log(...values(4000));
    copyFile(server.fileSystem, whole.runFile, runFile);
    await server.settle();
    await server.restart();
    whole.log(...values(10, 4000));
    whole.exit(0);
    copyDamaged(server.fileSystem, whole.runFile, runFile);
    await server.settle();

    const losses = (await server.rows("demo", "abc")).map((row) => row["loss"]);
    expect(losses).toEqual(values(4010).map(({ loss }) => loss));
    expect(await server.run("demo", "abc")).toMatchObject({ status: "finished" });
  });

  test.each([32768 + 5000, 3 * 32768 + 5000])(
    "adds the missing rows once a file damaged at byte %i is whole again",
    async (at) => {
      const server = createTestServer();
      const whole = server.folder("", { folder: "/elsewhere/run" });
      const runFile = "/home/ada/wandb/run-1-abc/run-abc.wandb";
      server.fileSystem.makeFolderSync("/home/ada/wandb/run-1-abc");
      whole.log(...values(4000));
      copyDamaged(server.fileSystem, whole.runFile, runFile, at);
      await server.settle();
      for (const from of [4000, 4010]) {
        await server.restart();
        whole.log(...values(10, from));
        copyFile(server.fileSystem, whole.runFile, runFile);
        await server.settle();
      }

      const losses = (await server.rows("demo", "abc")).map((row) => row["loss"] as number);
      expect(losses.sort((a, b) => a - b)).toEqual(values(4020).map(({ loss }) => loss));
      expect((await server.run("demo", "abc")).damage).toEqual([]);
    },
  );

  test("has one sentence for a file that is no run file, and goes on with the others", async () => {
    const server = createTestServer();
    server.fileSystem.makeFolderSync("/home/ada/wandb/run-0-bad");
    server.fileSystem.writeFileSync(
      "/home/ada/wandb/run-0-bad/run-bad.wandb",
      new TextEncoder().encode("This is a letter to my aunt."),
    );
    server.folder("run-1-abc").log(...values(2));
    await server.settle();

    const { problems } = await server.get<{ problems: string[] }>("/api/server");
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^\[server\] Failed to read ".*run-bad\.wandb" as a run file: .+\. Move it/);
    expect(await server.rows("demo", "abc")).toHaveLength(2);
  });

  test("loses no row when a store refuses for a while, and says what it waits for", async () => {
    const metrics = createMemoryMetricStore();
    let full = false;
    const server = createTestServer({
      metrics: {
        ...metrics,
        append: (chunks) =>
          full ? Promise.reject(new Error("database or disk is full")) : metrics.append(chunks),
      },
    });
    const folder = server.folder("run-1-abc");
    folder.log(...values(5));
    await server.settle();
    full = true;
    folder.log(...values(5, 5));
    await server.settle();
    const { problems } = await server.get<{ problems: string[] }>("/api/server");
    expect(problems).toEqual([
      '[server] Failed to read "/home/ada/wandb/run-1-abc/run-abc.wandb": database or disk is full. It is tried again.',
    ]);
    full = false;
    folder.log(...values(5, 10));
    await server.settle();

    const rows = await server.rows("demo", "abc");
    expect(rows.map((row) => row["loss"])).toEqual(values(15).map(({ loss }) => loss));
  });

  test("gives a run without an id one that stays the same", async () => {
    const server = createTestServer();
    server.folder("run-1", { runId: "" }).log(...values(2));
    await server.settle();
    const { runs } = await server.get<{ runs: { id: string }[] }>("/api/runs");
    expect(runs[0]?.id).toMatch(/^[0-9a-f]{8}$/);
    expect(await server.rows("demo", runs[0]?.id ?? "")).toHaveLength(2);
  });
});
