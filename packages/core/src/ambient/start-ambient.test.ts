import { createRunFileReader } from "@stepwell/protocol";
import type { LogRecord } from "@stepwell/protocol";
import { describe, expect, test } from "vitest";
import { createApi } from "../create-api.ts";
import type { InitOptions } from "../settings/init-options.ts";
import { createMemoryAmbient } from "../testing/memory-ambient.ts";
import type { MemoryAmbientOptions } from "../testing/memory-ambient.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";

const GPU = "0, NVIDIA T4, 5, 0, 0, 16384, 40, 30, 70, 300, 405, 0, 0, 30\n";

function setUp(options: MemoryAmbientOptions & { env?: Record<string, string> } = {}) {
  const ambient = createMemoryAmbient(options);
  const memory = createMemoryWorld({ env: options.env ?? {} });
  const world = { ...memory, ambient };
  const start = (given: InitOptions = {}) =>
    createApi(() => world).init({ id: "a", reinit: "create_new", ...given });
  const records = (folder: string, id = "a"): LogRecord[] => {
    const reader = createRunFileReader();
    reader.push(memory.fileSystem.readFileSync(`${folder}/run-${id}.wandb`));
    const found: LogRecord[] = [];
    for (let event = reader.next(); event !== undefined; event = reader.next()) {
      if (event.kind === "record") found.push(event.record);
    }
    return found;
  };
  const only = <Type extends LogRecord["type"]>(folder: string, type: Type, id?: string) =>
    records(folder, id).filter((one): one is Extract<LogRecord, { type: Type }> => one.type === type);
  const write = (path: string, text: string): void => {
    memory.fileSystem.makeFolderSync(path.slice(0, path.lastIndexOf("/")));
    memory.fileSystem.writeFileSync(path, new TextEncoder().encode(text));
  };
  return { ambient, world: memory, start, only, write };
}

describe("the console", () => {
  test("what is printed goes into every open run, write by write, until it is finished", async () => {
    const { ambient, start, only } = setUp();
    ambient.print("before");
    const one = await start({ id: "a" });
    ambient.print("10%\r");
    const two = await start({ id: "b" });
    ambient.print("both\n", "stderr");
    await one.finish();
    ambient.print("second\n");
    await two.finish();
    expect(ambient.capturing).toBe(0);
    const texts = (folder: string, id: string) =>
      only(folder, "output-raw", id).map(({ stream, text }) => [stream, text]);
    expect(texts(one.folder, "a")).toEqual([
      ["stdout", "10%\r"],
      ["stderr", "both\n"],
    ]);
    expect(texts(two.folder, "b")).toEqual([
      ["stderr", "both\n"],
      ["stdout", "second\n"],
    ]);
  });

  test.each([
    { option: "off" as const, env: {}, captured: 0 },
    { option: undefined, env: { WANDB_CONSOLE: "off" }, captured: 0 },
    { option: undefined, env: { WANDB_CONSOLE: "off", STEPWELL_CONSOLE: "auto" }, captured: 1 },
    { option: undefined, env: { WANDB_CONSOLE: "wrap" }, captured: 1 },
    { option: "auto" as const, env: { STEPWELL_CONSOLE: "off" }, captured: 1 },
  ])("console: $option with $env is captured by $captured", async ({ option, env, captured }) => {
    const { ambient, start } = setUp({ env });
    await start(option === undefined ? {} : { console: option });
    expect(ambient.capturing).toBe(captured);
  });

  test("more than a second's budget is dropped and counted, and the next second counts anew", async () => {
    const { ambient, world, start, only } = setUp();
    const run = await start();
    ambient.print("x".repeat(2 * 1024 * 1024));
    ambient.print("lost");
    world.clock.advance(1000);
    ambient.print("kept");
    expect(run.stats().dropped).toEqual({ console: 2 });
    expect(only(run.folder, "output-raw").map(({ text }) => text.length)).toEqual([1024 * 1024, 4]);
    world.clock.advance(1000);
    for (let count = 0; count < 10_001; count++) ambient.print(".");
    expect(run.stats().dropped).toEqual({ console: 3 });
    await run.finish();
    expect(world.printed.join("")).toContain("3 prints");
  });

  test("writeLogs adds lines even when nothing is captured, and nothing after finish", async () => {
    const { start, only } = setUp();
    const run = await start({ console: "off" });
    run.writeLogs("one\ntwo");
    run.writeLogs("three\n");
    expect(() => run.writeLogs(7 as never)).toThrow('Failed to write logs: "7" is not text.');
    await run.finish();
    run.writeLogs("four");
    expect(only(run.folder, "output-raw").map(({ text }) => text)).toEqual(["one\ntwo\n", "three\n"]);
  });
});

describe("system metrics", () => {
  test("come at once, at every interval, and not after finish", async () => {
    const { world, start, only } = setUp();
    const run = await start();
    expect(only(run.folder, "stats")).toHaveLength(0);
    world.clock.advance(0);
    world.clock.advance(14_999);
    expect(only(run.folder, "stats")).toHaveLength(1);
    world.clock.advance(1);
    const samples = only(run.folder, "stats");
    expect(samples).toHaveLength(2);
    expect(samples[1]?.items.map(({ key }) => key)).toContain("proc.memory.rssMB");
    await run.finish();
    world.clock.advance(60_000);
    expect(only(run.folder, "stats")).toHaveLength(2);
  });

  test("a run that is over before the first sample has one", async () => {
    const { start, only } = setUp();
    const run = await start();
    await run.finish();
    expect(only(run.folder, "stats")).toHaveLength(1);
  });

  test("GPUs have records of their own and are named in the environment", async () => {
    const { world, start, only } = setUp({ tools: { "nvidia-smi": GPU } });
    const run = await start({ stats: { intervalSeconds: 1 } });
    world.clock.advance(0);
    await Promise.resolve();
    world.clock.advance(1000);
    await Promise.resolve();
    const keys = only(run.folder, "stats").map(({ items }) => items[0]?.key);
    expect(keys).toEqual(["cpu", "gpu.0.gpu", "proc.memory.rssMB", "gpu.0.gpu"]);
    const environments = only(run.folder, "environment").map(({ gpu, gpuCount }) => ({ gpu, gpuCount }));
    expect(environments).toEqual([
      { gpu: "", gpuCount: 0 },
      { gpu: "NVIDIA T4", gpuCount: 1 },
    ]);
    await run.finish();
  });

  test.each([
    { given: { stats: false } as InitOptions, env: {} },
    { given: {}, env: { WANDB__DISABLE_STATS: "true" } },
    { given: {}, env: { STEPWELL__DISABLE_STATS: "1" } },
    { given: {}, env: { WANDB__DISABLE_MACHINE_INFO: "yes" } },
  ])("$given with $env: there are none", async ({ given, env }) => {
    const { world, start, only } = setUp({ env });
    const run = await start(given);
    world.clock.advance(60_000);
    await run.finish();
    expect(only(run.folder, "stats")).toEqual([]);
  });

  test.each([0, 0.05, NaN, "x"])("an interval of %s is refused", async (intervalSeconds) => {
    await expect(setUp().start({ stats: { intervalSeconds: intervalSeconds as number } })).rejects.toThrow(
      `"${intervalSeconds}" seconds between system metrics is not usable. Give a number from 0.1.`,
    );
  });
});

describe("where the run comes from", () => {
  const COMMIT = "a".repeat(40);

  test("commit and remote are in the run and the environment, arguments without secrets in the latter", async () => {
    const { start, only, write } = setUp({ args: ["--lr", "0.1", "--token", "abc"] });
    write("/home/ada/.git/HEAD", COMMIT);
    write("/home/ada/.git/config", '[remote "origin"]\nurl = https://me:pw@host/x\n');
    const run = await start();
    const git = { commit: COMMIT, remoteUrl: "https://me:@host/x" };
    expect(only(run.folder, "run")[0]?.git).toEqual(git);
    expect(only(run.folder, "environment")[0]).toMatchObject({
      git,
      args: ["--lr", "0.1", "--token", "***"],
    });
  });

  test("the environment names another commit", async () => {
    const { start, only } = setUp({
      env: { WANDB_GIT_COMMIT: COMMIT, WANDB_GIT_REMOTE_URL: "https://t@host/y" },
    });
    const run = await start();
    expect(only(run.folder, "run")[0]?.git).toEqual({ commit: COMMIT, remoteUrl: "https://host/y" });
  });

  test.each([
    { given: { git: false, args: false } as InitOptions, env: {} },
    { given: { args: false }, env: { WANDB_DISABLE_GIT: "anything" } },
    { given: {}, env: { WANDB__DISABLE_MACHINE_INFO: "true" } },
  ])("$given with $env: neither is recorded", async ({ given, env }) => {
    const { start, only, write } = setUp({ env, args: ["x"] });
    write("/home/ada/.git/HEAD", COMMIT);
    const run = await start(given);
    expect(only(run.folder, "run")[0]).not.toHaveProperty("git");
    expect(only(run.folder, "environment")[0]?.args).toEqual([]);
  });

  test("installed packages are a file of the run, unless that is turned off", async () => {
    for (const dependencies of [true, false]) {
      const { world, start, only, write } = setUp();
      write("/home/ada/package.json", "{}");
      write("/home/ada/package-lock.json", '{"packages":{"node_modules/b":{"version":"1.0.0"}}}');
      const run = await start({ dependencies });
      world.clock.advance(0);
      const expected = { path: "requirements.txt", policy: "now", kind: "wandb" };
      expect(only(run.folder, "files").flatMap(({ files }) => files)).toEqual(dependencies ? [expected] : []);
      if (!dependencies) continue;
      const text = new TextDecoder().decode(world.fileSystem.readFileSync(`${run.dir}/requirements.txt`));
      expect(text).toBe("b==1.0.0\n");
    }
  });
});

test("a host that refuses everything disturbs nobody", async () => {
  const refuse = (): never => {
    throw new Error("no");
  };
  const world = createMemoryWorld();
  const ambient = { ...createMemoryAmbient(), captureConsole: refuse, usage: refuse, diskUsage: refuse };
  const run = await createApi(() => ({ ...world, ambient })).init({ id: "a" });
  world.clock.advance(60_000);
  run.log({ a: 1 });
  await run.finish();
  expect(run.stats()).toMatchObject({ rowsWritten: 1, dropped: {} });
});

test("a world without an ambient records nothing of it", async () => {
  const world = createMemoryWorld();
  const run = await createApi(() => world).init({ id: "a" });
  world.clock.advance(60_000);
  await run.finish();
  expect(world.fileSystem.statSync(`${run.dir}/requirements.txt`)).toBeUndefined();
});
