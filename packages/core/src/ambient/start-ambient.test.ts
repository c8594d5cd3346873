import { createRunFileReader } from "@stepwell/protocol";
import type { LogRecord } from "@stepwell/protocol";
import { describe, expect, test } from "vitest";
import { startAmbient } from "./start-ambient.ts";
import { createApi } from "../create-api.ts";
import type { InitOptions } from "../settings/init-options.ts";
import { createMemoryAmbient } from "../testing/memory-ambient.ts";
import type { MemoryAmbientOptions } from "../testing/memory-ambient.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";

/** Lets the jobs in the background come to their end. */
async function jobsDone(): Promise<void> {
  for (let turns = 0; turns < 50; turns++) await Promise.resolve();
}

function nvidiaSmi(args: readonly string[]): string | undefined {
  if (args[0]?.includes("utilization.gpu") === true) {
    return "0, GPU-a, 5, 0, 0, 16384, 40, 30, 70, 300, 405, 0, 0, 30\n";
  }
  if (args[0]?.includes("compute-apps") === true) return "100, GPU-a\n";
  return args[0] === "-q" ? "<cuda_version>12.8</cuda_version>" : "0, NVIDIA T4, GPU-a, 16384\n";
}

function setUp(options: MemoryAmbientOptions & { env?: Record<string, string> } = {}) {
  const memory = createMemoryWorld({ env: options.env ?? {} });
  const ambient = createMemoryAmbient({ fileSystem: memory.fileSystem, ...options });
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

  test("GPUs have records of their own, and what this process uses counts twice", async () => {
    const { world, start, only } = setUp({ tools: { "nvidia-smi": nvidiaSmi } });
    const run = await start({ stats: { intervalSeconds: 1 } });
    world.clock.advance(0);
    await jobsDone();
    world.clock.advance(1000);
    await jobsDone();
    const samples = only(run.folder, "stats").map(({ items }) => items.map(({ key }) => key));
    expect(samples.map(([key]) => key)).toEqual(["cpu", "gpu.0.gpu", "proc.memory.rssMB", "gpu.0.gpu"]);
    expect(samples[1]).toContain("gpu.process.0.gpu");
    await run.finish();
  });

  test("disks and GPUs can be chosen", async () => {
    const { world, start, only } = setUp({
      tools: { "nvidia-smi": nvidiaSmi },
      env: { WANDB__STATS_DISK_PATHS: '["/data","/home"]', STEPWELL__STATS_GPU_DEVICE_IDS: "1,2" },
    });
    const run = await start();
    world.clock.advance(0);
    await jobsDone();
    const keys = only(run.folder, "stats").flatMap(({ items }) => items.map(({ key }) => key));
    expect(keys).toEqual(expect.arrayContaining(["disk./data.usageGB", "disk./home.usagePercent"]));
    expect(keys.filter((key) => key.startsWith("gpu.") || key.startsWith("disk./."))).toEqual([]);
    expect(only(run.folder, "environment")[0]?.disks.map(({ path }) => path)).toEqual(["/data", "/home"]);
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
      await jobsDone();
      const paths = ["requirements.txt", "package.json", "package-lock.json"];
      const expected = paths.map((path) => ({ path, policy: "now", kind: "wandb" }));
      expect(only(run.folder, "files").flatMap(({ files }) => files)).toEqual(dependencies ? expected : []);
      if (!dependencies) continue;
      const text = new TextDecoder().decode(world.fileSystem.readFileSync(`${run.dir}/requirements.txt`));
      expect(text).toBe("b==1.0.0\n");
    }
  });
});

describe("the machine", () => {
  test("what is slow to learn comes in a second record, beside what was known at once", async () => {
    const { world, start, only } = setUp({
      tools: { "nvidia-smi": nvidiaSmi },
      env: { SLURM_JOB_ID: "42", SLURM_JWT: "secret", HOME: "/home/ada", WANDB_DOCKER: "image:1" },
    });
    const run = await start();
    world.clock.advance(0);
    await jobsDone();
    await run.finish();
    const [first, second] = only(run.folder, "environment");
    expect(first).toMatchObject({
      gpu: "",
      codePath: "train.js",
      codePathLocal: "train.js",
      docker: "image:1",
      disks: [{ path: "/", total: 10 * 1024 ** 3, used: 2 * 1024 ** 3 }],
      slurm: [{ name: "job_id", value: "42" }],
    });
    expect(second).toEqual({
      ...first,
      gpu: "NVIDIA T4",
      gpuCount: 1,
      gpusNvidia: [
        { name: "NVIDIA T4", memoryTotal: 16 * 1024 ** 3, cudaCores: 0, architecture: "", uuid: "GPU-a" },
      ],
      cudaVersion: "12.8",
    });
  });

  test.each([
    { given: { machine: false } as InitOptions, env: {} },
    { given: {}, env: { WANDB__DISABLE_META: "true" } },
    { given: {}, env: { WANDB__DISABLE_MACHINE_INFO: "true" } },
  ])("$given with $env: it is not looked at", async ({ given, env }) => {
    const { world, start, only } = setUp({ env: { ...env, SLURM_JOB_ID: "42" } });
    const run = await start(given);
    world.clock.advance(0);
    await jobsDone();
    await run.finish();
    expect(only(run.folder, "environment")).toHaveLength(1);
    expect(only(run.folder, "environment")[0]).toMatchObject({ disks: [], slurm: [] });
  });
});

describe("the code", () => {
  const git = (args: readonly string[]): string => {
    if (args.at(-1) === "HEAD^{commit}") return "c".repeat(40);
    return args.includes("diff") ? '+const token = "abc";\n' : "";
  };
  const prepare = (options: Parameters<typeof setUp>[0] = {}) => {
    const setup = setUp({ tools: { git }, ...options });
    setup.write("/home/ada/train.js", "let token = 1;");
    return setup;
  };
  const paths = (found: { files: readonly { path: string }[] }[]) =>
    found.flatMap(({ files }) => files.map(({ path }) => path));

  test("the program and what is not committed are files, also of a run that is over at once", async () => {
    for (const waits of [true, false]) {
      const { world, start, only } = prepare();
      const run = await start({ saveCode: true });
      if (waits) {
        world.clock.advance(0);
        await jobsDone();
      }
      const finished = run.finish();
      expect(() => run.log({ a: 1 })).toThrow("has finished");
      await finished;
      expect(paths(only(run.folder, "files")).toSorted()).toEqual(["code/train.js", "diff.patch"]);
      const text = (path: string) =>
        new TextDecoder().decode(world.fileSystem.readFileSync(`${run.dir}/${path}`));
      expect(text("code/train.js")).toBe("let token = 1;");
      expect(text("diff.patch")).toBe('+const token = "***";\n');
      expect(only(run.folder, "config").flatMap(({ update }) => update)).toContainEqual({
        path: ["_wandb", "code_path"],
        value: "code/train.js",
      });
    }
  });

  test.each([
    { given: {} as InitOptions, env: {} },
    { given: { saveCode: false }, env: { WANDB_SAVE_CODE: "true" } },
    { given: {}, env: { WANDB_SAVE_CODE: "true", WANDB_DISABLE_CODE: "true" } },
  ])("$given with $env: none of it is kept", async ({ given, env }) => {
    const { world, start, only } = prepare({ env });
    const run = await start(given);
    world.clock.advance(0);
    await jobsDone();
    await run.finish();
    expect(only(run.folder, "files")).toEqual([]);
  });

  test("a folder of code is an artifact, which the config names", async () => {
    const { start, only, write } = prepare();
    write("/home/ada/src/a.ts", "let a = 1;");
    const run = await start({ saveCode: true, codeDir: "src" });
    await run.finish();
    expect(only(run.folder, "artifact")).toHaveLength(1);
    expect(only(run.folder, "config").flatMap(({ update }) => update)).toContainEqual({
      path: ["_wandb", "code_path"],
      value: expect.stringMatching(/^source-/) as string,
    });
    for (const given of [
      { saveCode: false, codeDir: "src" },
      { saveCode: true, codeDir: "nowhere" },
    ]) {
      const other = await start({ id: "b", ...given });
      await other.finish();
      expect(only(other.folder, "artifact", "b")).toEqual([]);
    }
  });

  test("another program can be named", async () => {
    const { start, only, write } = prepare({ env: { WANDB_PROGRAM: "src/main.ts" } });
    write("/home/ada/src/main.ts", "let main = 1;");
    const run = await start({ saveCode: true, git: false });
    await run.finish();
    expect(paths(only(run.folder, "files"))).toEqual(["code/src/main.ts"]);
    expect(only(run.folder, "environment")[0]).toMatchObject({
      program: "src/main.ts",
      codePath: "src/main.ts",
      codePathLocal: "src/main.ts",
    });
  });

  test("without git there are no patches, and without a program below the folder no code", async () => {
    const { start, only, write, world } = prepare();
    const run = await start({ saveCode: true, git: false });
    await run.finish();
    expect(paths(only(run.folder, "files"))).toEqual(["code/train.js"]);
    write("/home/ada/deep/.git/HEAD", "c".repeat(40));
    const elsewhere = { ...world, workingFolder: "/home/ada/deep", ambient: createMemoryAmbient() };
    const other = await createApi(() => elsewhere).init({ id: "b", saveCode: true });
    await other.finish();
    expect(paths(only(other.folder, "files", "b"))).toEqual([]);
  });

  test.each([
    { isPrimary: true, kept: ["code/train.js", "package.json", "diff.patch"] },
    { isPrimary: false, kept: [] },
  ])("of several processes, one that is primary ($isPrimary) keeps $kept", async ({ isPrimary, kept }) => {
    const { world, ambient, write } = prepare();
    write("/home/ada/package.json", "{}");
    world.fileSystem.makeFolderSync("/home/ada/files");
    const records: LogRecord[] = [];
    const capture = startAmbient({
      settings: {
        ambient: {
          console: true,
          statsIntervalMs: undefined,
          statsDiskPaths: ["/"],
          statsGpuIds: undefined,
          machine: true,
          host: "",
          program: "",
          username: "",
          docker: "",
          email: "",
          git: true,
          gitRemote: "origin",
          gitCommit: undefined,
          gitRemoteUrl: undefined,
          dependencies: true,
          args: true,
        },
        saveCode: true,
        shared: { label: "two", isPrimary },
      },
      world: { ...world, ambient },
      filesFolder: "/home/ada/files",
      firstRecords: [],
      write: (record) => records.push(record) > 0,
      dropConsole: () => undefined,
    });
    world.clock.advance(0);
    await jobsDone();
    capture.stop();
    expect(paths(records.filter((one) => one.type === "files"))).toEqual(kept);
  });

  test("a git that hangs holds up the end for five seconds", async () => {
    const { world, ambient } = prepare();
    const hanging = { ...ambient, runInBackground: () => new Promise<never>(() => undefined) };
    const run = await createApi(() => ({ ...world, ambient: hanging })).init({ id: "a", saveCode: true });
    let isOver = false;
    const finished = run.finish().then(() => (isOver = true));
    world.clock.advance(4999);
    await jobsDone();
    expect(isOver).toBe(false);
    world.clock.advance(1);
    await finished;
  });
});

test("a host that refuses everything disturbs nobody", async () => {
  const refuse = (): never => {
    throw new Error("no");
  };
  const world = createMemoryWorld();
  const ambient = {
    ...createMemoryAmbient(),
    captureConsole: refuse,
    usage: refuse,
    diskUsage: refuse,
    savePackagesNow: refuse,
  };
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
