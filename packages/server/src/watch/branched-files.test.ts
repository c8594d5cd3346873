import { describe, expect, test } from "vitest";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import type { RunFolder } from "../testing/run-folder.ts";

/** Rows that take a file several looks to read. */
const LARGE = "x".repeat(600_000);

interface SessionOptions {
  readonly runId?: string;
  readonly startingStep?: number;
  /** Goes on behind this step of `of`. */
  readonly branch?: { readonly of: string; readonly step: number };
  readonly resumed?: boolean;
}

/** A session of a run; what its folder is called has nothing to do with when it began. */
function session(server: TestServer, name: string, options: SessionOptions = {}): RunFolder {
  const { runId = "abc", startingStep = 0, branch, resumed = false } = options;
  server.clock.advance(1000);
  return server.folder(name, {
    runId,
    startMs: server.clock.now(),
    writer: `writer of ${name}`,
    config:
      branch === undefined
        ? []
        : [{ path: ["_wandb", "branch_point"], value: { run_id: branch.of, step: branch.step } }],
    session: {
      startingStep,
      resumed,
      forked: branch !== undefined,
      ...(branch && { branchPoint: { run: branch.of, value: branch.step, metric: "_step" } }),
    },
  });
}

function log(folder: RunFolder, label: string, count: number, text = ""): void {
  folder.log(...Array.from({ length: count }, () => ({ label, text })));
  folder.exit(0);
}

async function shown(server: TestServer, runId = "abc"): Promise<string[]> {
  return (await server.rows("demo", runId)).map(
    (row) => `${row["_step"] as number} ${row["label"] as string}`,
  );
}

describe("a run that was taken back to a step", () => {
  const KEPT = ["0 first", "1 first", "2 first", "3 second", "4 second"];

  test("shows the earlier rows up to it, and then those of the new session", async () => {
    const server = createTestServer();
    log(session(server, "run-1-abc"), "first", 10);
    await server.settle();
    log(session(server, "run-2-abc", { startingStep: 3, branch: { of: "abc", step: 2 } }), "second", 2);
    await server.settle();
    expect(await shown(server)).toEqual(KEPT);
    expect(await server.run("demo", "abc")).toMatchObject({ rows: 5, summary: {} });
    await server.restart();
    await server.settle();
    expect(await shown(server)).toEqual(KEPT);
  });

  test("shows the same when all files are found at once, in any order and however long they are", async () => {
    for (const names of [
      ["run-1-abc", "run-2-abc", "run-3-abc"],
      ["run-3-abc", "run-2-abc", "run-1-abc"],
      ["run-2-abc", "run-3-abc", "run-1-abc"],
    ] as const) {
      const server = createTestServer();
      log(session(server, names[0]), "first", 12, LARGE);
      log(session(server, names[1], { startingStep: 3, branch: { of: "abc", step: 2 } }), "second", 2, LARGE);
      log(session(server, names[2], { startingStep: 5, resumed: true }), "third", 2);
      await server.settle(12);
      expect(await shown(server)).toEqual([...KEPT, "5 third", "6 third"]);
    }
  });

  test("does not lose what was logged after it, when it is found late", async () => {
    const server = createTestServer();
    log(session(server, "run-1-abc"), "first", 4);
    const late = { startMs: server.clock.now() + 1 };
    log(session(server, "run-3-abc", { startingStep: 4, resumed: true }), "third", 2);
    await server.settle();
    const found = server.folder("run-2-abc", {
      ...late,
      config: [{ path: ["_wandb", "branch_point"], value: { run_id: "abc", step: 1 } }],
      session: { startingStep: 2, branchPoint: { run: "abc", value: 1, metric: "_step" } },
    });
    log(found, "second", 1);
    await server.settle();
    expect(await shown(server)).toEqual(expect.arrayContaining(["4 third", "5 third"]));
  });
});

test("a resumed run does not wait for a file that ends before it began", async () => {
  const server = createTestServer();
  log(session(server, "run-1-abc"), "first", 1);
  server.fileSystem.makeFolderSync("/home/ada/wandb/run-0-killed");
  server.fileSystem.openAppend("/home/ada/wandb/run-0-killed/run-killed.wandb").closeSync();
  log(session(server, "run-2-abc", { startingStep: 1, resumed: true }), "second", 1);
  await server.settle();
  expect(await shown(server)).toEqual(["0 first", "1 second"]);
});

describe("a run that was forked", () => {
  test("has its parent's rows up to the step, also when both are found at once", async () => {
    for (const names of [
      ["run-1-abc", "run-2-def"],
      ["run-2-abc", "run-1-def"],
    ] as const) {
      const server = createTestServer();
      log(session(server, names[0]), "parent", 12, LARGE);
      const branch = { of: "abc", step: 10 };
      log(session(server, names[1], { runId: "def", startingStep: 11, branch }), "fork", 1);
      await server.settle(12);
      expect(await shown(server, "def")).toEqual([
        ...Array.from({ length: 11 }, (_, step) => `${step} parent`),
        "11 fork",
      ]);
      expect(await shown(server)).toHaveLength(12);
    }
  });

  test("is shown without its parent's rows when the parent is not here or can't be read", async () => {
    const server = createTestServer();
    server.fileSystem.makeFolderSync("/home/ada/wandb/run-0-broken");
    server.fileSystem.writeFileSync("/home/ada/wandb/run-0-broken/run-broken.wandb", new Uint8Array(40_000));
    log(
      session(server, "run-2-def", { runId: "def", startingStep: 3, branch: { of: "abc", step: 2 } }),
      "fork",
      1,
    );
    await server.settle();
    expect(await shown(server, "def")).toEqual(["3 fork"]);
  });
});
