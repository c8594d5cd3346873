import { createRunFileReader } from "@stepwell/protocol";
import type { LogRecord } from "@stepwell/protocol";
import { createRunFold } from "@stepwell/runlog";
import type { RunState, Row } from "@stepwell/runlog";
import { describe, expect, test } from "vitest";
import { createApi } from "../create-api.ts";
import type { InitOptions } from "../settings/init-options.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import type { MemoryWorld } from "../testing/memory-world.ts";
import type { Run } from "./run.ts";

function start(world: MemoryWorld, options: InitOptions = {}): Promise<Run> {
  return createApi(() => world).init({ id: "abc", ...options });
}

interface Contents {
  readonly records: readonly LogRecord[];
  readonly rows: readonly Row[];
  readonly state: RunState;
}

function contents(world: MemoryWorld, run: Run): Contents {
  const reader = createRunFileReader();
  const fold = createRunFold();
  const records: LogRecord[] = [];
  reader.push(world.fileSystem.readFileSync(`${run.folder}/run-abc.wandb`));
  for (let event = reader.next(); event !== undefined; event = reader.next()) {
    if (event.kind === "damage") throw new Error(event.reason);
    records.push(event.record);
    fold.apply(event.record);
  }
  return { records, rows: fold.takeRows(), state: fold.state };
}

function types(world: MemoryWorld, run: Run): string[] {
  return contents(world, run).records.map(({ type }) => type);
}

test("a row is in the file when log returns, with its summary before it", async () => {
  const world = createMemoryWorld();
  const run = await start(world);
  run.log({ a: 1 });
  expect(types(world, run)).toEqual(["header", "run", "telemetry", "environment", "summary", "history"]);
  run.log({ a: 2 }, { commit: false });
  expect(run.stats()).toMatchObject({ rowsLogged: 1, rowsWritten: 1, values: 2, pending: 1 });
  expect(contents(world, run).rows).toHaveLength(1);
});

test("above twenty rows a second summaries come twenty times a second, and the last one at the end", async () => {
  const world = createMemoryWorld();
  const run = await start(world);
  for (let row = 0; row < 1000; row++) {
    run.log({ row });
    world.clock.advance(1);
  }
  const summaries = types(world, run).filter((type) => type === "summary").length;
  expect(summaries).toBeGreaterThanOrEqual(19);
  expect(summaries).toBeLessThanOrEqual(21);
  await run.finish();
  expect(contents(world, run).state.summary).toMatchObject({ row: 999 });
});

test("an explicit summary value reaches the file without another row", async () => {
  const world = createMemoryWorld();
  const run = await start(world);
  run.log({ a: 1 });
  run.summary["best"] = 0.5;
  run.summary.set(["deep", "er"], 1);
  world.clock.advance(50);
  expect(contents(world, run).state.summary).toMatchObject({ a: 1, best: 0.5, deep: { er: 1 } });
});

test("the folder is laid out as W&B lays it out, and the newest run has a link", async () => {
  const world = createMemoryWorld();
  const run = await start(world);
  const [name] = run.folder.split("/").slice(-1);
  expect(name).toMatch(/^offline-run-\d{8}_\d{6}-abc$/);
  const names = (await world.fileSystem.list(run.folder)).map((entry) => entry.name).sort();
  expect(names).toEqual(["files", "logs", "run-abc.wandb", "run-abc.wandb.lock"]);
  expect(await world.fileSystem.realPath("/home/ada/wandb/latest-run")).toBe(run.folder);
  await run.finish();
  expect(world.fileSystem.statSync(`${run.folder}/run-abc.wandb.lock`)).toBeUndefined();
});

test("a folder that is called latest-run keeps no run from starting", async () => {
  const world = createMemoryWorld();
  world.fileSystem.makeFolderSync("/home/ada/wandb/latest-run/mine");
  const run = await start(world);
  run.log({ a: 1 });
  expect(contents(world, run).rows).toHaveLength(1);
});

test("two runs of one id in the same second get two folders", async () => {
  const world = createMemoryWorld();
  const api = createApi(() => world);
  const first = await api.init({ id: "abc", reinit: "create_new" });
  const second = await api.init({ id: "abc", reinit: "create_new" });
  expect(second.folder).toBe(`${first.folder}-1`);
  const writers = [first, second].map((run) => contents(world, run).state.config["_wandb"]);
  expect(writers[0]).not.toEqual(writers[1]);
});

test("the lock names this process", async () => {
  const world = createMemoryWorld();
  const run = await start(world);
  const lock = new TextDecoder().decode(world.fileSystem.readFileSync(`${run.folder}/run-abc.wandb.lock`));
  expect(JSON.parse(lock)).toMatchObject({ ...world.processes.self, host: "test-host" });
});

test("the run record carries what identifies the run and when it began", async () => {
  const world = createMemoryWorld();
  const run = await start(world, {
    project: "p",
    name: "n",
    notes: "x",
    tags: ["t"],
    group: "g",
    jobType: "j",
  });
  expect(contents(world, run).state.run).toMatchObject({
    runId: "abc",
    project: "p",
    displayName: "n",
    notes: "x",
    tags: ["t"],
    group: "g",
    jobType: "j",
    host: "test-host",
    startTime: { seconds: Date.UTC(2026, 0, 1) / 1000, nanos: 0 },
  });
});

describe("a full disk", () => {
  test("kills the file: log goes on, nothing is appended, and every row is counted", async () => {
    const world = createMemoryWorld();
    const run = await start(world);
    run.log({ a: 0 });
    world.fileSystem.fail({ afterBytes: 20, path: ".wandb" });
    for (let a = 1; a <= 5; a++) run.log({ a });
    const { size } = world.fileSystem.statSync(`${run.folder}/run-abc.wandb`) ?? { size: -1 };
    expect(run.stats()).toMatchObject({ rowsLogged: 6, rowsWritten: 1, dropped: { disk: 5 } });
    await run.finish();
    expect(world.fileSystem.statSync(`${run.folder}/run-abc.wandb`)?.size).toBe(size);
    expect(world.printed.at(-1)).toContain("lost       5 rows: the run file could not be written");
    expect(world.printed.at(-1)).toContain("ENOSPC");
  });

  test("changes that the file does not take are counted", async () => {
    const world = createMemoryWorld();
    const run = await start(world);
    world.fileSystem.fail({ afterBytes: 0, path: ".wandb" });
    run.config["lr"] = 1;
    run.summary.set("best", 2);
    run.defineMetric("acc", { summary: "max" });
    expect(run.stats().dropped).toEqual({ change: 3 });
    await run.finish();
    expect(world.printed.at(-1)).toContain("lost       3 changes: the run file did not take them");
  });

  test("a media file that cannot be written costs its value, not the row", async () => {
    const { Image } = await import("../media/image.ts");
    const world = createMemoryWorld();
    const run = await start(world);
    world.fileSystem.fail({ afterBytes: 0, path: "media" });
    run.log({ a: 1, picture: new Image(new Uint8Array(4), { shape: [2, 2] }) });
    expect(run.stats()).toMatchObject({ rowsWritten: 1, dropped: { media: 1 } });
    expect(contents(world, run).rows[0]).toMatchObject({ a: 1 });
  });
});

describe("steps", () => {
  test("a step below the current one is dropped and counted, in the config within a second", async () => {
    const world = createMemoryWorld();
    const run = await start(world);
    run.log({ a: 1 }, { step: 5, commit: true });
    run.log({ a: 2 }, { step: 3 });
    expect(run.stats().dropped).toEqual({ "step-too-low": 1 });
    world.clock.advance(1000);
    expect(contents(world, run).state.config["_wandb"]).toMatchObject({
      stepwell_stats: { dropped: { "step-too-low": 1 } },
    });
    await run.finish();
    expect(world.printed.at(-1)).toContain("lost       1 log call: the step was below the current one");
  });

  test("strict throws instead", async () => {
    const run = await start(createMemoryWorld(), { steps: "strict" });
    run.log({ a: 1 }, { step: 5, commit: true });
    const facts = { name: "StepTooLowError", step: 3, current: 6 };
    expect(() => run.log({ a: 2 }, { step: 3 })).toThrow(expect.objectContaining(facts));
  });

  test("any keeps the row", async () => {
    const world = createMemoryWorld();
    const run = await start(world, { steps: "any" });
    run.log({ a: 1 }, { step: 5, commit: true });
    run.log({ a: 2 }, { step: 3 });
    expect(contents(world, run).rows).toMatchObject([
      { _step: 5, a: 1 },
      { _step: 3, a: 2 },
    ]);
  });
});

describe("the end", () => {
  test("a process that exits with an open run leaves an exit record", async () => {
    const world = createMemoryWorld();
    const run = await start(world);
    run.log({ a: 1 }, { commit: false });
    world.exit(3);
    const { rows, state, records } = contents(world, run);
    expect(rows).toMatchObject([{ a: 1 }]);
    expect(state.exitCode).toBe(3);
    expect(records.at(-1)?.type).toBe("exit");
    expect(world.fileSystem.statSync(`${run.folder}/run-abc.wandb.lock`)).toBeUndefined();
  });

  test("finish twice is finish once, and exit after it changes nothing", async () => {
    const world = createMemoryWorld();
    const run = await start(world);
    await Promise.all([run.finish({ exitCode: 2 }), run.finish()]);
    world.exit(0);
    expect(contents(world, run).state.exitCode).toBe(2);
    expect(types(world, run).filter((type) => type === "exit")).toHaveLength(1);
  });

  test("after it every change is refused and names the run", async () => {
    const run = await start(createMemoryWorld());
    await run[Symbol.asyncDispose]();
    const sentence = 'the run "abc": it has finished. Start another one with init().';
    expect(() => run.log({})).toThrow(sentence);
    expect(() => (run.summary["a"] = 1)).toThrow(sentence);
    expect(() => (run.config["a"] = 1)).toThrow(sentence);
    expect(() => run.defineMetric("a")).toThrow(sentence);
    await expect(run.flush()).resolves.toBeUndefined();
  });

  test("flush puts what was logged on the disk, so that a power cut keeps it", async () => {
    const world = createMemoryWorld();
    const run = await start(world);
    run.log({ a: 1 });
    await run.flush();
    run.log({ a: 2 });
    world.fileSystem.crash();
    expect(contents(world, run).rows).toHaveLength(1);
  });

  test("without flush a second is the most that a power cut takes", async () => {
    const world = createMemoryWorld();
    const run = await start(world);
    run.log({ a: 1 });
    await world.clock.advanceAsync(1000);
    world.fileSystem.crash();
    expect(contents(world, run).rows).toHaveLength(1);
  });
});
