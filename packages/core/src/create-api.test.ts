import { describe, expect, test } from "vitest";
import { Artifact } from "./artifacts/artifact.ts";
import { UsageError } from "./core-error.ts";
import { createApi } from "./create-api.ts";
import type { InitOptions } from "./settings/init-options.ts";
import { createMemoryWorld } from "./testing/memory-world.ts";
import { runContents } from "./testing/run-contents.ts";

const { init } = createApi(() => createMemoryWorld());

async function refusal(options: object, env: Record<string, string> = {}): Promise<string> {
  const world = createMemoryWorld({ env });
  const error: unknown = await init({ world, ...(options as InitOptions) }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return UsageError.isInstance(error) ? error.message : `not refused: ${String(error)}`;
}

describe("what init refuses", () => {
  test.each([
    [{ projct: "x" }, 'the option "projct" is not known. Did you mean "project"?'],
    [{ job_type: "x" }, 'the option "job_type" is not known. Did you mean "jobType"?'],
    [{ project: "a/b" }, 'the project name "a/b" holds "/"'],
    [{ project: ".." }, 'the project name is "..", which addresses read as a folder. Give another name.'],
    [{ project: "x".repeat(129) }, 'the project name has "129" characters'],
    [{ id: " a" }, 'the run id " a" is empty or has blanks at its ends'],
    [{ id: "" }, 'the run id "" is empty'],
    [{ id: "a/b" }, 'the run id "a/b" holds "/"'],
    [{ tags: ["ok", ""] }, 'the tag "" is not usable'],
    [{ tags: ["x".repeat(65)] }, "Give texts of 1 to 64 characters"],
    [{ tags: 5 }, '"5" is not a value of "tags". Give a list of texts.'],
    [{ mode: "offlin" }, '"offlin" is not a value of "mode". Use one of "offline", "online", "disabled"'],
    [{ name: 7 }, '"7" is not a value of "name". Give text.'],
    [{ mode: "online" }, 'mode is "online" but no server is named'],
    [{ baseUrl: "localhost:8080" }, 'the server\'s address is "localhost:8080". Give it in full'],
    [{ baseUrl: "nonsense" }, 'the server\'s address is "nonsense"'],
    [{ world: 5 }, 'the option "world" is "5". Give what createNodeWorld() returns, or leave it out.'],
    [{ config: [1] }, '"a list of 1" is not an object'],
  ])("%j", async (options, sentence) => {
    expect(await refusal(options)).toContain(sentence);
  });

  test.each([null, "mnist", 5])("options that are %j", async (options) => {
    await expect(init(options as unknown as InitOptions)).rejects.toThrow(
      `Failed to start the run: the options are "${String(options)}". Give an object, as { project: "mnist" }.`,
    );
  });

  test("a folder that cannot be made is refused with its path and what to do", async () => {
    const world = createMemoryWorld();
    world.fileSystem.writeFileSync("/home/ada/wandb", new Uint8Array());
    await expect(init({ world })).rejects.toThrow(
      /Failed to make the run folder: "\/home\/ada\/wandb.*" was refused \(E\w+\)\. Give a folder that you can write/,
    );
  });
});

describe("where settings come from", () => {
  test("arguments win over STEPWELL_*, which win over WANDB_*", async () => {
    const env = {
      WANDB_PROJECT: "w",
      STEPWELL_PROJECT: "s",
      WANDB_RUN_ID: "r",
      WANDB_NAME: "n",
      WANDB_TAGS: "a,b",
    };
    const api = createApi(() => createMemoryWorld({ env }));
    const run = await api.init({ name: "mine" });
    expect(run).toMatchObject({ project: "s", id: "r", name: "mine" });
    await run.finish();
    expect((await api.init({ project: "p" })).project).toBe("p");
  });

  test("a key alone stays offline and says so", async () => {
    const world = createMemoryWorld({ env: { WANDB_API_KEY: "k".repeat(40) } });
    const run = await init({ world, reinit: "create_new" });
    expect(run.folder).toContain("/offline-run-");
    expect(world.printed[0]).toContain("WANDB_API_KEY is set, but no server is: nothing is sent.");
  });

  test("silent prints nothing, from the environment too", async () => {
    const world = createMemoryWorld({ env: { STEPWELL_SILENT: "true" } });
    await (await init({ world, reinit: "create_new" })).finish();
    expect(world.printed).toEqual([]);
  });
});

describe("the current run", () => {
  test("module-level functions speak of a missing run", () => {
    const api = createApi(() => createMemoryWorld());
    const sentence = "no run is active. Call await init() first.";
    expect(() => api.log({ a: 1 })).toThrow(sentence);
    expect(() => api.defineMetric("a")).toThrow(sentence);
    expect(() => api.config["lr"]).toThrow(sentence);
    expect(() => (api.summary["best"] = 1)).toThrow(sentence);
    expect(() => api.currentRun()).toThrow(`Failed to use "currentRun": ${sentence}`);
  });

  test("every call of a run that is bound to the current one speaks of a missing run, and reaches the run that there is", async () => {
    const world = createMemoryWorld();
    const api = createApi(() => world);
    const sentence = "no run is active. Call await init() first.";
    expect(() => api.alert("t", "x")).toThrow(`Failed to use "alert": ${sentence}`);
    expect(() => api.save("a.txt")).toThrow(`Failed to use "save": ${sentence}`);
    expect(() => api.markPreempting()).toThrow(`Failed to use "markPreempting": ${sentence}`);
    expect(() => api.writeLogs("x")).toThrow(`Failed to use "writeLogs": ${sentence}`);
    await expect(api.flush()).rejects.toThrow(`Failed to use "flush": ${sentence}`);
    await expect(api.logModel("m")).rejects.toThrow(`Failed to use "logModel": ${sentence}`);
    await expect(api.useModel("m")).rejects.toThrow(`Failed to use "useModel": ${sentence}`);
    await expect(api.linkModel("m", "r")).rejects.toThrow(`Failed to use "linkModel": ${sentence}`);
    await expect(api.logCode()).rejects.toThrow(`Failed to use "logCode": ${sentence}`);
    const artifact = new Artifact({ name: "a", type: "t" });
    await expect(api.linkArtifact(artifact, "r")).rejects.toThrow(
      `Failed to use "linkArtifact": ${sentence}`,
    );

    const run = await api.init();
    await world.fileSystem.writeFile("/home/ada/model.bin", Uint8Array.of(1));
    expect(api.save("model.bin")).toEqual([`${run.dir}/model.bin`]);
    expect((await api.logModel("model.bin", { name: "m" })).type).toBe("model");
    await expect(api.useModel("m:latest")).rejects.toThrow("[core] Failed to");
    expect(await api.logCode()).toBeUndefined();
    api.alert("t", "x");
    api.markPreempting();
    api.writeLogs("hello");
    await api.flush();
    const types = runContents(world.fileSystem, run).records.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(["alert", "preempting", "files", "artifact"]));
    await run.finish();
  });

  test("module-level functions follow the run that init started, until it is finished", async () => {
    const api = createApi(() => createMemoryWorld());
    const run = await api.init({ config: { lr: 0.1 } });
    api.log({ loss: 1 });
    api.summary["best"] = 2;
    api.config["bs"] = 32;
    expect(api.currentRun()).toBe(run);
    expect(run.summary.toJSON()).toMatchObject({ loss: 1, best: 2 });
    expect({ ...api.config }).toEqual({ lr: 0.1, bs: 32 });
    await api.finish();
    expect(() => api.log({ a: 1 })).toThrow("no run is active");
    expect(() => run.log({ a: 1 })).toThrow("it has finished");
    await expect(api.finish()).resolves.toBeUndefined();
  });

  test("a second init hands back the first run, finishes it, or stands beside it", async () => {
    const api = createApi(() => createMemoryWorld());
    const first = await api.init({ id: "a" });
    expect(await api.init({ id: "b" })).toBe(first);
    const beside = await api.init({ id: "c", reinit: "create_new" });
    api.log({ x: 1 });
    expect([first.step, beside.step]).toEqual([1, 0]);
    const next = await api.init({ id: "d", reinit: "finish_previous" });
    expect(() => first.log({ x: 1 })).toThrow("it has finished");
    api.log({ x: 1 });
    expect(next.step).toBe(1);
  });
});

test("the end of a run without rows says what else it logged", async () => {
  const world = createMemoryWorld();
  const run = await init({ world, reinit: "create_new", saveCode: true });
  await world.fileSystem.writeFile("/home/ada/model.bin", Uint8Array.of(1));
  run.save("model.bin");
  await run.logModel("model.bin", { name: "m" });
  await run.finish();
  expect(world.printed.at(-1)).toContain("  logged     1 artifact, 1 file\n");
  const empty = await init({ world, reinit: "create_new" });
  await empty.finish();
  expect(world.printed.at(-1)).toContain("  logged     0 rows, 0 values\n");
});

test("a disabled run leaves nothing behind", async () => {
  const world = createMemoryWorld();
  const run = await init({ world, mode: "disabled", reinit: "create_new" });
  run.log({ a: 1 });
  run.config["lr"] = 1;
  await run.finish();
  expect(run).toMatchObject({ step: 0, dir: "", folder: "" });
  expect(run.summary["a"]).toBe(1);
  expect(world.printed).toEqual([]);
  expect(await world.fileSystem.list("/home/ada")).toEqual([]);
});

test("a second init says that its options were not used", async () => {
  const world = createMemoryWorld();
  const api = createApi(() => world);
  const first = await api.init({ id: "one" });
  const before = world.printed.length;
  expect(await api.init()).toBe(first);
  expect(world.printed).toHaveLength(before);
  expect(await api.init({ config: { lr: 2 } })).toBe(first);
  expect(world.printed.slice(before)).toEqual([
    'Stepwell: run "one" is still active; init() gave it back and used none of its options. Finish it first, or ask for init({ reinit: "create_new" }).\n',
  ]);
  await first.finish();
});

test("a run without a project says where it is shown", async () => {
  const run = await createApi(() => createMemoryWorld()).init({ silent: true });
  expect(run.project).toBe("uncategorized");
  await run.finish();
});
